"""Calendar terms: each trap of the field is one sentence here."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmr_desk.model.terms import add_months, add_years, age_on, birthday, french_date, last_day, short_date

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (dt.date(2026, 8, 31), 6, dt.date(2027, 2, 28)),
        (dt.date(2027, 8, 31), 6, dt.date(2028, 2, 29)),
        (dt.date(2026, 11, 12), 6, dt.date(2027, 5, 12)),
        (dt.date(2026, 12, 31), 1, dt.date(2027, 1, 31)),
        (dt.date(2026, 3, 31), -1, dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 15), -6, dt.date(2025, 7, 15)),
    ],
)
def test_months_are_calendar_months(day: dt.date, months: int, expected: dt.date) -> None:
    assert add_months(day, months) == expected


def test_a_leap_day_plus_a_year_is_the_last_of_february() -> None:
    assert add_years(dt.date(2024, 2, 29), 1) == dt.date(2025, 2, 28)
    assert add_years(dt.date(2024, 2, 29), 4) == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (dt.date(2016, 3, 1), dt.date(2021, 2, 28)),
        (dt.date(2023, 3, 1), dt.date(2028, 2, 29)),
        (dt.date(2023, 10, 1), dt.date(2028, 9, 30)),
        (dt.date(2024, 1, 1), dt.date(2028, 12, 31)),
        (dt.date(2024, 2, 29), dt.date(2029, 2, 28)),
    ],
)
def test_five_years_end_the_day_before_the_anniversary(start: dt.date, end: dt.date) -> None:
    assert last_day(start, 5) == end


def test_born_on_a_leap_day_one_turns_sixty_five_on_the_first_of_march() -> None:
    assert birthday(dt.date(1960, 2, 29), 65) == dt.date(2025, 3, 1)
    assert birthday(dt.date(1960, 2, 29), 68) == dt.date(2028, 2, 29)


def test_age_counts_the_birthday_itself() -> None:
    born = dt.date(1961, 5, 4)
    assert age_on(born, dt.date(2026, 5, 3)) == 64
    assert age_on(born, dt.date(2026, 5, 4)) == 65


def test_dates_are_written_as_a_french_reader_expects() -> None:
    assert french_date(dt.date(2027, 5, 1)) == "1ᵉʳ mai 2027"
    assert french_date(dt.date(2026, 8, 31)) == "31 août 2026"
    assert short_date(dt.date(2027, 5, 1)) == "01/05/2027"


def test_a_term_beyond_the_calendar_is_an_overflow_not_a_wrong_date() -> None:
    with pytest.raises(OverflowError):
        add_months(dt.date(9999, 12, 1), 1)


@given(DAYS, st.integers(-1200, 1200))
def test_adding_months_lands_in_the_expected_month_and_never_later_in_it(day: dt.date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


@given(DAYS, st.integers(0, 600), st.integers(0, 600))
def test_months_add_up_except_for_the_days_a_short_month_takes(day: dt.date, first: int, second: int) -> None:
    at_once, in_two = add_months(day, first + second), add_months(add_months(day, first), second)
    assert in_two <= at_once
    assert (at_once - in_two).days <= 3
    if day.day <= 28:
        assert in_two == at_once


@given(DAYS, st.integers(1, 50))
def test_a_period_and_the_next_one_leave_no_gap(start: dt.date, years: int) -> None:
    assert last_day(start, years) + dt.timedelta(days=1) == birthday(start, years)


@given(DAYS, st.integers(0, 100))
def test_nobody_has_an_age_before_the_birthday(born: dt.date, age: int) -> None:
    day = birthday(born, age)
    assert age_on(born, day) == age
    assert age_on(born, day - dt.timedelta(days=1)) == age - 1


def test_a_period_from_a_leap_day_to_a_leap_year_ends_the_day_before_the_anniversary() -> None:
    assert last_day(dt.date(2024, 2, 29), 4) == dt.date(2028, 2, 28)
