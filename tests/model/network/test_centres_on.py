"""One site, competence centre or filière on one date, and the seats of one person."""

from __future__ import annotations

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CcmrKind, Function, SiteRole
from crmr_desk.model.network.centres_on import CcmrOn, FullFsmrOn, ccmr_on, fsmr_on, site_on
from crmr_desk.model.network.seats_held import HeldSeat, seats_held
from crmr_desk.model.store.database import Database
from tests.model.network.building import END, START, TODAY, D, Register, counted_statements


def ccmr(db: Database, ccmr_id: int, day: D = TODAY) -> CcmrOn:
    with db.reading() as session:
        return ccmr_on(session, ccmr_id, day)


def fsmr(db: Database, fsmr_id: int, day: D = TODAY) -> FullFsmrOn:
    with db.reading() as session:
        return fsmr_on(session, fsmr_id, day)


def seats(db: Database, person_id: int, day: D = TODAY) -> tuple[HeldSeat, ...]:
    with db.reading() as session:
        return seats_held(session, person_id, day)


def test_a_site_knows_its_centre_its_hospital_and_who_leads_it(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    site_id = register.constitutive(crmr_id, "CHU de Lille")
    register.mandate(Function.RESPONSABLE_SITE, site_id, register.person("Vandamme", "Inès", "Dr"))

    with counted_statements(db) as sent, db.reading() as session:
        site = site_on(session, site_id, TODAY)

    assert (site.crmr_id, site.role, site.hospital.ars) == (crmr_id, SiteRole.CONSTITUTIF, "ARS Hauts-de-France")
    assert site.holder is not None
    assert site.holder.name == "Dr Inès Vandamme"
    assert len(sent) == 4


def test_a_site_that_has_ended_is_still_found_without_its_former_head(db: Database) -> None:
    register = Register(db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille", START, D(2026, 6, 30))
    register.mandate(Function.RESPONSABLE_SITE, site_id, register.person("Vandamme"), START, D(2026, 6, 30))
    with db.reading() as session:
        site = site_on(session, site_id, TODAY)
    assert (site.end, site.holder) == (D(2026, 6, 30), None)


def test_a_competence_centre_shows_every_centre_to_which_it_is_attached(db: Database) -> None:
    register = Register(db)
    brain, osc = register.fsmr("BRAIN-TEAM"), register.fsmr("OSCAR")
    first = register.crmr("CERVCO", brain, label=(START, D(2027, 6, 30)))
    second = register.crmr("AVC", osc, at="CHU de Lille")
    register.mandate(Function.COORDONNATEUR, first, register.person("Aubrac"))
    centre_id = register.ccmr("CHU de Rouen", first, second)

    with counted_statements(db) as sent, db.reading() as session:
        centre = ccmr_on(session, centre_id, TODAY)

    assert [(one.name, one.fsmr) for one in centre.attachments] == [("AVC", "OSCAR"), ("CERVCO", "BRAIN-TEAM")]
    assert [one.label.end for one in centre.attachments if one.label] == [END, D(2027, 6, 30)]
    heads = [one.coordonnateur.name if one.coordonnateur else None for one in centre.attachments]
    assert heads == [None, "Pr Solène Aubrac"]
    assert (centre.kind, centre.holder, centre.active_file) == (CcmrKind.CCMR, None, 40)
    assert len(sent) == 9


def test_an_attachment_shows_the_label_that_holds_else_the_last_one(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO", label=(D(2018, 1, 1), D(2023, 12, 31)))
    register.label(crmr_id, START, END)
    centre_id = register.ccmr("CHU de Rouen", crmr_id, start=D(2018, 1, 1), end=None)
    days = (D(2020, 1, 1), TODAY, D(2030, 1, 1))
    found = [ccmr(db, centre_id, day).attachments[0].label for day in days]
    assert [label.start.year for label in found if label] == [2018, 2024, 2024]


def test_an_attachment_that_has_ended_is_left_out(db: Database) -> None:
    register = Register(db)
    centre_id = register.ccmr("CHU de Rouen", register.crmr("CERVCO"), end=D(2026, 1, 31))
    assert ccmr(db, centre_id).attachments == ()


def test_a_filiere_counts_its_centres_and_a_competence_centre_attached_twice_once(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("BRAIN-TEAM", D(2019, 1, 1), D(2023, 12, 31))
    crmrs = [register.crmr(name, fsmr_id) for name in ("CERVCO", "LEUKO")]
    register.crmr("AUTRE")
    register.ccmr("CHU de Rouen", *crmrs)
    register.ccmr("CHU de Lille", crmrs[0])
    register.mandate(Function.ANIMATEUR, fsmr_id, register.person("Teyssier", "Amaury"))

    with counted_statements(db) as sent, db.reading() as session:
        filiere = fsmr_on(session, fsmr_id, TODAY)

    assert (filiere.crmr_count, filiere.ccmr_count) == (2, 2)
    assert filiere.animateur is not None
    assert (filiere.designation, filiere.seat) == (None, None)
    assert filiere.last_designation is not None
    assert filiere.last_designation.end == D(2023, 12, 31)
    assert len(sent) == 4


@pytest.mark.parametrize("read", [site_on, ccmr_on, fsmr_on])
def test_a_centre_that_vanished_is_said_whatever_its_kind(db: Database, read: object) -> None:
    assert callable(read)
    with db.reading() as session, pytest.raises(UserError, match="n’est plus dans le registre"):
        read(session, 1, TODAY)


def test_the_seats_of_a_person_say_where_they_are_and_those_to_come(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    site_id = register.constitutive(crmr_id, "CHU de Lille")
    person = register.person("Vandamme", "Inès", "Mme")
    register.mandate(Function.RESPONSABLE_SITE, site_id, person)
    register.mandate(Function.COORDONNATEUR, crmr_id, person, D(2027, 1, 1))
    past = register.ccmr("CHU de Rouen", crmr_id)
    register.mandate(Function.RESPONSABLE_CCMR, past, person, START, D(2026, 1, 31))

    held = seats(db, person)

    assert [(one.function, one.crmr_id) for one in held] == [
        (Function.RESPONSABLE_SITE, crmr_id),
        (Function.COORDONNATEUR, crmr_id),
    ]
    assert [one.hospital_id for one in held] == [
        register.hospital("CHU de Lille"),
        register.hospital("Lariboisière, AP-HP"),
    ]
    assert held[1].words == "Coordonnatrice du CRMR CERVCO"
