"""Views and the days that they need."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.ui.deadlines.periods import Period, Span, View, period_of, weeks_of

TODAY = dt.date(2026, 11, 20)


def test_a_month_needs_its_whole_weeks_and_what_is_ahead() -> None:
    shown = Period(View.MONTH, TODAY)
    assert shown.span(TODAY) == Span(dt.date(2026, 10, 26), dt.date(2026, 12, 6))
    assert shown.needed(TODAY) == Span(dt.date(2026, 10, 26), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("view", "by", "day"),
    [(View.MONTH, 1, dt.date(2026, 12, 20)), (View.MONTH, -11, dt.date(2025, 12, 20)),
     (View.YEAR, 1, dt.date(2027, 11, 20)), (View.YEAR, -9000, TODAY)],
)  # fmt: skip
def test_one_goes_on_by_months_or_years_within_the_calendar(view: View, by: int, day: dt.date) -> None:
    assert Period(view, TODAY).stepped(by).day == day


@pytest.mark.parametrize(
    ("asked", "view", "day", "horizon"),
    [("month/2027-02", View.MONTH, dt.date(2027, 2, 1), "12"), ("year/2031", View.YEAR, dt.date(2031, 1, 1), "12"),
     ("24", View.LIST, TODAY, "24"), ("centres", View.CENTRES, TODAY, "12")],
)  # fmt: skip
def test_a_link_names_a_view_and_a_day(asked: str, view: View, day: dt.date, horizon: str) -> None:
    assert period_of(asked, Period(View.MONTH, TODAY), TODAY) == Period(view, day, horizon)


@pytest.mark.parametrize("asked", ["", "month/2027-13", "month/0000-01", "demain"])
def test_a_link_that_names_nothing_leaves_the_page(asked: str) -> None:
    assert period_of(asked, Period(View.MONTH, TODAY), TODAY) is None


def test_february_of_four_weeks_shows_four() -> None:
    assert [len(weeks_of(dt.date(year, 2, 1))) for year in (2021, 2026)] == [4, 5]
