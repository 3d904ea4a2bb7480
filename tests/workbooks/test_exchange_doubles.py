"""An exchange workbook written before two rows were merged does not bring the double back."""

from __future__ import annotations

from pathlib import Path

from crmr_desk.model.network.merging.merging import merge_hospitals, merge_people
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.exchange import export, load
from tests.model.network.merging.pairs import houses, people
from tests.model.store.dumps import dump


def test_a_person_merged_since_stays_merged(sqlite_db: Database, tmp_path: Path) -> None:
    pair = people(sqlite_db)
    export(sqlite_db, tmp_path / "avant.xlsx")
    merge_people(sqlite_db, pair.kept, pair.double, {})
    merged = dump(sqlite_db)
    assert not load(sqlite_db, tmp_path / "avant.xlsx")
    assert dump(sqlite_db) == merged
    export(sqlite_db, tmp_path / "après.xlsx")
    assert not load(sqlite_db, tmp_path / "après.xlsx")


def test_an_establishment_merged_since_stays_merged(sqlite_db: Database, tmp_path: Path) -> None:
    pair = houses(sqlite_db)
    export(sqlite_db, tmp_path / "avant.xlsx")
    merge_hospitals(sqlite_db, pair.kept, pair.double, {})
    assert not load(sqlite_db, tmp_path / "avant.xlsx")
