"""A month or a week of deadlines on paper: A4 lying, one cell a day, holidays named."""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Final

from crmr_desk.letters.blocks import Columns
from crmr_desk.letters.imprint import Imprint
from crmr_desk.letters.pages import LANDSCAPE_HEIGHT, LANDSCAPE_WIDTH, Together, printed
from crmr_desk.letters.paragraphs import Text
from crmr_desk.letters.tables import Cell, tagged_table, text, title
from crmr_desk.letters.typography import french
from crmr_desk.model.deadlines.holidays import holiday
from crmr_desk.model.deadlines.leaving import Entry, entries
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.terms import MONTHS, WEEKDAYS, french_date, french_place, short_date

_NUMBER: Final = 24.0
"""Points of the column of the weeks."""
_ROUNDING: Final = 0.01
_MOST: Final = 8
"""Entries of a day in a month, where there is room; the page of its week has them all."""
_LONGEST: Final = 58
"""Signs of an entry in a month: two lines, three at most."""
_ONE_DAY: Final = dt.timedelta(days=1)


def month_pages(rows: Sequence[DeadlineRow], month: dt.date, *, bureau: str, filtered: str = "") -> bytes:
    """The PDF of the month of which ``month`` is a day, ages of people left out. ``filtered`` says in words what the
    list was narrowed to. Raises LetterError for a sign that no shipped font has."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    by_day = _by_day(rows)
    name = f"Échéances, {MONTHS[month.month - 1]} {month.year}"
    count = sum(len(shown) for day, shown in by_day.items() if (day.year, day.month) == (month.year, month.month))
    head = [title(name), text(_counted(count, filtered))]
    names = _height([_grid([])])
    room = LANDSCAPE_HEIGHT - _height([*head, _grid([])])
    # As much of each day as the page has room for: a full week takes from those that hold little.
    for most in range(_MOST, 1, -1):
        cells = [_week(week, by_day, month, most) for week in weeks]
        needed = [_height([_grid([each])]) - names for each in cells]
        if sum(needed) <= room:
            break
    spare = max(0.0, room - sum(needed) - _ROUNDING) / len(weeks)
    grid = _grid(cells, [height + spare for height in needed])
    return printed([*head, grid], _imprint(name, bureau), landscape=True)


def week_pages(rows: Sequence[DeadlineRow], day: dt.date, *, bureau: str, filtered: str = "") -> bytes:
    """The PDF of the week of which ``day`` is a day, a line for each of its deadlines. Leaves out and raises what
    ``month_pages`` does."""
    monday = day - _ONE_DAY * day.weekday()
    by_day = _by_day(rows)
    days = [monday + _ONE_DAY * rank for rank in range(7)]
    lines = [line for each in days for line in _lines_of(each, by_day[each])]
    widths = (110.0, LANDSCAPE_WIDTH * 0.26, LANDSCAPE_WIDTH * 0.34, 84.0)
    rest = LANDSCAPE_WIDTH - sum(widths)
    header = ("Jour", "Échéance", "Concerne", "Place", "Suite donnée")
    name = f"Échéances, semaine du {french_date(monday)}"
    count = sum(len(by_day[each]) for each in days)
    story = [title(name), text(_counted(count, filtered)), tagged_table(header, lines, (*widths, rest))]
    return printed(story, _imprint(name, bureau), landscape=True)


def _by_day(rows: Sequence[DeadlineRow]) -> defaultdict[dt.date, list[Entry]]:
    found: defaultdict[dt.date, list[Entry]] = defaultdict(list)
    for entry in entries(rows, with_ages=False):
        found[entry.on].append(entry)
    return found


def _week(
    week: Sequence[dt.date], by_day: Mapping[dt.date, Sequence[Entry]], month: dt.date, most: int
) -> tuple[Cell, ...]:  # fmt: skip
    """Its number, and its days with so many entries at the most."""
    return (f"S{week[0].isocalendar().week}", *(_day_in_month(day, month, by_day[day], most) for day in week))


def _grid(weeks: Sequence[Sequence[Cell]], heights: Sequence[float] | None = None) -> Columns:
    widths = (_NUMBER, *[(LANDSCAPE_WIDTH - _NUMBER) / 7] * 7)
    return tagged_table(("", *WEEKDAYS), weeks, widths, heights=heights, grid=True, small=True)


def _height(blocks: Sequence[Text | Columns]) -> float:
    return Together(blocks).height(LANDSCAPE_WIDTH)


def _day_in_month(day: dt.date, month: dt.date, shown: Sequence[Entry], most: int) -> list[str]:
    """The number of the day, its holiday, then its deadlines; those that there is no room for are counted."""
    if day.month != month.month:
        return [short_date(day)[:5]]
    lines = _gathered(shown)
    kept = lines if len(lines) <= most else lines[: most - 1]
    more = [f"et {len(lines) - len(kept)} autres"] if len(kept) < len(lines) else []
    return [french(f"{day.day} {holiday(day)}".strip()), *kept, *more]


def _gathered(shown: Sequence[Entry]) -> list[str]:
    """One text for each title of the day: with whom it concerns, or how many."""
    by_title: dict[str, list[Entry]] = {}
    for entry in shown:
        by_title.setdefault(entry.title, []).append(entry)
    return [f"• {french(shorten(_line(same), _LONGEST, placeholder='…'))}" for same in by_title.values()]


def _line(same: Sequence[Entry]) -> str:
    first = same[0]
    if len(same) > 1:
        return f"{first.title}\u00a0: {len(same)}"
    said = f"{first.title}, {first.detail}" if first.detail else first.title
    return f"(faite) {said}" if first.done else said


def _lines_of(day: dt.date, shown: Sequence[Entry]) -> list[tuple[str | list[str], ...]]:
    named = holiday(day)
    head = french(f"{WEEKDAYS[day.weekday()]} {short_date(day)}")
    first: str | list[str] = [head, french(named)] if named else head
    if not shown:
        return [(first, "", "", "", "")]
    return [(first if rank == 0 else "", *_columns(entry)) for rank, entry in enumerate(shown)]


def _columns(entry: Entry) -> tuple[str, ...]:
    return tuple(map(french, (entry.title, entry.detail, french_place(entry.place), entry.followed)))


def _counted(count: int, filtered: str) -> str:
    said = f"{count} échéance{'s' * (count > 1)}" if count else "Aucune échéance"
    return french(f"{said}, {filtered}." if filtered else f"{said}.")


def _imprint(name: str, bureau: str) -> Imprint:
    return Imprint(name, bureau, name, bureau, name)
