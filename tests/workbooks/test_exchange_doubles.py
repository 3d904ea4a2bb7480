"""An exchange workbook written before a merger, or before a new number, does not bring back what was before."""

from __future__ import annotations

from pathlib import Path

from crmr_desk.model.network.merging.merging import merge_hospitals, merge_people
from crmr_desk.model.network.merging.numbers import replace_number
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.exchange import export, load
from tests.model.network.building import TODAY, Register
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


def test_an_establishment_renumbered_since_is_found_under_its_former_number(
    sqlite_db: Database, tmp_path: Path
) -> None:
    register = Register(sqlite_db)
    register.ccmr("CHU de Nantes", register.crmr("CERVCO"))
    nantes = register.hospital("CHU de Nantes")
    export(sqlite_db, tmp_path / "avant.xlsx")
    replace_number(sqlite_db, nantes, "finess_et", "540000007", TODAY, TODAY)
    renumbered = dump(sqlite_db)
    assert not load(sqlite_db, tmp_path / "avant.xlsx")
    assert dump(sqlite_db) == renumbered
