"""The labelling of a CRMR with its sites and its CCMR: criteria of the text, and those of the call for projects."""

from __future__ import annotations

import pytest

from crmr_desk.model.law import packs
from crmr_desk.model.law.missions import MISSIONS
from tests.model.law.centres import ALL_MISSIONS, labelling
from tests.model.law.situations import ABSENT, Json, answer, blocking, found, with_paper

CCMR = {"attachments": [{"crmr": "R01", "coordonnateur_agreement": "given"}], "active_file": 40}


def _ccmr(changes: Json) -> Json:
    return labelling({"subject": "ccmr", "crmr": ABSENT, "received": ABSENT, "ccmr": {**CCMR, **changes}})


@pytest.mark.parametrize("sense", ["reserved", "unfavourable", None])
def test_the_call_for_projects_wants_a_favourable_opinion_of_the_filiere(sense: str | None) -> None:
    data = with_paper(labelling(), "fsmr_opinion", **({"opinion": sense} if sense else {}))
    assert answer(data).complete is False
    assert blocking(data)
    assert answer(data).pieces[0].place == "appel à projets"


def test_a_centre_without_filiere_has_no_opinion_to_ask() -> None:
    data = labelling({"crmr.fsmr": False, "received": []})
    assert answer(data).complete is True
    assert "fsmr_opinion_not_applicable" in found(data)


@pytest.mark.parametrize("mission", MISSIONS)
def test_each_of_the_five_missions_is_due(mission: str) -> None:
    data = labelling({"crmr.missions": {**ALL_MISSIONS, mission: False}})
    assert blocking(data) == [("mission_missing", "", mission)]


def test_a_mission_of_which_nobody_speaks_is_asked_of_an_applicant() -> None:
    partial = {name: True for name in MISSIONS if name != "recherche"}
    assert blocking(labelling({"crmr.missions": partial})) == [("unknown_answer", "", "crmr.missions.recherche")]
    assert len(blocking(labelling({"crmr.missions": ABSENT}))) == len(MISSIONS)


@pytest.mark.parametrize(
    ("third", "sites", "blocks"),
    [
        ("fsmr", [], True),
        ("other", [], True),
        ("site", [{"name": "Rennes", "vacant": False}], False),
        ("site", [], True),
    ],
)
def test_the_missions_bind_the_network_and_its_sites_take_part(third: str, sites: list[Json], blocks: bool) -> None:
    facts = {
        "crmr.missions": {**ALL_MISSIONS, "recherche": False},
        "crmr.mission_delegated_to": third,
        "crmr.constitutive_sites": sites,
    }
    assert ("mission_missing" in found(labelling(facts))) is blocks


def test_a_mission_left_to_the_filiere_is_missing_even_where_all_are_said_to_be_filled() -> None:
    assert blocking(labelling({"crmr.mission_delegated_to": "fsmr"})) == [("mission_missing", "", "")]


@pytest.mark.parametrize(("count", "warned"), [(24, True), (0, True), (None, True), (25, False), (ABSENT, False)])
def test_twenty_five_patients_are_of_the_call_for_projects_and_never_block(count: object, warned: bool) -> None:
    data = _ccmr({"active_file": count}) if count is not ABSENT else _ccmr({"bndmr_filled": True})
    data["ccmr"] = {key: value for key, value in data["ccmr"].items() if not (key == "active_file" and count is ABSENT)}
    told = [finding for finding in answer(data).findings if finding.id == "active_file_below_25"]
    assert bool(told) is warned
    assert all((one.severity, one.place) == ("warning", "appel à projets") for one in told)
    assert blocking(data) == []


def test_the_call_for_projects_is_not_the_instruction() -> None:
    place = packs.load_named("2016").places["appel à projets"]
    assert not place.in_instruction
    assert "CERVCO" in place.summary


def test_a_ccmr_is_recognised_by_each_crmr_and_owes_no_mission() -> None:
    assert blocking(_ccmr({})) == []
    refused = _ccmr({"attachments": [{"crmr": "R01", "coordonnateur_agreement": "missing"}]})
    assert blocking(refused) == [("piece_missing", "coordonnateur_agreement", "R01")]


def test_a_laboratory_is_a_warning_for_a_coordinating_site_and_blocks_a_constitutive_one() -> None:
    for subject, severity in (("crmr", "warning"), ("site", "blocking")):
        data = labelling({"subject": subject, "site": {"kind": "laboratory"}})
        told = [one.severity for one in answer(data).findings if one.id == "laboratory_or_imaging"]
        assert told == [severity]


def test_the_agencies_are_associated_and_the_others_beyond_the_text() -> None:
    answered = answer(labelling())
    ordered = [one.who for one in (*answered.notified, *answered.informed, *answered.copies) if one.ordered]
    assert ordered == ["ars"]


def test_a_label_opens_no_mandate_but_names_the_seats_that_wait() -> None:
    sites = [{"name": "Rennes", "vacant": True}, {"name": "Rouen", "vacant": False}]
    answered = answer(labelling({"crmr.new": True, "crmr.constitutive_sites": sites}))
    assert answered.mandate_end is None
    waiting = [(one.scenario, one.of) for one in answered.follow_ups]
    assert waiting == [("designation_new_crmr", ""), ("constitutive_site", "Rennes")]


def test_a_territory_that_is_not_covered_stands_in_the_way() -> None:
    assert blocking(labelling({"crmr.territorial_organisation": False})) == [
        ("territorial_organisation_missing", "", "")
    ]
