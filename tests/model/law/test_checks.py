"""The label, the notice, the sender, the decision: what stands in the way beside papers and people."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.law.findings import Finding
from tests.model.law.situations import (
    ABSENT,
    RENNES,
    Json,
    answer,
    blocking,
    designation,
    found,
    multi_site,
    single_site,
)


def _one(data: Json, name: str) -> Finding:
    (finding,) = [one for one in answer(data).findings if one.id == name]
    return finding


@pytest.mark.parametrize(
    ("written", "effective", "days"),
    [
        ("2026-11-12", "2027-04-30", 12),
        ("2026-11-12", "2027-05-11", 1),
        ("2026-08-31", "2027-02-27", 1),
        ("2026-03-01", "2026-03-01", 184),
    ],
)
def test_a_short_notice_counts_the_days_that_are_missing(written: str, effective: str, days: int) -> None:
    letter = {"date": written, "effective": effective}
    finding = _one(single_site({"cessation_letter": letter, "start": ABSENT}), "notice_too_short")
    assert (finding.days, finding.severity, finding.piece) == (days, "warning", "cessation_letter")
    assert finding.title.endswith("1 jour manque" if days == 1 else f"{days} jours manquent")


def test_the_notice_is_said_with_its_arithmetic() -> None:
    letter = {"date": "2026-11-12", "effective": "2027-04-30"}
    finding = _one(single_site({"cessation_letter": letter, "start": ABSENT}), "notice_too_short")
    assert finding.text == (
        "Lettre du 12/11/2026 + 6\N{NO-BREAK SPACE}mois = 12/05/2027\N{NARROW NO-BREAK SPACE}; "
        "fin d’activité annoncée le 30/04/2027."
    )
    assert finding.date == dt.date(2027, 5, 12)


@pytest.mark.parametrize(
    ("written", "effective"), [("2026-11-12", "2027-05-12"), ("2026-08-31", "2027-02-28"), ("2027-08-31", "2028-02-29")]
)
def test_six_calendar_months_are_enough(written: str, effective: str) -> None:
    data = single_site({"cessation_letter": {"date": written, "effective": effective}, "start": ABSENT})
    assert "notice_too_short" not in found(data)
    assert str(answer(data).earliest_effect) == effective


def test_a_function_that_begins_before_the_six_months_are_over_is_too_soon_as_well() -> None:
    assert _one(single_site({"start": "2026-07-01"}), "notice_too_short").days == 14


def test_dates_of_the_letter_that_nobody_gives_are_asked() -> None:
    no_date = single_site({"cessation_letter.date": ABSENT})
    no_end = single_site({"cessation_letter.effective": ABSENT, "start": ABSENT})
    assert blocking(no_date) == [("unknown_answer", "", "cessation_letter.date")]
    assert blocking(no_end) == [("unknown_answer", "", "cessation_letter.effective")]


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"crmr.label": None}, "label_missing"),
        ({"crmr.label_pending": True, "crmr.label_published": False}, "label_missing"),
        ({"crmr.label_published": False}, "label_missing"),
        ({"crmr.label": ["2020-01-01", "2024-12-31"]}, "label_expired"),
        ({"crmr.label": ["2020-01-01", None]}, "label_expired"),
        ({"crmr.label": ABSENT}, "unknown_answer"),
        ({"crmr.label": [None, None]}, "unknown_answer"),
    ],
)
def test_without_a_current_label_there_is_no_term_and_no_mandate(changes: Json, finding: str) -> None:
    for data in (single_site(changes), designation(changes)):
        assert [one for one, _piece, _of in blocking(data)] == [finding]
        assert answer(data).mandate_end is None


@pytest.mark.parametrize(("today", "expired"), [("2028-09-30", False), ("2028-10-01", True)])
def test_the_last_day_of_the_label_still_counts(today: str, expired: bool) -> None:
    assert ("label_expired" in found(single_site({"today": today}))) is expired


@pytest.mark.parametrize(
    ("label", "years", "end"),
    [
        (["2023-10-01", "2027-12-31"], ABSENT, "2027-12-31"),
        (["2023-10-01", None], ABSENT, "2028-09-30"),
        (["2023-10-01"], 5, "2028-09-30"),
        (["2024-03-01"], 3, "2027-02-28"),
    ],
)
def test_the_mandate_ends_with_the_label_printed_or_computed(label: list[str], years: object, end: str) -> None:
    data = single_site({"crmr.label": label, "crmr.label_years": years})
    assert str(answer(data).mandate_end) == end


def test_a_first_coordonnateur_named_eight_months_late_ends_with_the_label_too() -> None:
    data = designation({"crmr.label": ["2025-07-01", "2030-06-30"], "start": "2026-03-01"})
    assert str(answer(data).mandate_end) == "2030-06-30"


@pytest.mark.parametrize(
    ("start", "outside"), [("2028-09-30", False), ("2028-10-01", True), ("2023-09-30", True), ("2023-10-01", False)]
)
def test_the_function_begins_within_the_label(start: str, outside: bool) -> None:
    data = single_site({"start": start, "cessation_letter.date": "2020-01-01"})
    assert ("effect_after_label" in found(data)) is outside


def test_a_start_within_the_label_before_is_not_before_the_label() -> None:
    data = single_site({"start": "2023-09-01", "crmr.previous_label": ["2018-10-01", "2023-09-30"]})
    assert "effect_after_label" not in found(data)


def test_a_day_that_nobody_gives_is_asked() -> None:
    assert blocking(single_site({"today": ABSENT})) == [("unknown_answer", "", "today")]


@pytest.mark.parametrize(
    ("changes", "finding", "piece", "of"),
    [
        ({"sent_by": "coordonnateur"}, "wrong_sender", "", ""),
        ({"sent_by": "new_director"}, "wrong_sender", "", ""),
        ({"sent_by": "crmr"}, "wrong_sender", "", ""),
        ({"sent_to": "ars"}, "wrong_addressee", "", ""),
        ({"cessation_letter.addressed_to": "dgos"}, "wrong_addressee", "cessation_letter", ""),
        ({"cessation_letter.copy_to_dgos": False}, "wrong_addressee", "cessation_letter", "dgos"),
    ],
)
def test_a_wrong_sender_or_addressee_is_a_warning(changes: Json, finding: str, piece: str, of: str) -> None:
    found_one = _one(single_site(changes), finding)
    assert (found_one.severity, found_one.piece, found_one.of) == ("warning", piece, of)


def test_a_sender_that_nobody_gives_is_not_wrong() -> None:
    assert found(single_site({"sent_by": ABSENT, "sent_to": ABSENT})) == set()


def test_nobody_succeeds_himself() -> None:
    for data in (
        single_site({"same_person": True}),
        multi_site({"same_person": True}),
        single_site({"same_person": ABSENT, "candidate.name": "SOLENE AUBRAC"}),
    ):
        assert [one for one, _piece, _of in blocking(data)] == ["contradiction"]
        assert answer(data).scenario is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"crmr.multi_site": True},
        {"crmr.multi_site": True, "crmr.constitutive_sites": None},
        {"candidate.full_time": True, "candidate.quota": 50},
        {"candidate.full_time": False, "candidate.quota": 100},
        {"candidate.clinical_activity": False, "candidate.clinical_activity_in_crmr": True},
        {"coordonnateur_candidate": {"name": "Inès Valadier"}},
        {"crmr.label": ["2030-01-01", "2028-09-30"]},
        {"crmr.label_pending": True, "crmr.label_published": True},
        {"sent_on": "2026-02-10", "received_on": "2026-02-01"},
    ],
)
def test_one_fact_told_in_two_ways_is_a_contradiction(changes: Json) -> None:
    assert "contradiction" in {one for one, _piece, _of in blocking(single_site(changes))}


@pytest.mark.parametrize(
    ("decision", "finding", "severity"),
    [
        (None, "decision_pending", "info"),
        ({}, "decision_pending", "info"),
        ({"outcome": "adjourned"}, "decision_pending", "warning"),
        ({"outcome": "unfavourable"}, "decision_unfavourable", "warning"),
    ],
)
def test_a_decision_that_is_not_favourable_is_said_and_never_blocks(
    decision: object, finding: str, severity: str
) -> None:
    data = single_site({"decision": decision})
    assert _one(data, finding).severity == severity
    assert blocking(data) == []
    assert (answer(data).mandate_end is None) is (finding == "decision_unfavourable")


def test_of_a_decision_that_nobody_mentions_nothing_is_said() -> None:
    assert found(single_site({"decision": ABSENT})) == set()


def test_a_dossier_sent_by_the_centre_itself_is_told_in_words() -> None:
    told = [one.text for one in answer(single_site({"sent_by": "crmr"})).findings if one.id == "wrong_sender"]
    assert "(le centre de référence)" in told[0]


def test_a_label_that_ends_before_it_starts_gives_no_mandate() -> None:
    answered = answer(single_site({"crmr.label": ["2028-01-01", "2027-01-01"]}))
    assert answered.mandate_end is None
    assert {"contradiction", "unknown_answer"} <= {one.id for one in answered.blocking}


def test_a_label_of_less_than_a_year_in_length_runs_its_five_years() -> None:
    answered = answer(single_site({"crmr.label": ["2023-10-01"], "crmr.label_years": 0.5}))
    assert answered.mandate_end == dt.date(2028, 9, 30)


def test_the_move_of_a_multi_site_centre_is_no_single_site_move() -> None:
    assert "single_site_move" not in found(multi_site({"new_hospital": RENNES}))


def test_a_day_of_effect_before_the_notice_is_not_called_the_end_of_the_activity() -> None:
    finding = _one(single_site({"start": "2026-07-01"}), "notice_too_short")
    assert finding.days == 14
    assert finding.text.endswith("date d’effet prévue le 01/07/2026.")


def test_how_long_a_seat_has_been_vacant_is_enough_to_say_that_it_is() -> None:
    data = multi_site({"crmr.constitutive_sites": [{"name": "Rouen"}, {"name": "Lille", "vacant_for": "P3M"}]})
    assert ("seat_vacant", "", "Lille") in blocking(data)
