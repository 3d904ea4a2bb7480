"""How a day is arrived at: where it starts and what is counted from there. Date and sentence come from the same facts.

Standard library only.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Literal, NamedTuple

from crmr_desk.model.deadlines.terms_of_notice import last_letter_day
from crmr_desk.model.terms import add_months, birthday, last_day, short_date

Step = Literal["known", "last_day", "earliest", "before", "birthday", "months", "days", "year_end"]
"""What is counted from the start. ``known``: nothing, it is a day of the register; ``last_day``: so many years, the
last day included; ``earliest``: nothing, it is the first of several days; ``before``: back, to the last day from which
so many months end on the start at the latest; ``birthday``: years; ``months``; ``days``; ``year_end``: to the last day
of its year. Plain words: to find a member of an enum takes longer than the rest."""


class Reckoning(NamedTuple):
    """``start`` and what is counted from there: ``number`` years, months or days. ``others`` are the days among which
    the start is the first to be compared. ``label`` says what a known day is ("Jour choisi"), or whose days are
    compared; ``after`` ends the sentence. ``chosen`` tells that a person chose the day.

    A tuple with names: a year holds thousands of them, most of them the same few dozen, whose words are kept.
    """

    step: Step
    start: dt.date
    number: int = 0
    others: tuple[dt.date, ...] = ()
    label: str = ""
    after: str = ""
    chosen: bool = False

    @property
    def is_free(self) -> bool:
        """Whether somebody chose the day or the number of days, so that one may look for a working day."""
        return self.chosen or self.step == "days"

    def evaluate(self) -> dt.date:
        """The day."""
        match self.step:
            case "known":
                return self.start
            case "last_day":
                return last_day(self.start, self.number)
            case "earliest":
                return min(self.start, *self.others)
            case "before":
                return last_letter_day(self.start, self.number)
            case "birthday":
                return birthday(self.start, self.number)
            case "months":
                return add_months(self.start, self.number)
            case "days":
                return self.start + dt.timedelta(days=self.number)
            case "year_end":
                return self.start.replace(month=12, day=31)

    @property
    def words(self) -> str:
        """The arithmetic: 01/12/2021 + 5 ans = 30/11/2026, dernier jour compris."""
        return _words(self)


@lru_cache(maxsize=4096)
def term(start: dt.date, years: int) -> Reckoning:
    """So many years from the first day of a period, the last day included (A1 A-c, A3 §2a)."""
    return Reckoning("last_day", start, years)


@lru_cache(maxsize=4096)
def known(day: dt.date, label: str, after: str = "") -> Reckoning:
    """A day that the register holds."""
    return Reckoning("known", day, label=label, after=after)


@lru_cache(maxsize=4096)
def chosen(day: dt.date, label: str) -> Reckoning:
    """A day that somebody chose."""
    return Reckoning("known", day, label=label, chosen=True)


def days_after(start: dt.date, on: dt.date) -> Reckoning:
    """The day, as so many days after another one."""
    return Reckoning("days", start, (on - start).days)


def year_end(year: int) -> Reckoning:
    """The last day of a year."""
    return Reckoning("year_end", dt.date(year, 1, 1))


@lru_cache(maxsize=4096)
def _words(reckoning: Reckoning) -> str:
    return f"{_sum(reckoning)}{reckoning.after}."


def _sum(reckoning: Reckoning) -> str:
    on, start = short_date(reckoning.evaluate()), short_date(reckoning.start)
    match reckoning.step:
        case "last_day":
            return f"{start} + {_counted(reckoning.number, 'an')} = {on}, dernier jour compris"
        case "months":
            return f"{start} + {reckoning.number} mois = {on}"
        case "birthday":
            return f"{start} + {_counted(reckoning.number, 'an')} = {on}"
        case "days":
            return f"{start} + {_counted(reckoning.number, 'jour')} = {on}"
        case "before":
            reached = short_date(add_months(reckoning.evaluate(), reckoning.number))
            return f"{on} + {reckoning.number} mois = {reached}, au plus tard le {start}"
        case "year_end":
            return f"Fin de l’année {reckoning.start.year}\u00a0: {on}"
        case "earliest":
            days = ", ".join(short_date(day) for day in (reckoning.start, *reckoning.others))
            return f"{reckoning.label}, le plus tôt de {days}\u00a0: {on}"
        case "known":
            return f"{reckoning.label}\u00a0: {on}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' if abs(count) > 1 else ''}"
