"""Everything about one establishment on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.directory import hospitals_listed
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.hospital_sheet import hospital_sheet
from crmr_desk.model.network.merging.numbers import replace_number
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Ccmr
from tests.conftest import Registers
from tests.model.network.building import TODAY, Register

D = dt.date
LILLE, NANTES, REUNION = 1, 2, 3


@pytest.fixture(scope="module")
def network(migrated_file: Path, registers: Registers) -> Iterator[Database]:
    """Lille coordinates a centre; a competence centre moved from Lille to Nantes, whose legal number was replaced."""
    with registers.copy_of(migrated_file, "établissements") as db:
        register = Register(db)
        lille, nantes = register.hospital("CHU de Lille"), register.hospital("CHU de Nantes")
        with db.writing("Essai") as session:
            hospitals.add_hospital(
                session, finess_et="970408589", finess_ej="970408589", name="CHU de La Réunion", town="Saint-Denis",
                region_code="04",
            )  # fmt: skip
        crmr = register.crmr("CERVCO", at="CHU de Lille")
        register.mandate(Function.COORDONNATEUR, crmr, register.person("Aubrac"))
        register.succession(crmr)
        ccmr = register.ccmr("CHU de Lille", crmr)
        with db.writing("Essai") as session:
            change_from(session, session.get_one(Ccmr, ccmr), D(2026, 1, 1), TODAY, hospital_id=nantes)
        replace_number(db, nantes, "finess_ej", "540023264", D(2026, 1, 1), TODAY)
        assert (lille, nantes) == (LILLE, NANTES)
        yield db


def test_the_centres_of_the_day_their_leaders_and_their_dossiers(network: Database) -> None:
    sheet = hospital_sheet(network, LILLE, TODAY)
    assert [(line.kind, line.title, line.responsable) for line in sheet.housed] == [
        ("site", "CERVCO", "Pr Solène Aubrac")
    ]
    assert [(dossier.what, dossier.badge.text) for dossier in sheet.dossiers] == [("CERVCO", "En cours")]
    assert [badge.text for badge in sheet.badges] == ["CHR ou CHU", "1 centre"]
    assert hospital_sheet(network, NANTES, TODAY).housed[0].kind == "ccmr"


def test_on_another_day_it_is_as_it_was(network: Database) -> None:
    before = hospital_sheet(network, NANTES, D(2025, 6, 1))
    assert (before.hospital.finess_ej, before.housed) == ("440000289", ())
    assert [line.kind for line in hospital_sheet(network, LILLE, D(2025, 6, 1)).housed] == ["site", "ccmr"]
    assert [(former.label, former.value, former.until) for former in before.formerly] == [
        ("FINESS EJ", "440000289", D(2025, 12, 31))
    ]
    counts = {row.name: (row.sites, row.ccmrs) for row in hospitals_listed(network, D(2025, 6, 1))}
    assert counts == {"CHU de Lille": (1, 1), "CHU de Nantes": (0, 0), "CHU de La Réunion": (0, 0)}


def test_the_agency_is_that_of_the_day(network: Database) -> None:
    facts = {fact.label: fact.value for fact in hospital_sheet(network, REUNION, D(2018, 6, 1)).identity}
    assert facts["ARS"] == "ARS océan Indien, jusqu’au 31/12/2019"


def test_an_establishment_that_is_gone_is_said(network: Database) -> None:
    with pytest.raises(UserError, match="n’est plus dans le registre"):
        hospital_sheet(network, 99, TODAY)
