from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmr_desk.model.terms import MONTHS, french_date, short_date
from crmr_desk.workbooks.checking.rows import Doubt
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import LineKind, RawLine
from crmr_desk.workbooks.incoming.values.dates import DateRead, looks_like_date, month_first_columns, read_date
from crmr_desk.workbooks.reading.book import Value
from tests.workbooks.incoming.sheets import codes, typed

TODAY = dt.date(2026, 11, 20)
FIRST = dt.date(2023, 9, 1)


def read(value: Value, target: Target = Target.START, *, month_first: bool = False) -> DateRead:
    return read_date(typed(value, target), today=TODAY, month_first=month_first)


@pytest.mark.parametrize(
    "value",
    [
        FIRST, dt.datetime.combine(FIRST, dt.time(14, 30)), "1er septembre 2023", "1 SEPTEMBRE 2023", "1ᵉʳ sept. 2023",
        "le 1er septembre 2023", "vendredi 1er septembre 2023", "2023-09-01", "2023-09-01T00:00:00", "20230901",
        "depuis le 1er septembre 2023",
    ],
)  # fmt: skip
def test_a_whole_date_is_read_without_a_word(value: Value) -> None:
    assert read(value) == DateRead(FIRST)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("01/09/2023", "date_day_first"),
        ("01.09.2023", "date_day_first"),
        ("à compter du 1/9/2023", "date_day_first"),
        ("01/09/2023 00:00", "date_day_first"),
        ("01\u202f/ 09 / 2023", "date_day_first"),
        (45170, "date_serial"),
        ("45170", "date_serial"),
        (45170.0, "date_serial"),
    ],
)
def test_a_date_that_could_be_misread_is_read_and_noted(value: Value, code: str) -> None:
    found = read(value)
    assert (found.value, codes(found.doubts)) == (FIRST, [code])
    assert found.doubts[0].doubt is Doubt.NOTE


def test_the_day_always_comes_first() -> None:
    assert read("03/04/2024").value == dt.date(2024, 4, 3)
    assert read("25/12/2024") == DateRead(dt.date(2024, 12, 25))
    assert read("12/12/2024") == DateRead(dt.date(2024, 12, 12))


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("sept. 2023", "date_incomplete"),
        ("septembre 2023", "date_incomplete"),
        ("09/2023", "date_incomplete"),
        ("2023", "date_incomplete"),
        (2023, "date_incomplete"),
        ("début 2023", "date_incomplete"),
        ("1er septembre", "date_incomplete"),
        ("31/02/2024", "date_impossible"),
        ("30 février 2024", "date_impossible"),
        ("09/25/2023", "date_month_first"),
        ("01/01/2024 - 31/12/2028", "date_several"),
        ("en poste", "date_unreadable"),
    ],
)
def test_what_is_no_whole_date_is_not_guessed(value: Value, code: str) -> None:
    found = read(value)
    assert (found.value, codes(found.doubts)) == (None, [code])
    assert found.doubts[0].doubt is Doubt.CORRECT
    assert (found.doubts[0].cell, found.doubts[0].target) == ("C37", Target.START)


@pytest.mark.parametrize("value", ["", "?", "NC", "-", "néant"])
def test_what_stands_for_nothing_is_no_date_and_no_doubt(value: str) -> None:
    assert read(value) == DateRead(None)


@pytest.mark.parametrize(
    ("value", "target", "code"),
    [
        ("1/9/23", Target.START, "date_two_digit_year"),
        (dt.date(2003, 12, 31), Target.START, "date_improbable"),
        (dt.date(2028, 11, 21), Target.START, "date_improbable"),
        (dt.date(2038, 12, 31), Target.END, "date_improbable"),
    ],
)
def test_a_doubtful_date_waits_for_the_user(value: Value, target: Target, code: str) -> None:
    found = read(value, target)
    assert found.value is not None
    assert (codes(found.doubts), found.doubts[0].doubt) == ([code], Doubt.CONFIRM)


def test_the_end_of_a_term_lies_further_ahead_than_its_start() -> None:
    assert read(dt.date(2031, 12, 31), Target.END) == DateRead(dt.date(2031, 12, 31))


def test_a_date_is_ambiguous_where_another_one_of_the_column_puts_the_month_first() -> None:
    lines = [
        RawLine("F", row, LineKind.DATA, "", {Target.START: typed(text, Target.START)}, table=table)
        for row, text, table in ((2, "03/04/2024", 0), (3, "09/25/2023", 0), (4, "25/09/2023", 1))
    ]
    assert month_first_columns(lines) == {(0, Target.START)}
    found = read("03/04/2024", month_first=True)
    assert (codes(found.doubts), found.doubts[0].doubt) == (["date_ambiguous"], Doubt.CONFIRM)
    assert read("25/12/2024", month_first=True) == DateRead(dt.date(2024, 12, 25))


@settings(max_examples=40)
@given(st.dates(dt.date(2004, 1, 1), dt.date(2028, 1, 1)))
def test_a_date_that_is_written_is_read_back(day: dt.date) -> None:
    month = MONTHS[day.month - 1].upper()
    for text in (short_date(day), french_date(day), day.isoformat(), f"{day.day}-{month}-{day.year}"):
        assert read(text).value == day
        assert looks_like_date(text)
