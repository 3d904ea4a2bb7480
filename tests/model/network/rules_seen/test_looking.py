"""What the network of a day says beside the rules of the text, and since when."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.kinds import Function, SiteActivity
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.moves import move_site
from crmr_desk.model.network.rules_seen.looking import rules_seen
from crmr_desk.model.network.rules_seen.rows import Remark, Rule
from crmr_desk.model.network.tree import tree_on
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Ccmr, Crmr, Site
from tests.model.network.building import START, TODAY, D, Register


@pytest.fixture
def register(sqlite_db: Database) -> Register:
    return Register(sqlite_db)


def seen(register: Register, rule: Rule, on: dt.date = TODAY) -> list[Remark]:
    return [remark for remark in rules_seen(register.db, on) if remark.rule is rule]


def three_centres(register: Register) -> tuple[int, list[int]]:
    fsmr = register.fsmr("FIMARAD")
    return fsmr, [register.crmr(name, fsmr) for name in ("MARVU", "EBH", "NEVUS")]


def test_a_filiere_of_three_centres_calls_for_nothing(register: Register) -> None:
    three_centres(register)
    assert not seen(register, Rule.BELOW_THREE)


def test_below_three_since_the_day_after_a_centre_closed(register: Register) -> None:
    fsmr, centres = three_centres(register)
    with register.db.writing("Fermeture") as session:
        for site in session.query(Site).filter_by(crmr_id=centres[0]):
            site.end = D(2026, 3, 31)
    (remark,) = seen(register, Rule.BELOW_THREE)
    assert (remark.kind, remark.row_id, remark.since) == ("fsmr", fsmr, D(2026, 4, 1))
    assert remark.place == "A1 C-c"
    assert remark.open
    assert not seen(register, Rule.BELOW_THREE, D(2026, 3, 31))
    assert seen(register, Rule.BELOW_THREE, D(2026, 4, 1))


def test_below_three_since_the_day_on_which_a_centre_joined_another_filiere(register: Register) -> None:
    fsmr, centres = three_centres(register)
    other = register.fsmr("MHEMO")
    with register.db.writing("Périmètre") as session:
        change_from(session, session.get_one(Crmr, centres[0]), D(2026, 6, 1), TODAY, fsmr_id=other)
    of_fsmr = {remark.row_id: remark.since for remark in seen(register, Rule.BELOW_THREE)}
    assert of_fsmr == {fsmr: D(2026, 6, 1), other: None}
    assert fsmr not in {remark.row_id for remark in seen(register, Rule.BELOW_THREE, D(2026, 5, 31))}


def test_a_gap_between_two_times_below_three_counts_from_the_second(register: Register) -> None:
    _fsmr, centres = three_centres(register)
    with register.db.writing("Fermeture, réouverture, fermeture") as session:
        (site,) = session.query(Site).filter_by(crmr_id=centres[0])
        site.end = D(2025, 1, 31)
        again = Site(code="S-2", crmr_id=centres[0], role=site.role, hospital_id=site.hospital_id)
        again.start, again.end = D(2025, 6, 1), D(2026, 9, 30)
        session.add(again)
    (remark,) = seen(register, Rule.BELOW_THREE)
    assert remark.since == D(2026, 10, 1)


def test_a_seat_is_vacant_since_the_day_after_the_last_mandate(register: Register) -> None:
    _fsmr, centres = three_centres(register)
    register.mandate(Function.COORDONNATEUR, centres[0], register.person("Aubrac"), START, D(2026, 8, 31))
    (remark,) = seen(register, Rule.VACANT)
    assert (remark.row_id, remark.since, remark.place) == (centres[0], D(2026, 9, 1), "A3 §2b")


def test_the_seat_of_a_site_that_moved_is_vacant_since_before_the_move(register: Register) -> None:
    _fsmr, centres = three_centres(register)
    site = register.constitutive(centres[0], "CHU de Lille")
    register.mandate(Function.RESPONSABLE_SITE, site, register.person("Aubrac"), START, D(2026, 3, 31))
    for at, day in (("CHU de Nantes", D(2026, 6, 1)), ("CHU de Rouen", D(2026, 9, 1))):
        hospital = register.hospital(at)
        with register.db.writing("Délocalisation") as session:
            site = move_site(session, site, hospital_id=hospital, start=day)
    (remark,) = seen(register, Rule.VACANT)
    assert (remark.row_id, remark.since) == (site, D(2026, 4, 1))


def test_a_filiere_that_has_ended_is_in_the_tree_no_more_and_calls_for_nothing(register: Register) -> None:
    fsmr = register.fsmr("FIMARAD", end=D(2026, 10, 31))
    register.mandate(Function.ANIMATEUR, fsmr, register.person("Dumas"), START, D(2026, 10, 31))
    for day, there in ((D(2026, 10, 31), {fsmr}), (TODAY, set())):
        assert {node.row_id for node in tree_on(register.db, day)} == there
        assert {remark.row_id for remark in rules_seen(register.db, day)} == there
    register.crmr("MARVU", fsmr)
    assert fsmr in {node.row_id for node in tree_on(register.db, TODAY) if node.kind == "fsmr"}


def test_a_labelled_centre_that_nobody_ever_led_is_a_normal_state(register: Register) -> None:
    _fsmr, centres = three_centres(register)
    remarks = [remark for remark in seen(register, Rule.NEVER_LED) if remark.kind == "crmr"]
    assert {remark.row_id for remark in remarks} == set(centres)
    assert all("état normal" in remark.sentence and remark.place == "A3 §2a" for remark in remarks)


def test_a_constitutive_site_needs_a_ground_and_is_no_laboratory(register: Register) -> None:
    _fsmr, centres = three_centres(register)
    site_id = register.constitutive(centres[0], "CHU de Lille")
    assert not seen(register, Rule.NO_GROUND)
    with register.db.writing("Correction") as session:
        site = session.get_one(Site, site_id)
        site.ground, site.activity = None, SiteActivity.LABORATORY.value
    (ground,), (activity,) = seen(register, Rule.NO_GROUND), seen(register, Rule.NOT_CLINICAL)
    assert (ground.row_id, activity.row_id) == (site_id, site_id)
    assert not ground.open
    assert not activity.open


def test_a_competence_centre_without_any_reference_centre_is_named(register: Register) -> None:
    three_centres(register)
    with register.db.writing("CCMR") as session:
        session.add(Ccmr(code="C1", title="Seul", hospital_id=None, start=START))
    (remark,) = seen(register, Rule.NO_CRMR)
    assert (remark.kind, remark.place) == ("ccmr", "A1 B-c")


def test_a_label_ends_by_itself(register: Register) -> None:
    three_centres(register)
    assert {remark.since for remark in seen(register, Rule.LABEL_ENDED, D(2029, 1, 1))} == {D(2029, 1, 1)}
