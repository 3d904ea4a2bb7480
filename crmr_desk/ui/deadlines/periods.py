"""What the page shows at a time: a view, and the days that it needs. Pure calendar, weeks beginning on Monday."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from crmr_desk.model.deadlines.recalled import recalled_since
from crmr_desk.model.terms import MONTHS, WEEKDAYS, add_months

PAST_MONTHS = 12
"""Months for which lists look back; what is late however long stands before them."""
FAR_MONTHS = 12 * 40
"""Months within which whatever is looked for falls."""
_SOON_DAYS = 30
HORIZONS = (("6", "6 mois"), ("12", "1 an"), ("24", "2 ans"), ("all", "Tout"))


class View(StrEnum):
    """The ways in which deadlines are shown."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    LIST = "list"
    CENTRES = "centres"
    RADAR = "radar"

    @property
    def steps(self) -> bool:
        """Whether one goes back and forth in it."""
        return self in (View.MONTH, View.YEAR)


class Span(NamedTuple):
    """First and last day, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Period:
    """A view around ``day``; ``horizon`` is how far lists reach, one of HORIZONS."""

    view: View
    day: dt.date
    horizon: str = "12"

    def span(self, today: dt.date) -> Span:
        """The days that the view shows; a month with what stands beside it in its weeks."""
        match self.view:
            case View.MONTH:
                weeks = weeks_of(self.day)
                return Span(weeks[0][0], weeks[-1][-1])
            case View.YEAR:
                return Span(dt.date(self.day.year, 1, 1), dt.date(self.day.year, 12, 31))
            case View.DAY:
                return Span(add_months(today, -PAST_MONTHS), today + dt.timedelta(days=_SOON_DAYS))
            case _:
                months = FAR_MONTHS if self.horizon == "all" else int(self.horizon)
                return Span(add_months(today, -PAST_MONTHS), add_months(today, months))

    def ahead(self, today: dt.date) -> Span:
        """The days of which « À venir » tells: from today, or from the month that is looked at, to the end of the
        month after it."""
        first = today
        if self.view.steps:
            shown = month_of(self.day) if self.view is View.MONTH else dt.date(self.day.year, 1, 1)
            first = today if shown == self._now(today) else shown
        return Span(first, add_months(month_of(first), 2) - dt.timedelta(days=1))

    def needed(self, today: dt.date) -> Span:
        """All days to read for it."""
        span, ahead = self.span(today), self.ahead(today)
        return Span(min(span.first, ahead.first), max(span.last, ahead.last))

    def title(self) -> str:
        """What stands between the arrows: "Novembre 2026", "2026"."""
        if self.view is View.YEAR:
            return str(self.day.year)
        return month_words(self.day).capitalize() if self.view is View.MONTH else ""

    def stepped(self, by: int) -> Period:
        """``by`` months or years away; the calendar ends where dates do."""
        months = by * (12 if self.view is View.YEAR else 1)
        try:
            return replace(self, day=add_months(self.day, months))
        except OverflowError:
            return self

    def _now(self, today: dt.date) -> dt.date:
        return month_of(today) if self.view is View.MONTH else dt.date(today.year, 1, 1)


def recalled_words(today: dt.date) -> str:
    """What is no longer told to be late: « Rapports, plans et campagnes d’avant 2025 ne sont pas rappelés. »."""
    return f"Rapports, plans et campagnes d’avant {recalled_since(today).year} ne sont pas rappelés."


def month_of(day: dt.date) -> dt.date:
    """The first day of its month."""
    return day.replace(day=1)


def month_words(day: dt.date) -> str:
    """ "novembre 2026"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def day_words(day: dt.date) -> str:
    """ "lundi 30 novembre 2026", the first of a month as « 1ᵉʳ »."""
    number = "1ᵉʳ" if day.day == 1 else str(day.day)
    return f"{WEEKDAYS[day.weekday()]} {number} {month_words(day)}"


def weeks_of(day: dt.date) -> list[list[dt.date]]:
    """The weeks in which the month of ``day`` lies, from Monday to Sunday."""
    first = month_of(day)
    last = add_months(first, 1) - dt.timedelta(days=1)
    monday = first - dt.timedelta(days=first.weekday())
    count = ((last - monday).days // 7) + 1
    return [[monday + dt.timedelta(days=7 * week + place) for place in range(7)] for week in range(count)]


def period_of(detail: str, now: Period, today: dt.date) -> Period | None:
    """The period that a link asks for: a horizon ("6", "12", "24", "all"), "month/2026-11", "year/2026", or the name of
    a view; None for any other word."""
    if detail in dict(HORIZONS):
        return Period(View.LIST, now.day, detail)
    found = re.fullmatch(r"(month|year)/(\d{4})(?:-(\d\d))?", detail)
    if found and 1 <= int(found[3] or 1) <= 12 and int(found[2]) >= 1:
        return Period(View(found[1]), dt.date(int(found[2]), int(found[3] or 1), 1), now.horizon)
    if detail in list(View):
        return Period(View(detail), today, now.horizon)
    return None
