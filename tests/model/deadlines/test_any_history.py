"""Whatever happened in the register, each deadline falls on the day that its explanation reckons, and that a reader who
does the printed sum anew finds too."""

from __future__ import annotations

import calendar
import datetime as dt
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmr_desk.model.deadlines.rows import CALENDAR, CHANGES, EVENT, RULE, SUM
from crmr_desk.model.deadlines.upcoming import between
from tests.conftest import Registers
from tests.model.deadlines.facts_anew import KINDS, Facts, later
from tests.model.deadlines.histories import CENTRES, any_history
from tests.model.network.building import TODAY

D = dt.date
EVER = (D(2010, 1, 1), D(2040, 12, 31))
_DAY = r"(\d\d/\d\d/\d{4})"


@given(st.integers(0, 2**32))
@settings(max_examples=3, deadline=None)
def test_the_explanation_of_any_deadline_gives_its_day(migrated_file: Path, registers: Registers, seed: int) -> None:
    tell_anew(migrated_file, registers, seed)


@pytest.mark.slow
@given(st.integers(0, 2**32))
@settings(max_examples=100, deadline=None)
def test_thousands_of_centres_with_any_history_have_their_deadlines_on_their_days(
    migrated_file: Path, registers: Registers, seed: int
) -> None:
    tell_anew(migrated_file, registers, seed)


def tell_anew(migrated_file: Path, registers: Registers, seed: int) -> None:
    """Of a register full of histories: each deadline falls on the day that its explanation gives, and on the one that
    its facts give."""
    with registers.copy_of(migrated_file, "histoire") as db:
        any_history(db, random.Random(seed))
        rows = between(db, *EVER, TODAY)
        found = Facts(db, TODAY).falling()
    assert len(rows) > 10 * CENTRES
    assert len({row.key for row in rows}) == len(rows)
    first, last = EVER
    told = {row.key: row.on for row in rows if row.key.startswith(KINDS) and not row.key.startswith("notice:dossier")}
    assert told == {key: on for key, on in found.items() if first <= on <= last}
    for row in rows:
        why = dict(row.explanation)
        assert row.reckoning.evaluate() == row.on, row
        assert _read_back(why[SUM]) == row.on, why[SUM]
        assert all(why[heading].endswith((".", ".\u202f»")) for heading in (EVENT, RULE, SUM, CALENDAR, CHANGES)), why


def _day(text: str) -> D:
    day, month, year = map(int, text.split("/"))
    return D(year, month, day)


def _whole_years(start: D, years: int) -> D:
    """The eve of the first day on which a new period of as many years would begin."""
    leap_day = (start.month, start.day) == (2, 29) and not calendar.isleap(start.year + years)
    return (D(start.year + years, 3, 1) if leap_day else start.replace(year=start.year + years)) - dt.timedelta(1)


def _read_back(words: str) -> D:
    """The day that the printed sum says, reckoned anew."""
    for pattern, reckoned in _SUMS:
        found = re.match(pattern, words)
        if found:
            return reckoned(*found.groups())
    raise AssertionError(words)


def _born(start: str, years: str, said: str) -> D:
    born = _day(start)
    assert _whole_years(born, int(years)) + dt.timedelta(1) == _day(said)
    return _day(said)


def _period(start: str, years: str, said: str) -> D:
    assert _whole_years(_day(start), int(years)) == _day(said)
    return _day(said)


def _before(letter: str, months: str, reached: str, end: str) -> D:
    day = _day(letter)
    assert later(day, int(months)) == _day(reached) <= _day(end) < later(day + dt.timedelta(1), int(months))
    return day


def _months(start: str, months: str, said: str) -> D:
    assert later(_day(start), int(months)) == _day(said)
    return _day(said)


def _counted(start: str, count: str, said: str) -> D:
    assert (_day(said) - _day(start)).days == int(count)
    return _day(said)


def _first_of(listed: str, said: str) -> D:
    assert min(map(_day, listed.split(", "))) == _day(said)
    return _day(said)


def _year(year: str, said: str) -> D:
    assert _day(said) == D(int(year), 12, 31)
    return _day(said)


_SUMS: tuple[tuple[str, Callable[..., D]], ...] = (
    (rf"{_DAY} \+ (\d+) ans? = {_DAY}, dernier jour compris\.", _period),
    (rf"{_DAY} \+ (\d+) ans = {_DAY}", _born),
    (rf"{_DAY} \+ (\d+) mois = {_DAY}, au plus tard le {_DAY}\.", _before),
    (rf"{_DAY} \+ (\d+) mois = {_DAY}", _months),
    (rf"{_DAY} \+ (-?\d+) jours? = {_DAY}\.", _counted),
    (rf"[^\d]*, le plus tôt de ([^:]*)\u00a0: {_DAY}", _first_of),
    (rf"Fin de l’année (\d{{4}})\u00a0: {_DAY}\.", _year),
    (rf"[^\d]*\u00a0: {_DAY}", _day),
)
