"""Who is in the team of a site or of a competence centre."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.kinds import CentreKind, TeamRole
from crmr_desk.model.network import team
from crmr_desk.model.network.sheet import centre_sheet
from crmr_desk.model.network.sheet_history import sheet_history
from crmr_desk.model.network.sheet_rows import TeamLine
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from tests.model.network.building import START, TODAY, D, Register, counted_statements


def members(db: Database, kind: CentreKind, centre_id: int, on: D = TODAY) -> list[TeamLine]:
    with db.reading() as session:
        return team.members_of(session, kind, [centre_id], on).get(centre_id, [])


def test_a_member_is_added_changed_ended_and_taken_back(db: Database) -> None:
    register = Register(db)
    site = register.constitutive(register.crmr("CERVCO"), "CHU de Lille")
    person = register.person("Hamon", "Lise", "Mme")
    added, _ = team.add_member(db, "site", site, person, TeamRole.NURSE, start=START, detail="annonce", quota=50)
    (line,) = members(db, CentreKind.SITE, site)
    assert (line.name, line.role_words, line.quota) == (
        "Mme Lise Hamon",
        "Infirmier de coordination\u00a0: annonce",
        50,
    )

    team.change_member(db, added, {"quota": 80}, version=line.version)
    with pytest.raises(Conflict, match="a changé entre-temps"):
        team.end_member(db, added, TODAY, version=line.version)
    (line,) = members(db, CentreKind.SITE, site)
    ended = team.end_member(db, added, D(2026, 11, 19), version=line.version)
    assert members(db, CentreKind.SITE, site) == []
    undo.undo(db, ended.operation_id or 0)
    (line,) = members(db, CentreKind.SITE, site)
    team.remove_member(db, added, version=line.version)
    assert members(db, CentreKind.SITE, site, START) == []


def test_the_history_of_a_reference_centre_tells_of_the_teams_of_its_sites(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO")
    site = register.constitutive(crmr, "CHU de Lille")
    _, changes = team.add_member(sqlite_db, "site", site, register.person("Hamon"), TeamRole.NURSE, start=START)
    last = sheet_history(sqlite_db, centre_sheet(sqlite_db, "crmr", crmr, TODAY))[0]
    assert last.id == changes.operation_id


def test_referents_come_first_and_other_teams_are_said(sqlite_db: Database) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO")
    site, ccmr = register.constitutive(crmr, "CHU de Lille"), register.ccmr("CHU de Nantes", crmr)
    shared = register.person("Zénith", "Ana", "Dr")
    team.add_member(sqlite_db, "site", site, register.person("Abel"), TeamRole.SECRETARY, start=START)
    team.add_member(sqlite_db, "site", site, shared, TeamRole.REFERENT, start=START)
    team.add_member(sqlite_db, "ccmr", ccmr, shared, TeamRole.PHYSICIAN, start=START)
    first, second = members(sqlite_db, CentreKind.SITE, site)
    assert (first.person_id, first.elsewhere) == (shared, ("CHU de Nantes, neurologie",))
    assert second.elsewhere == ()
    (there,) = members(sqlite_db, CentreKind.CCMR, ccmr)
    assert there.elsewhere == ("CERVCO, CHU de Lille",)
    with counted_statements(sqlite_db) as sent, sqlite_db.reading() as session:
        team.members_of(session, CentreKind.SITE, [site], TODAY)
    assert len(sent) == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"role": "chef"}, "Choisissez"),
        ({"role": TeamRole.OTHER}, "Précisez"),
        ({"quota": 120}, "de 1 à 100"),
        ({"end": D(2020, 1, 1)}, "précède le début"),
        ({}, "déjà dans cette équipe"),
    ],
)
def test_what_makes_no_sense_is_refused(sqlite_db: Database, values: dict[str, object], sentence: str) -> None:
    register = Register(sqlite_db)
    ccmr, person = register.ccmr("CHU de Nantes"), register.person("Hamon")
    team.add_member(sqlite_db, "ccmr", ccmr, person, TeamRole.NURSE, start=START)
    asked: dict[str, object] = {"role": TeamRole.NURSE, "start": START, **values}
    with pytest.raises(UserError, match=sentence):
        team.add_member(sqlite_db, "ccmr", ccmr, person, str(asked.pop("role")), **asked)  # type: ignore[arg-type]
    assert len(members(sqlite_db, CentreKind.CCMR, ccmr)) == 1
