"""The coordonnateur in office who reaches a limit: a letter is due, and the succession that follows is proposed."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.model.law.situations import ABSENT, Json, answer, blocking, found, multi_site, single_site

TURNS_68: Json = {"status": "PR-CONSULTANT", "birth_date": "1959-05-10"}


def _follow_up(incumbent: Json, **changes: object) -> Json:
    """What is known of a coordonnateur in office when nobody has asked for anything."""
    unknown = dict.fromkeys(("cessation_letter", "proposal", "candidate", "received", "start", "decision"), ABSENT)
    return single_site({**unknown, "request": "follow_up", "incumbent": incumbent, **changes})


@pytest.mark.parametrize(
    ("incumbent", "due"),
    [
        ({"end": "2026-12-31"}, dt.date(2026, 6, 30)),
        ({"end": "2026-08-31"}, dt.date(2026, 2, 28)),
        ({"status": "PR-CONSULTANT", "birth_date": "1959-01-10"}, dt.date(2026, 7, 10)),
        ({"status": "PR-CONSULTANT", "birth_date": "1957-01-10"}, dt.date(2024, 7, 10)),
        ({"status": "PR-CONSULTANT", "clinical_activity_in_crmr": False}, dt.date(2026, 2, 20)),
        ({"status": "PU-PH", "birth_date": "1959-01-10"}, None),
        ({"status": "PR-CONSULTANT", "birth_date": "1970-01-10"}, None),
        ({"end": "2028-09-30"}, None),
        ({"end": "2026-12-31", "end_reason": "death"}, None),
        (None, None),
    ],
)
def test_a_coordonnateur_who_reaches_a_limit_owes_a_letter(incumbent: object, due: dt.date | None) -> None:
    data = single_site({"cessation_letter": None, "incumbent": incumbent, "candidate": None, "received": ABSENT})
    answered = answer(data)
    assert [one.date for one in answered.findings if one.id == "letter_due"] == ([due] if due else [])
    assert answered.scenario == "succession_single_site"
    assert len(answered.pieces) == 6


def test_a_letter_already_written_is_not_due() -> None:
    assert "letter_due" not in found(single_site({"incumbent.end": "2026-12-31"}))


@pytest.mark.parametrize(
    ("incumbent", "due"), [(TURNS_68, dt.date(2026, 11, 10)), ({"end": "2027-08-31"}, dt.date(2027, 2, 28))]
)
def test_a_follow_up_that_finds_a_limit_proposes_the_succession_in_full(incumbent: Json, due: dt.date) -> None:
    answered = answer(_follow_up(incumbent))
    assert answered.scenario == "succession_single_site"
    assert len(answered.pieces) == 6
    assert [one.date for one in answered.findings if one.id == "letter_due"] == [due]
    assert answered.mandate_end == dt.date(2028, 9, 30)


def test_the_succession_that_follows_takes_the_sites_into_account() -> None:
    sites = multi_site()["crmr"]["constitutive_sites"]
    answered = answer(_follow_up(TURNS_68, **{"crmr.multi_site": True, "crmr.constitutive_sites": sites}))
    assert answered.scenario == "succession_multi_site"


@pytest.mark.parametrize("incumbent", [{"status": "PU-PH", "birth_date": "1959-05-10"}, {"end": "2028-09-30"}, None])
def test_a_follow_up_without_a_limit_stays_a_follow_up(incumbent: Json) -> None:
    assert answer(_follow_up(incumbent)).scenario == "follow_up"
    assert blocking(_follow_up(incumbent)) == []


def test_the_seat_of_a_coordonnateur_who_died_calls_for_a_succession_without_a_letter() -> None:
    answered = answer(_follow_up({"end": "2026-02-01", "end_reason": "death"}))
    assert answered.scenario == "succession_single_site"
    assert [piece.required for piece in answered.pieces if piece.id == "cessation_letter"] == [False]
    assert "letter_due" not in {finding.id for finding in answered.findings}


@pytest.mark.parametrize("lost", ["ars_authorisation", "clinical_activity_in_crmr"])
@pytest.mark.parametrize("none", [False, None])
def test_a_professeur_consultant_without_what_the_text_asks_of_him_leaves_now(lost: str, none: object) -> None:
    answered = answer(_follow_up({"status": "PR-CONSULTANT", "birth_date": "1960-05-05", lost: none}))
    assert [one.date for one in answered.findings if one.id == "letter_due"] == [dt.date(2026, 2, 20)]


def test_a_follow_up_that_tells_of_no_move_leaves_the_seat_where_it_is() -> None:
    sites = {"crmr.multi_site": True, "crmr.constitutive_sites": [{"name": "Rouen"}]}
    answered = answer(_follow_up(TURNS_68, new_hospital=ABSENT, **sites))
    assert answered.scenario == "succession_multi_site"
