"""What is asked for as the text counts it: designation, succession, relocation or labelling."""

from __future__ import annotations

import pytest

from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.requests import function, request
from tests.model.law.situations import (
    ABSENT,
    RENNES,
    Json,
    answer,
    blocking,
    designation,
    found,
    multi_site,
    new_hospital,
    relocation,
    single_site,
    situation,
)

RENEWED: Json = {"crmr.new": False, "crmr.label_renewed": True}


def _renewal(changes: Json) -> Json:
    """The coordonnateur in office asks to go on."""
    return designation({"request": "renewal", "crmr.new": False, "same_person": True, **changes})


def test_a_designation_in_a_centre_that_is_not_new_is_a_succession() -> None:
    papers = single_site()["received"]
    data = designation({"crmr.new": False, "received": papers, "proposal": "agreed"})
    assert answer(data).scenario == "succession_single_site"
    empty = designation({"crmr.new": False, "incumbent": None, "cessation_letter": None})
    assert answer(empty).scenario == "succession_no_proposal"


def test_after_a_renewed_label_the_coordonnateur_is_designated_with_it_by_analogy() -> None:
    data = designation({**RENEWED, "crmr.previous_label": ["2018-10-01", "2023-09-30"]})
    answered = answer(data)
    assert answered.scenario == "designation_new_crmr"
    assert [(one.id, one.severity, one.place) for one in answered.findings] == [("renewed_label", "warning", "A1 A-c")]
    assert [piece.state for piece in answered.pieces if piece.id == "set_up_report"] == ["not_required"]


def test_the_holder_of_the_former_label_leaves_the_seat_to_a_designation_one_of_this_label_to_a_succession() -> None:
    before = designation({**RENEWED, "incumbent": {"end": "2023-09-30"}})
    since = designation({**RENEWED, "incumbent": {"end": "2023-10-01"}})
    assert answer(before).scenario == "designation_new_crmr"
    assert request(situation(since)) == "succession"


@pytest.mark.parametrize(
    ("changes", "asked_for"),
    [
        ({"crmr.label_renewed": True}, "designation"),
        ({"crmr.label_renewed": False}, "labelling"),
        ({"crmr.label": ["2018-10-01", "2023-09-30"]}, "labelling"),
        ({"crmr.label": None}, "labelling"),
        ({"crmr.label_pending": True, "crmr.label_published": False}, "labelling"),
        ({}, UNKNOWN),
    ],
)
def test_a_mandate_is_renewed_by_a_new_label_and_by_nothing_else(changes: Json, asked_for: object) -> None:
    assert request(situation(_renewal(changes))) == asked_for


def test_a_renewal_asks_whether_the_label_was_renewed() -> None:
    assert blocking(_renewal({})) == [("unknown_answer", "", "crmr.label_renewed")]


def test_who_goes_on_under_a_renewed_label_does_not_succeed_himself() -> None:
    data = _renewal(RENEWED)
    assert answer(data).scenario == "designation_new_crmr"
    assert found(data) == {"renewed_label"}


@pytest.mark.parametrize(
    "incumbent",
    [
        {"status": "PR-CONSULTANT", "birth_date": "1957-01-10"},
        {"status": "PR-CONSULTANT", "birth_date": "1963-01-10", "ars_authorisation": False},
    ],
)
def test_the_renewal_of_a_consultant_past_the_limit_calls_for_a_successor(incumbent: Json) -> None:
    data = single_site({"request": "renewal", "incumbent": incumbent, "cessation_letter": None, "candidate": None})
    assert answer(data).scenario == "succession_single_site"
    assert "letter_due" in found(data)


def test_a_responsable_is_renewed_as_he_is_designated() -> None:
    assert request(situation(_renewal({"function": "responsable_site", "subject": "site"}))) == "renewal"


def test_a_person_who_follows_the_site_asks_for_a_relocation() -> None:
    assert answer(single_site({"new_hospital": RENNES, "same_person": True})).scenario == "relocation"
    assert answer(single_site({"new_hospital": None, "same_person": True})).scenario == "succession_single_site"


def test_a_seat_that_moves_with_somebody_else_is_a_succession_in_a_centre_of_several_sites() -> None:
    data = new_hospital({"request": "relocation", "function": ABSENT, "same_person": False})
    assert answer(data).scenario == "succession_new_hospital"


def test_a_single_site_that_moves_with_somebody_else_is_a_relocation_beside_a_succession() -> None:
    answered = answer(relocation({"same_person": False}))
    assert (answered.scenario, answered.also) == ("relocation", "succession_single_site")


def test_a_constitutive_site_that_moves_with_somebody_else_gets_a_new_responsable_at_once() -> None:
    answered = answer(relocation({"subject": "site", "same_person": False}))
    assert (answered.scenario, answered.also) == ("relocation", "constitutive_site")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"function": "animateur"}, "animateur"),
        ({"function": ABSENT}, "coordonnateur"),
        ({"function": ABSENT, "subject": "site"}, "responsable_site"),
        ({"function": ABSENT, "subject": "crmr"}, "coordonnateur"),
        ({"function": ABSENT, "subject": "crmr", "request": "follow_up"}, UNKNOWN),
        ({"function": ABSENT, "subject": "crmr", "request": "relocation"}, "coordonnateur"),
        ({"function": ABSENT, "subject": "site", "request": "relocation"}, "responsable_site"),
        ({"function": ABSENT, "subject": ABSENT}, UNKNOWN),
    ],
)
def test_the_function_is_that_of_the_seat_which_leads_the_subject(changes: Json, expected: object) -> None:
    assert function(situation(multi_site(changes))) == expected


@pytest.mark.parametrize(("subject", "contradicts"), [("coordonnateur", False), ("crmr", False), ("ccmr", True)])
def test_a_function_that_leads_another_structure_than_the_subject_is_a_contradiction(
    subject: str, contradicts: bool
) -> None:
    assert ("contradiction" in found(single_site({"subject": subject}))) is contradicts


def test_a_designation_about_a_centre_is_that_of_its_coordonnateur() -> None:
    assert answer(designation({"subject": "crmr", "function": ABSENT})).scenario == "designation_new_crmr"
