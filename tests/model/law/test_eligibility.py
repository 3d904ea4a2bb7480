"""Who may be coordonnateur (A3 §1): the text's conditions, no more and no less."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.law import packs
from crmr_desk.model.law.eligibility import judge
from crmr_desk.model.law.findings import FindingList
from tests.model.law.situations import ABSENT, Json, answer, blocking, designation, found, single_site, situation

CONSULTANT = {
    "name": "Clément Rouvière",
    "status": "PR-CONSULTANT",
    "birth_date": "1960-03-10",
    "ars_authorisation": True,
    "clinical_activity_in_crmr": True,
}


def _candidate(**facts: object) -> Json:
    return single_site({"candidate": {"name": "Clément Rouvière", **facts}})


def _consultant(**changes: object) -> Json:
    facts = {key: value for key, value in {**CONSULTANT, **changes}.items() if value is not ABSENT}
    return single_site({"candidate": facts})


@pytest.mark.parametrize(
    ("facts", "verdict", "finding"),
    [
        ({"status": "PU-PH"}, True, None),
        ({"status": "PU-PH", "full_time": False}, True, None),
        ({"status": "PU-PH", "birth_date": "1958-01-01"}, True, None),
        ({"status": "PU-PH", "ars_authorisation": None, "clinical_activity_in_crmr": None}, True, None),
        ({"status": "PH", "full_time": True}, True, None),
        ({"status": "PH", "quota": 100}, True, None),
        ({"status": "PH", "full_time": False}, False, "part_time"),
        ({"status": "PH", "quota": 80}, False, "part_time"),
        ({"status": "MCU-PH", "full_time": True}, False, "status_not_provided_for"),
        ({"status": "PHC", "full_time": True}, False, "status_not_provided_for"),
        ({"status": "PU"}, False, "status_not_provided_for"),
        ({"status": "OTHER", "status_text": "Chef de clinique"}, False, "status_not_provided_for"),
        ({"status": "CCA"}, False, "status_not_provided_for"),
    ],
)
def test_a_status_is_enough_or_it_is_not(facts: Json, verdict: bool, finding: str | None) -> None:
    data = _candidate(**facts)
    assert answer(data).eligible is verdict
    assert blocking(data) == ([(finding, "", "")] if finding else [])


@pytest.mark.parametrize(
    ("facts", "asked"),
    [
        ({}, ["candidate.status"]),
        ({"status": None}, ["candidate.status"]),
        ({"status_text": "PU-PH"}, ["candidate.status"]),
        ({"status": "PH"}, ["candidate.full_time"]),
        ({"status": "PH", "full_time": None}, ["candidate.full_time"]),
        (
            {"status": "PR-CONSULTANT"},
            ["candidate.ars_authorisation", "candidate.clinical_activity_in_crmr", "candidate.birth_date"],
        ),
    ],
)
def test_what_decides_and_is_unknown_is_a_blocking_question(facts: Json, asked: list[str]) -> None:
    data = _candidate(**facts)
    assert answer(data).eligible is None
    assert blocking(data) == [("unknown_answer", "", fact) for fact in asked]


def test_a_full_time_that_the_quota_denies_is_not_believed() -> None:
    data = _candidate(status="PH", full_time=True, quota=50)
    assert answer(data).eligible is None
    assert blocking(data) == [("contradiction", "", "")]


def test_a_consultant_past_sixty_five_with_everything_is_eligible() -> None:
    assert answer(_consultant()).eligible is True
    assert blocking(_consultant()) == []


@pytest.mark.parametrize(
    ("changes", "verdict", "finding"),
    [
        ({"ars_authorisation": False}, False, "consultant_without_ars_authorisation"),
        ({"ars_authorisation": None}, False, "consultant_without_ars_authorisation"),
        ({"clinical_activity_in_crmr": False}, False, "consultant_without_clinical_activity"),
        ({"clinical_activity_in_crmr": None}, False, "consultant_without_clinical_activity"),
        (
            {"clinical_activity_in_crmr": ABSENT, "clinical_activity": False},
            False,
            "consultant_without_clinical_activity",
        ),
        ({"birth_date": "1957-01-01"}, False, "consultant_over_68"),
        ({"ars_authorisation": ABSENT}, None, "unknown_answer"),
        ({"clinical_activity_in_crmr": ABSENT}, None, "unknown_answer"),
        ({"clinical_activity_in_crmr": ABSENT, "clinical_activity": True}, None, "unknown_answer"),
        ({"birth_date": ABSENT}, None, "unknown_answer"),
    ],
)
def test_a_consultant_who_lacks_one_thing_is_not(changes: Json, verdict: bool | None, finding: str) -> None:
    data = _consultant(**changes)
    assert answer(data).eligible is verdict
    assert [one for one, _piece, _of in blocking(data)] == [finding]


def test_a_refusal_outweighs_an_open_question() -> None:
    assert answer(_consultant(ars_authorisation=False, birth_date=ABSENT)).eligible is False


def test_the_authorisation_or_its_paper_is_enough() -> None:
    data = _consultant(ars_authorisation=ABSENT)
    data["received"].append({"piece": "ars_authorisation"})
    answered = answer(data)
    assert answered.eligible is True
    assert "ars_authorisation" not in [piece.id for piece in answered.pieces]


def test_an_authorisation_denied_and_in_hand_is_a_contradiction() -> None:
    data = _consultant(ars_authorisation=False)
    data["received"].append({"piece": "ars_authorisation"})
    assert ("contradiction", "ars_authorisation", "") in blocking(data)


@pytest.mark.parametrize(
    ("start", "over"),
    [("2028-03-09", False), ("2028-03-10", True), (ABSENT, False)],
)
def test_sixty_eight_is_counted_on_the_day_the_function_begins(start: object, over: bool) -> None:
    data = _consultant()
    if start is ABSENT:
        del data["start"]
    else:
        data["start"] = start
    assert ("consultant_over_68" in found(data)) is over


@pytest.mark.parametrize(
    ("born", "warned"),
    [
        ("1970-05-04", {}),
        ("1962-05-04", {"turns_65": dt.date(2027, 5, 4)}),
        ("1963-09-30", {"turns_65": dt.date(2028, 9, 30)}),
        ("1963-10-01", {}),
        ("1960-02-29", {"turns_68": dt.date(2028, 2, 29)}),
        ("1961-02-20", {}),
        ("1961-02-21", {"turns_65": dt.date(2026, 2, 21)}),
        ("1955-01-01", {}),
    ],
)
def test_turning_65_or_68_before_the_label_ends_warns_with_the_birthday(born: str, warned: Json) -> None:
    answered = answer(_candidate(status="PU-PH", birth_date=born))
    ages = {one.id: one.date for one in answered.findings if one.id in ("turns_65", "turns_68")}
    assert ages == warned
    assert {one.severity for one in answered.findings if one.id in ages} <= {"warning"}
    assert answered.eligible is True


def test_a_consultant_who_has_turned_68_since_the_function_began_does_not_go_on() -> None:
    data = single_site({"candidate": {**CONSULTANT, "birth_date": "1958-02-01"}, "start": "2026-01-02"})
    assert answer(data).eligible is False


def test_without_any_day_the_age_of_a_consultant_is_not_known() -> None:
    data = single_site({"candidate": CONSULTANT, "today": None, "start": ABSENT})
    assert answer(data).eligible is None
    assert ("unknown_answer", "", "today") in blocking(data)


def test_a_birth_that_is_to_come_is_no_birth_date() -> None:
    data = single_site({"candidate": {**CONSULTANT, "birth_date": "2059-02-01"}})
    assert answer(data).eligible is None


def test_an_authorisation_given_and_a_paper_that_refuses_it_are_a_contradiction() -> None:
    papers = [*single_site()["received"], {"piece": "ars_authorisation", "opinion": "unfavourable"}]
    assert "contradiction" in found(single_site({"candidate": CONSULTANT, "received": papers}))


def test_the_age_limit_is_said_once_when_it_is_already_reached() -> None:
    data = _consultant(birth_date="1958-05-01")
    assert {"consultant_over_68"} <= found(data)
    assert "turns_68" not in found(data)


@pytest.mark.parametrize("candidate", [None, ABSENT])
def test_without_a_candidate_nobody_is_eligible_or_not(candidate: object) -> None:
    for data in (single_site({"candidate": candidate}), designation({"candidate": candidate})):
        assert answer(data).eligible is None


def test_a_candidate_of_whom_nobody_has_spoken_is_asked_for() -> None:
    assert blocking(single_site({"candidate": ABSENT})) == [("unknown_answer", "", "candidate")]
    assert blocking(single_site({"candidate": None})) == []


def test_a_responsable_past_sixty_eight_is_left_to_the_instructor() -> None:
    findings = FindingList(packs.load_named("2016"), "A3 §3")
    told = judge(situation(_consultant(birth_date="1957-01-01")), "responsable_site", None, findings)
    assert told.verdict is True
    assert [(one.id, one.severity) for one in findings.found] == [("consultant_over_68", "warning")]


def test_an_animateur_has_no_condition() -> None:
    data = single_site({"function": "animateur", "candidate": {"name": "Inès Valadier", "status": "PHC"}})
    assert answer(data).eligible is True
    assert "conditions_not_applicable" in found(data)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"status": "PU-PH", "birth_date": "1975-01-01"}, "PU-PH, 51 ans, 65 ans après la fin du label"),
        ({"status": "PU-PH", "birth_date": "1962-05-04"}, "PU-PH, 63 ans, 65 ans en 2027, avant la fin du label"),
        ({"status": "PU-PH"}, "PU-PH, date de naissance à compléter"),
        ({"status": "PU-PH", "birth_date": "1958-05-04"}, "PU-PH, 67 ans"),
        ({"status": "OTHER", "status_text": "Chef de clinique"}, "Le statut Chef de clinique n’est pas prévu"),
        ({"status": "OTHER"}, "Le statut non précisé n’est pas prévu"),
        ({"status": "PHC"}, "Le statut Praticien hospitalier contractuel n’est pas prévu"),
    ],
)
def test_the_eligibility_is_said_in_a_sentence(facts: Json, words: str) -> None:
    told = answer(_candidate(**facts)).eligibility
    assert told.sentence.replace("\N{NO-BREAK SPACE}", " ").startswith(words)
    assert told.place == "A3 §1"
