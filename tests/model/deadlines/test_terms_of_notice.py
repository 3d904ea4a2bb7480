"""Six calendar months between the letter of cessation and the end of activity."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmr_desk.model.deadlines.terms_of_notice import (
    earliest_end,
    ends_with_last_letter_between,
    last_letter_day,
)

D = dt.date
DAY = dt.timedelta(days=1)
dates = st.dates(D(2000, 1, 1), D(2060, 12, 31))


@pytest.mark.parametrize(
    ("end", "letter"),
    [
        (D(2028, 12, 31), D(2028, 6, 30)),
        (D(2027, 4, 30), D(2026, 10, 31)),
        (D(2027, 2, 28), D(2026, 8, 31)),
        (D(2028, 2, 29), D(2027, 8, 31)),
        (D(2027, 8, 31), D(2027, 2, 28)),
        (D(2027, 5, 12), D(2026, 11, 12)),
    ],
)
def test_the_last_day_for_the_letter_is_counted_by_the_calendar(end: D, letter: D) -> None:
    assert last_letter_day(end) == letter


@given(dates)
def test_a_letter_on_the_last_day_keeps_six_months_and_one_on_the_next_does_not(end: D) -> None:
    day = last_letter_day(end)
    assert earliest_end(day) <= end < earliest_end(day + DAY)


@given(dates, st.integers(0, 400))
def test_no_end_whose_letter_is_due_is_missed_by_the_bounds(end: D, span: int) -> None:
    first = last_letter_day(end) - span * DAY
    for last in (last_letter_day(end), last_letter_day(end) + span * DAY):
        earliest, latest = ends_with_last_letter_between(first, last)
        assert earliest <= end <= latest
