"""The diseases of a reference centre and their ORPHAcodes."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network import diseases
from crmr_desk.model.network.sheet_rows import DiseaseLine
from crmr_desk.model.store.database import Database
from tests.model.network.building import START, TODAY, D, Register


def lines(db: Database, crmr: int, on: D = TODAY) -> tuple[DiseaseLine, ...]:
    with db.reading() as session:
        return diseases.diseases_of(session, crmr, on)


@pytest.mark.parametrize(
    ("typed", "code"), [("136", 136), (" ORPHA:136 ", 136), ("Orpha 85163", 85163), ("orphacode n° 7", 7), ("", None)]
)
def test_an_orphacode_is_read_as_people_write_it(typed: str, code: int | None) -> None:
    assert diseases.read_orpha(typed) == code


@pytest.mark.parametrize("typed", ["1234567", "ORPHA:", "136a", "0", "-3", "13,6"])
def test_what_is_no_orphacode_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="un à six chiffres"):
        diseases.read_orpha(typed)


def test_diseases_are_added_changed_ended_and_removed(db: Database) -> None:
    crmr = Register(db).crmr("CERVCO")
    cadasil, _ = diseases.add_disease(db, crmr, "CADASIL", 136)
    diseases.add_disease(db, crmr, "Angiopathie amyloïde", 85458, start=START)
    assert [line.code for line in lines(db, crmr)] == ["ORPHA:85458", "ORPHA:136"]
    assert [line.name for line in lines(db, crmr, D(2020, 1, 1))] == ["CADASIL"]

    version = lines(db, crmr)[1].version
    diseases.change_disease(db, cadasil, {"name": "Syndrome CADASIL"}, version=version)
    with pytest.raises(Conflict):
        diseases.change_disease(db, cadasil, {"name": "Autre"}, version=version)
    version = lines(db, crmr)[1].version
    diseases.end_disease(db, cadasil, D(2026, 1, 31), version=version)
    assert [line.name for line in lines(db, crmr)] == ["Angiopathie amyloïde"]
    diseases.remove_disease(db, cadasil, version=version + 1)
    assert len(lines(db, crmr, D(2025, 1, 1))) == 1


def test_a_doubled_code_is_said_and_not_refused(sqlite_db: Database) -> None:
    crmr = Register(sqlite_db).crmr("CERVCO")
    added, _ = diseases.add_disease(sqlite_db, crmr, "CADASIL", 136)
    assert diseases.doubled(sqlite_db, crmr, 136, TODAY) == "CADASIL"
    assert diseases.doubled(sqlite_db, crmr, 136, TODAY, but=added) == ""
    diseases.add_disease(sqlite_db, crmr, "Artériopathie cérébrale", 136)
    assert [line.doubled for line in lines(sqlite_db, crmr)] == [True, True]


@pytest.mark.parametrize(("name", "sentence"), [("  ", "Indiquez le nom"), ("cadasil", "a déjà cette maladie")])
def test_a_line_without_name_or_said_twice_is_refused(sqlite_db: Database, name: str, sentence: str) -> None:
    crmr = Register(sqlite_db).crmr("CERVCO")
    diseases.add_disease(sqlite_db, crmr, "CADASIL")
    with pytest.raises(UserError, match=sentence):
        diseases.add_disease(sqlite_db, crmr, name)
    assert len(lines(sqlite_db, crmr)) == 1
