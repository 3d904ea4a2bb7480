"""A site that changes hospital, and the designation of a filière that ends before its term."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network import centres
from crmr_desk.model.network.centres_on import fsmr_on, site_on
from crmr_desk.model.network.designations import end_designation
from crmr_desk.model.network.moves import move_site
from crmr_desk.model.network.seats_held import seats_held
from crmr_desk.model.network.snapshot import SiteOn, crmr_on
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from tests.model.network.building import END, START, TODAY, D, Register
from tests.model.store.dumps import dump

MOVE = D(2027, 3, 1)
EVE = D(2027, 2, 28)


def moved(db: Database, site_id: int, hospital_id: int, start: D = MOVE, unit: str | None = None) -> int:
    with db.writing("Transfert") as session:
        return move_site(session, site_id, hospital_id=hospital_id, start=start, unit=unit)


def site(db: Database, site_id: int, day: D = MOVE) -> SiteOn:
    with db.reading() as session:
        return site_on(session, site_id, day)


def coordinating(db: Database, crmr_id: int, day: D) -> SiteOn:
    with db.reading() as session:
        found = crmr_on(session, crmr_id, day).coordinating
    assert found is not None
    return found


def test_a_coordinating_site_ends_on_the_eve_and_goes_on_in_the_new_hospital(db: Database) -> None:
    register = Register(db)
    crmr_id = register.crmr("CERVCO")
    register.mandate(Function.COORDONNATEUR, crmr_id, register.person("Aubrac"))
    former = coordinating(db, crmr_id, TODAY)

    new_id = moved(db, former.id, register.hospital("CHU de Lille"), unit="Neurologie vasculaire")

    assert coordinating(db, crmr_id, EVE).id == former.id
    after = coordinating(db, crmr_id, MOVE)
    assert (after.id, after.hospital.name, after.unit) == (new_id, "CHU de Lille", "Neurologie vasculaire")
    assert after.code == f"{former.code}-2"


def test_the_head_of_a_constitutive_site_goes_along_to_the_same_last_day(db: Database) -> None:
    register = Register(db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille", START, END)
    person, next_one = register.person("Vandamme"), register.person("Élan")
    register.mandate(Function.RESPONSABLE_SITE, site_id, person, START, D(2027, 12, 31))
    register.mandate(Function.RESPONSABLE_SITE, site_id, next_one, D(2028, 1, 1), END)

    new_id = moved(db, site_id, register.hospital("CHU de Rouen"))

    former, after = site(db, site_id, EVE), site(db, new_id)
    assert (former.end, after.start, after.end, after.ground) == (EVE, MOVE, END, former.ground)
    assert former.holder is not None
    assert (former.holder.person_id, former.holder.end) == (person, EVE)
    assert after.holder is not None
    assert (after.holder.person_id, after.holder.start, after.holder.end) == (person, MOVE, D(2027, 12, 31))
    with db.reading() as session:
        assert [held.centre_id for held in seats_held(session, next_one, MOVE)] == [new_id]


def test_a_site_that_moves_twice_takes_the_next_code(db: Database) -> None:
    register = Register(db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille")
    second = moved(db, site_id, register.hospital("CHU de Rouen"))
    third = moved(db, second, register.hospital("CHU de Lille"), D(2027, 6, 1))
    code = site(db, site_id).code
    assert [site(db, second).code, site(db, third).code] == [f"{code}-2", f"{code}-3"]


def test_undoing_a_move_leaves_the_register_as_it_was(db: Database) -> None:
    register = Register(db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille", START, END)
    register.mandate(Function.RESPONSABLE_SITE, site_id, register.person("Vandamme"))
    hospital = register.hospital("CHU de Rouen")
    before = dump(db)
    moved(db, site_id, hospital)

    last = undo.last_undoable(db)
    assert last is not None
    undo.undo(db, last.id)

    assert dump(db) == before


@pytest.mark.parametrize(("start", "sentence"), [(START, "n’est pas ouvert"), (D(2029, 1, 1), "n’est pas ouvert")])
def test_a_site_does_not_move_outside_of_its_period(db: Database, start: dt.date, sentence: str) -> None:
    register = Register(db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille", START, END)
    hospital = register.hospital("CHU de Rouen")
    with pytest.raises(UserError, match=sentence):
        moved(db, site_id, hospital, start)
    assert site(db, site_id).end == END


def test_a_site_does_not_move_to_where_it_is(db: Database) -> None:
    register = Register(db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille")
    with pytest.raises(UserError, match="déjà dans cet établissement"):
        moved(db, site_id, register.hospital("CHU de Lille"))


def test_a_filiere_that_is_no_longer_designated_has_no_animateur_either(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("BRAIN-TEAM")
    register.mandate(Function.ANIMATEUR, fsmr_id, register.person("Teyssier"))

    with db.writing("Suppression") as session:
        end_designation(session, fsmr_id, EVE)

    with db.reading() as session:
        last, after = fsmr_on(session, fsmr_id, EVE), fsmr_on(session, fsmr_id, MOVE)
    assert last.designation is not None
    assert last.animateur is not None
    assert (last.animateur.end, after.designation, after.animateur) == (EVE, None, None)


def test_a_designation_is_ended_only_where_nothing_begins_later(db: Database) -> None:
    register = Register(db)
    fsmr_id = register.fsmr("BRAIN-TEAM")
    with db.writing("Suite") as session:
        centres.designate_fsmr(session, fsmr_id, D(2029, 1, 1))
    with pytest.raises(UserError, match="à compter du 01/01/2029"), db.writing("Suppression") as session:
        end_designation(session, fsmr_id, EVE)
    with pytest.raises(UserError, match="n’est pas désignée"), db.writing("Suppression") as session:
        end_designation(session, fsmr_id, D(2023, 1, 1))


def test_two_designations_of_one_filiere_never_share_a_day(db: Database) -> None:
    fsmr_id = Register(db).fsmr("BRAIN-TEAM")
    with pytest.raises(UserError, match="déjà désignée du 01/01/2024"), db.writing("Double") as session:
        centres.designate_fsmr(session, fsmr_id, END)
