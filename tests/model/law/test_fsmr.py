"""The filière: its animateur, its designation, a project that is too small (A1 C, A3 §5)."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.law.answer import to_json
from tests.model.law.centres import animateur, fsmr_designation, fsmr_follow_up, fsmr_instruction, not_admissible
from tests.model.law.situations import ABSENT, Json, answer, blocking, found


def _severities(data: Json, name: str) -> list[str]:
    return [finding.severity for finding in answer(data).findings if finding.id == name]


def test_the_governance_designates_and_the_animateur_informs() -> None:
    answered = answer(animateur())
    assert answered.decided_by == ("fsmr_governance",)
    assert answered.sender == ("animateur",)
    informed = [(one.who, one.ordered) for one in answered.informed]
    assert informed == [("animateur_director", True), ("ars", True), ("dgos", True)]
    assert answered.notified == ()


def test_an_animateur_has_no_condition_of_status_or_age() -> None:
    old = {"name": "Solène Aubrac", "status": "PR-CONSULTANT", "birth_date": "1950-01-01"}
    for candidate in (old, {"name": "Solène Aubrac", "status": "OTHER"}):
        data = animateur({"candidate": candidate})
        assert answer(data).eligible is True
        assert blocking(data) == []
        assert _severities(data, "conditions_not_applicable") == ["info"]
    assert answer(animateur({"candidate": None})).eligible is None


def test_an_animateur_may_go_on_leading_a_constitutive_site() -> None:
    data = animateur({"candidate.heads_site": "Rennes"})
    assert answer(data).follow_ups == ()
    assert blocking(data) == []


def test_nothing_is_asked_on_paper_of_an_animateur() -> None:
    for papers in (ABSENT, [], [{"piece": "cv"}]):
        assert answer(animateur({"received": papers})).complete is True


def test_the_mandate_of_an_animateur_is_that_of_the_designation_not_of_a_label() -> None:
    data = animateur({"crmr": {"label": ["2020-01-01", "2030-12-31"]}, "start": "2027-01-01"})
    assert answer(data).mandate_end == dt.date(2028, 12, 31)
    assert answer(animateur({"fsmr.designation": ["2024-03-01"]})).mandate_end == dt.date(2029, 2, 28)


@pytest.mark.parametrize(
    ("designation", "finding"),
    [(None, "label_missing"), (["2018-01-01", "2022-12-31"], "label_expired"), (ABSENT, "unknown_answer")],
)
def test_without_a_designation_there_is_no_term(designation: object, finding: str) -> None:
    data = animateur({"fsmr.designation": designation})
    assert finding in [one for one, _piece, _of in blocking(data)]
    assert answer(data).mandate_end is None


def test_a_date_of_effect_outside_the_designation_is_told_as_such() -> None:
    (after,) = [one for one in answer(animateur({"start": "2029-06-01"})).findings if one.id == "effect_after_label"]
    assert "désignation de la filière" in after.text


def test_an_animateur_whom_the_governance_did_not_designate_is_none() -> None:
    assert "not_designated" in [one for one, _piece, _of in blocking(animateur({"fsmr.by_governance": False}))]
    assert "not_designated" not in found(animateur({"fsmr.by_governance": ABSENT}))


@pytest.mark.parametrize("request_", ["designation", "succession", "renewal"])
def test_an_animateur_is_designated_and_succeeded_in_the_same_way(request_: str) -> None:
    assert answer(animateur({"request": request_})).scenario == "animateur"


@pytest.mark.parametrize(
    ("facts", "scenario"),
    [
        ({"fsmr.crmr_count": 3}, "follow_up"),
        ({"fsmr.crmr_count": 2}, "not_admissible"),
        ({"fsmr.crmr_count": 0, "fsmr.project": ABSENT}, "not_admissible"),
        ({"fsmr.crmr_count": 2, "fsmr.single_disease": True}, "dgos_instruction"),
        ({"fsmr.crmr_count": 4, "fsmr.single_disease": True}, "follow_up"),
        ({"fsmr.crmr_count": 2, "fsmr.project": False}, "follow_up"),
        ({"fsmr.crmr_count": 2, "request": "designation"}, "not_admissible"),
        ({"fsmr.crmr_count": 2, "request": "follow_up"}, "not_admissible"),
        ({"fsmr.crmr_count": ABSENT}, None),
    ],
)
def test_a_project_below_three_is_not_admissible_unless_the_disease_is_single(facts: Json, scenario: str) -> None:
    assert to_json(answer(fsmr_designation(facts)))["scenario"] == scenario


def test_a_project_that_is_not_admissible_has_no_sender_no_pieces_and_no_recipients() -> None:
    answered = to_json(answer(not_admissible()))
    assert (answered["sender"], answered["addressee"], answered["decided_by"]) == (None, None, None)
    assert [answered[column] for column in ("pieces", "notified", "informed", "copies")] == [[], [], [], []]
    assert blocking(not_admissible()) == [("fsmr_below_three", "", "")]


def test_a_single_disease_that_nobody_pleads_is_asked_and_never_presumed() -> None:
    data = not_admissible({"fsmr.single_disease": ABSENT})
    assert answer(data).scenario == "not_admissible"
    assert ("unknown_answer", "", "fsmr.single_disease") in blocking(data)


def test_a_single_disease_is_left_to_the_dgos_and_never_blocks() -> None:
    answered = answer(fsmr_instruction())
    assert (answered.addressee, answered.decided_by) == (("dgos_for_instruction",), ("dgos_instruction",))
    assert answered.mandate_end is None
    assert blocking(fsmr_instruction()) == []
    assert "fsmr_single_disease" in found(fsmr_instruction())


@pytest.mark.parametrize("data", [fsmr_follow_up({"fsmr.crmr_count": 2}), animateur({"fsmr.crmr_count": 1})])
def test_a_filiere_in_office_below_three_is_only_warned(data: Json) -> None:
    assert _severities(data, "fsmr_below_three") == ["warning"]
    assert blocking(data) == []


def test_three_are_enough() -> None:
    assert "fsmr_below_three" not in found(fsmr_follow_up({"fsmr.crmr_count": 3}))


def test_four_terms_of_five_years_have_four_origins() -> None:
    designation, mandate = ["2024-01-01", "2028-12-31"], answer(animateur()).mandate_end
    assert mandate is not None
    assert mandate.isoformat() == designation[1]
    assert answer(fsmr_designation()).mandate_end is None


@pytest.mark.parametrize(("count", "words"), [(0, "zéro centre"), (1, "un seul centre"), (2, "2 centres")])
def test_how_few_centres_a_filiere_has_is_said_in_french(count: int, words: str) -> None:
    (finding,) = [
        one for one in answer(fsmr_follow_up({"fsmr.crmr_count": count})).findings if one.id == "fsmr_below_three"
    ]
    assert finding.text.startswith(f"La filière fédère {words}")


@pytest.mark.parametrize(
    ("designation", "title"),
    [(None, "Filière non désignée"), (["2018-01-01", "2022-12-31"], "Désignation de la filière expirée")],
)
def test_what_stands_against_a_filiere_is_not_called_a_label(designation: object, title: str) -> None:
    assert title in [finding.title for finding in answer(animateur({"fsmr.designation": designation})).findings]
