"""What differs between two days in what a centre has beside who leads it."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.differences.compare import differences
from crmr_desk.model.network.differences.rows import DifferenceKind, Differences, Side
from crmr_desk.model.network.diseases import add_disease
from crmr_desk.model.network.ern import join_ern
from crmr_desk.model.network.moves import move_site
from crmr_desk.model.network.team import add_member
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.past import as_known
from crmr_desk.model.store.schema import Disease, TeamMember
from tests.model.network.building import TODAY, D, Register, counted_statements

BEFORE, ENDED, BEGAN = D(2026, 1, 31), D(2026, 6, 30), D(2026, 7, 1)


def between(db: Database, first: dt.date = BEFORE, last: dt.date = TODAY) -> Differences:
    return differences(Side(db, first), Side(db, last))


def test_diseases_networks_and_team_members_that_came_and_went_are_told_under_their_centre(db: Database) -> None:
    register = Register(db)
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"))
    site, ccmr = register.constitutive(crmr, "CHU de Lille"), register.ccmr("CHU de Rouen", crmr)
    aubrac, delmas = register.person("Aubrac"), register.person("Delmas")
    add_disease(db, crmr, "CADASIL", 136, end=ENDED)
    add_disease(db, crmr, "Maladie de Moyamoya", start=BEGAN)
    add_disease(db, crmr, "CARASIL")
    join_ern(db, site, "EpiCARE", start=BEGAN)
    add_member(db, CentreKind.SITE, site, aubrac, "referent", start=BEGAN, quota=50)
    add_member(db, CentreKind.CCMR, ccmr, delmas, "psychologue", start=D(2025, 1, 1), end=ENDED)
    assert [(row.kind, row.centre_kind, row.row_id, row.what, row.before, row.after, row.day)
            for row in between(db).rows] == [
        (DifferenceKind.DISEASES, CentreKind.CRMR, crmr, "Maladie ajoutée\u00a0: Maladie de Moyamoya",
         "", "Maladie de Moyamoya, depuis le 01/07/2026", BEGAN),
        (DifferenceKind.DISEASES, CentreKind.CRMR, crmr, "Maladie retirée\u00a0: CADASIL",
         "CADASIL (ORPHA\u00a0136), jusqu’au 30/06/2026", "", ENDED),
        (DifferenceKind.TEAMS, CentreKind.CCMR, ccmr, "Équipe\u00a0: fin de fonction de Pr Solène Delmas",
         "Pr Solène Delmas, Psychologue, du 01/01/2025 au 30/06/2026", "", ENDED),
        (DifferenceKind.NETWORKS, CentreKind.SITE, site, "Entrée dans EpiCARE",
         "", "EpiCARE, depuis le 01/07/2026", BEGAN),
        (DifferenceKind.TEAMS, CentreKind.SITE, site, "Équipe\u00a0: arrivée de Pr Solène Aubrac",
         "", "Pr Solène Aubrac, Référent, 50\u00a0%, depuis le 01/07/2026", BEGAN),
    ]  # fmt: skip
    with counted_statements(db) as few:
        between(db)
    for name in ("Un", "Deux", "Trois"):
        add_disease(db, crmr, name, start=BEGAN)
        add_member(db, CentreKind.SITE, site, register.person(name), "medecin", start=BEGAN)
    with counted_statements(db) as many:
        between(db)
    assert len(many) == len(few)


def test_what_goes_along_with_a_site_and_what_comes_with_a_new_centre_is_no_line_of_its_own(
    sqlite_db: Database,
) -> None:
    register = Register(sqlite_db)
    crmr = register.crmr("CERVCO")
    site, nantes = register.constitutive(crmr, "CHU de Lille"), register.hospital("CHU de Nantes")
    join_ern(sqlite_db, site, "EpiCARE", start=D(2025, 1, 1))
    add_member(sqlite_db, CentreKind.SITE, site, register.person("Aubrac"), "referent", start=D(2025, 1, 1))
    with sqlite_db.writing("Délocalisation") as session:
        move_site(session, site, hospital_id=nantes, start=BEGAN)
    new = register.crmr("MIRCEM", at="CHU de Rouen", start=BEGAN, label=None)
    add_disease(sqlite_db, new, "CADASIL", 136, start=BEGAN)
    assert [row.kind for row in between(sqlite_db).rows] == [DifferenceKind.MOVED, DifferenceKind.OPENED]


def test_a_correction_of_a_disease_or_of_a_place_in_a_team_is_told_between_two_knowledges(sqlite_db: Database) -> None:
    register, yesterday = Register(sqlite_db), TODAY - dt.timedelta(days=1)
    sqlite_db.now = lambda: dt.datetime.combine(yesterday, dt.time(12)).astimezone()
    crmr = register.crmr("CERVCO")
    ccmr = register.ccmr("CHU de Rouen", crmr)
    disease, _ = add_disease(sqlite_db, crmr, "CADASIL", 137)
    member, _ = add_member(sqlite_db, CentreKind.CCMR, ccmr, register.person("Aubrac"), "medecin", start=D(2025, 1, 1))
    sqlite_db.now = lambda: dt.datetime.combine(TODAY, dt.time(12)).astimezone()
    with sqlite_db.writing("Corrections") as session:
        session.get_one(Disease, disease).orpha = 136
        session.get_one(TeamMember, member).role = "referent"
    past = as_known(sqlite_db, yesterday)
    found = differences(Side(past.db, TODAY), Side(sqlite_db, TODAY)).rows
    past.close()
    assert [(row.what, row.before, row.after, row.operation) for row in found] == [
        ("Correction\u00a0: maladie CADASIL", "CADASIL (ORPHA\u00a0137)", "CADASIL (ORPHA\u00a0136)", "Corrections"),
        (
            "Correction\u00a0: place de Pr Solène Aubrac dans l’équipe",
            "Pr Solène Aubrac, Médecin, depuis le 01/01/2025",
            "Pr Solène Aubrac, Référent, depuis le 01/01/2025",
            "Corrections",
        ),
    ]
