"""When the seat changes hospital: AP-HP by its hospitals, everybody else by the legal entity."""

from __future__ import annotations

import pytest

from crmr_desk.model.law.hospitals import changes_hospital, internal_move, regions_differ
from crmr_desk.model.law.json_fields import UNKNOWN
from tests.model.law.situations import (
    ABSENT,
    LARIBOISIERE,
    NANTES,
    NECKER,
    RENNES,
    Json,
    found,
    single_site,
    situation,
)

LYON_SOUTH = {"name": "Hôpital Lyon Sud", "et": "690784137", "ej": "690781810", "region": "84"}
LYON_EAST = {"name": "Groupement hospitalier Est", "et": "690784152", "ej": "690781810", "region": "84"}
HYERES = {"name": "Hôpital Renée Sabran", "et": "830100566", "ej": "690781810", "region": "93"}


def _move(current: object, new: object) -> Json:
    return single_site({"crmr.hospital": current, "new_hospital": new})


@pytest.mark.parametrize(
    ("current", "new", "changes"),
    [
        (NANTES, None, False),
        (NANTES, NANTES, False),
        (NANTES, RENNES, True),
        (LARIBOISIERE, NECKER, True),
        (LARIBOISIERE, LARIBOISIERE, False),
        (LYON_SOUTH, LYON_EAST, False),
        (LYON_SOUTH, HYERES, False),
        (LARIBOISIERE, NANTES, True),
        ({"name": "Lariboisière, AP-HP"}, {"name": "Necker, AP-HP"}, True),
        ({"name": "Lariboisière, APHP"}, {"name": "LARIBOISIERE APHP"}, False),
        ({"name": "CHU de Nantes"}, {"name": "CHU de Rennes"}, True),
        ({"name": "CHU de Nantes"}, {"name": "chu de nantes"}, False),
        ({"et": "440000289"}, {"et": "440000289"}, False),
        (NANTES, {"name": "Hôpital Laennec", "same_legal_entity": True}, False),
        (NANTES, {"name": "Hôpital Laennec", "same_legal_entity": False}, True),
        (LARIBOISIERE, {"name": "Hôpital Necker", "same_legal_entity": True}, True),
        (NANTES, {}, True),
        ({}, {"name": "CHU de Rennes"}, True),
    ],
)
def test_the_seat_changes_hospital_as_the_text_counts_them(current: object, new: object, changes: bool) -> None:
    assert changes_hospital(situation(_move(current, new))) is changes


def test_nothing_said_of_a_new_hospital_leaves_the_question_open() -> None:
    assert changes_hospital(situation(_move(NANTES, ABSENT))) is UNKNOWN


def test_a_candidate_who_practises_at_the_seat_shows_that_it_stays() -> None:
    data = single_site({"new_hospital": ABSENT, "candidate.practises_at": NANTES})
    assert changes_hospital(situation(data)) is False


def test_a_candidate_who_practises_elsewhere_does_not_show_that_it_moves() -> None:
    data = single_site({"new_hospital": ABSENT, "candidate.practises_at": RENNES})
    assert changes_hospital(situation(data)) is UNKNOWN


@pytest.mark.parametrize(
    ("current", "new", "internal"),
    [
        (LYON_SOUTH, LYON_EAST, True),
        (NANTES, {"name": "Hôpital Laennec", "same_legal_entity": True}, True),
        (NANTES, {**NANTES, "name": "CHU Nantes, Hôtel-Dieu"}, False),
        (NANTES, NANTES, False),
        (NANTES, None, False),
        (NANTES, RENNES, False),
        (LARIBOISIERE, NECKER, False),
    ],
)
def test_a_move_inside_a_legal_entity_other_than_aphp_is_not_named(
    current: object, new: object, internal: bool
) -> None:
    assert internal_move(situation(_move(current, new))) is internal


def test_the_agencies_follow_the_geographic_hospital() -> None:
    assert regions_differ(situation(_move(LYON_SOUTH, HYERES))) is True
    assert regions_differ(situation(_move(LARIBOISIERE, NECKER))) is False
    assert regions_differ(situation(_move(NANTES, {"name": "CHU de Rennes"}))) is False
    assert regions_differ(situation(_move(NANTES, None))) is False


@pytest.mark.parametrize(
    ("new", "contradicts"),
    [
        ({**RENNES, "same_legal_entity": True}, True),
        ({**RENNES, "same_legal_entity": False}, False),
        ({"name": "Hôpital Laennec", "ej": NANTES["ej"], "same_legal_entity": False}, True),
        ({"name": "Hôpital Laennec", "same_legal_entity": True}, False),
    ],
)
def test_one_legal_entity_in_words_and_two_in_finess_is_a_contradiction(new: Json, contradicts: bool) -> None:
    assert ("contradiction" in found(_move(NANTES, new))) is contradicts
