"""Everything about one person on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.directory import people_listed
from crmr_desk.model.network.directory_rows import Standing
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.person_sheet import person_sheet
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Crmr, TeamMember
from tests.conftest import Registers
from tests.model.network.building import START, TODAY, Register, counted_statements

D = dt.date
AUBRAC, BIZET, VIAL = 1, 2, 3


@pytest.fixture(scope="module")
def network(migrated_file: Path, registers: Registers) -> Iterator[Database]:
    """Aubrac coordinates two centres, one of them renamed, and is in a team; Bizet led one; Vial is a candidate."""
    with registers.copy_of(migrated_file, "fiches") as db:
        register = Register(db)
        aubrac = register.person("Aubrac", birth_date=D(1959, 2, 3), status="PR-CONSULTANT")
        bizet, vial = register.person("Bizet"), register.person("Vial")
        cervco, cargo = register.crmr("CERVCO", start=D(2016, 1, 1)), register.crmr("CARGO", label=None)
        register.mandate(Function.COORDONNATEUR, cervco, bizet, D(2016, 1, 1), D(2023, 12, 31))
        register.mandate(Function.COORDONNATEUR, cervco, aubrac, START, D(2029, 6, 30))
        register.mandate(Function.COORDONNATEUR, cargo, aubrac, START, None)
        register.mandate(Function.ANIMATEUR, register.fsmr("BRAIN-TEAM"), aubrac)
        ccmr = register.ccmr("CHU de Lille", cervco)
        register.succession(cargo, candidate_id=vial, answers={"cessation_letter.effective": "2027-01-31"})
        with db.writing("Essai") as session:
            session.add(TeamMember(ccmr_id=ccmr, person_id=aubrac, role="referent", start=START))
            change_from(session, session.get_one(Crmr, cargo), D(2026, 1, 1), TODAY, acronym="NOUVEAU")
        yield db


def test_all_that_somebody_holds_and_what_is_to_be_judged(network: Database) -> None:
    sheet = person_sheet(network, AUBRAC, TODAY)
    assert [(line.what, line.centre) for line in sheet.held] == [
        ("Animation de la filière BRAIN-TEAM", ("fsmr", 1)),
        ("Coordination du CRMR NOUVEAU", ("crmr", 2)),
        ("Coordination du CRMR CERVCO", ("crmr", 1)),
        ("Référent, équipe de CCMR CHU de Lille", ("ccmr", 1)),
    ]
    assert [(remark.place, remark.text.partition("\u00a0:")[0]) for remark in sheet.remarks] == [
        ("hors texte", "Deux coordinations à la fois"),
        ("A3 §1", "Coordination du CRMR CERVCO, 68 ans le 03/02/2027"),
        ("A3 §1", "Coordination du CRMR NOUVEAU, 68 ans le 03/02/2027"),
        ("A3 §2a", "Coordination du CRMR CERVCO"),
        ("A3 §2", "Coordination du CRMR NOUVEAU"),
    ]
    assert {bar.lane for bar in sheet.bars} == {"Fonctions", "Équipes"}
    assert "Âges à venir" in [fact.label for fact in sheet.identity]


def test_a_candidate_and_somebody_who_left(network: Database) -> None:
    [candidacy] = person_sheet(network, VIAL, TODAY).held
    assert (candidacy.what, candidacy.dossier_id) == ("Candidat, NOUVEAU (dossier 2026-0006)", 1)
    assert [badge.text for badge in person_sheet(network, BIZET, TODAY).badges] == [
        "Sans fonction depuis le 01/01/2024"
    ]


def test_a_centre_is_called_as_it_was_on_the_day(network: Database) -> None:
    sheet = person_sheet(network, AUBRAC, D(2025, 6, 1))
    assert "Coordination du CRMR CARGO" in sheet.person.functions
    rows = {row.id: row for row in people_listed(network, D(2025, 6, 1))}
    assert "Coordination du CRMR CARGO" in rows[AUBRAC].words


def test_the_list_says_who_is_in_office_who_was_and_whose_age_matters(network: Database) -> None:
    with counted_statements(network) as sent:
        rows = people_listed(network, TODAY)
    assert len(sent) == 6
    assert [(row.standing, row.age_limit) for row in rows] == [
        (Standing.IN_OFFICE, "68 ans le 03/02/2027"),
        (Standing.FORMER, ""),
        (Standing.NONE, ""),
    ]
    assert rows[1].words == "Jusqu’au 31/12/2023"


def test_somebody_who_is_gone_is_said(network: Database) -> None:
    with pytest.raises(UserError, match="n’est plus dans le registre"):
        person_sheet(network, 99, TODAY)
