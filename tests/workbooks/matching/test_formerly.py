"""What an establishment or a person was called before, or in a double, still leads to the row of now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmr_desk.model.network import hospitals, people
from crmr_desk.model.network.merging.merging import merge_hospitals, merge_people
from crmr_desk.model.network.merging.numbers import replace_number
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.matching.hospitals import find_hospital
from crmr_desk.workbooks.matching.index import RegisterIndex, index_of
from crmr_desk.workbooks.matching.people import find_person
from tests.conftest import Registers
from tests.model.network.building import TODAY, Register
from tests.workbooks.matching.test_hospitals import codes, sought
from tests.workbooks.matching.test_people import read

RPPS = "10001234567"


@pytest.fixture(scope="module")
def register(migrated_file: Path, registers: Registers) -> Iterator[Database]:
    """Lille has a double and a new legal number, Le Goff a double."""
    with registers.copy_of(migrated_file, "anciens") as db:
        rows = Register(db)
        lille, nantes = rows.hospital("CHU de Lille"), rows.hospital("CHU de Nantes")
        with db.writing("Essai") as session:
            double = hospitals.add_hospital(
                session, finess_et="590000238", finess_ej="590000246", name="Hôpital Huriez", town="Lille",
                region_code="32",
            )  # fmt: skip
        merge_hospitals(db, lille, double, {})
        replace_number(db, nantes, "finess_ej", "540023264", dt.date(2020, 1, 1), TODAY)
        replace_number(db, nantes, "finess_et", "540000007", dt.date(2020, 1, 1), TODAY)
        merge_people(db, rows.person("Le Goff", "Anne-Marie"), rows.person("Kerjean", "Anne", rpps=RPPS), {})
        yield db


@pytest.fixture(scope="module")
def index(register: Database) -> RegisterIndex:
    with register.reading() as session:
        return index_of(session, TODAY)


@pytest.mark.parametrize(
    ("number", "name", "ej", "found", "doubts"),
    [
        ("590000238", "", "", "CHU de Lille", ["finess_former"]),
        ("590000246", "", "", "CHU de Lille", ["finess_former"]),
        ("440000271", "CHU de Nantes", "", "CHU de Nantes", ["finess_former"]),
        ("540000007", "CHU de Nantes", "440000289", "CHU de Nantes", ["finess_former"]),
        ("540000007", "CHU de Nantes", "540023264", "CHU de Nantes", []),
        ("", "Hôpital Huriez", "", "CHU de Lille", []),
    ],
)
def test_former_numbers_and_names_lead_to_the_establishment(
    index: RegisterIndex, number: str, name: str, ej: str, found: str, doubts: list[str]
) -> None:
    match = find_hospital(index, sought(number, name, ej=ej, region=None))
    assert match.found is not None
    assert (match.found.name, codes(match)) == (found, doubts)


def test_the_name_and_the_rpps_of_a_double_lead_to_the_person(index: RegisterIndex) -> None:
    by_name = find_person(index, read("Anne Kerjean"), None, None)
    by_number = find_person(index, read("Anne Kerjean"), RPPS, None)
    assert by_name.found == by_number.found == index.people[by_name.found.id if by_name.found else 0]
    assert (by_name.found and by_name.found.name, by_name.doubts) == ("Pr Anne-Marie Le Goff", ())


def test_lists_show_no_double_and_find_by_what_it_was_called(register: Database) -> None:
    assert [row.name for row in hospitals.hospitals(register, "huriez")] == ["CHU de Lille"]
    assert [row.name for row in hospitals.hospitals(register, "440000271")] == ["CHU de Nantes"]
    assert len(hospitals.hospitals(register)) == 2
    assert [row.last_name for row in people.people_on(register, TODAY, RPPS)] == ["Le Goff"]
    assert [row.last_name for row in people.people_on(register, TODAY)] == ["Le Goff"]
