"""Mandates that end in the quarters to come."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.statistics.numerals import counted
from crmr_desk.model.network.statistics.tables import Datum, Heading, Holds, StatTable
from crmr_desk.model.network.tables import MANDATE, covers
from crmr_desk.model.terms import add_months, short_date

QUARTERS = 12

COLUMNS: Final = {
    Function.COORDONNATEUR: "Coordonnateurs",
    Function.RESPONSABLE_SITE: "Responsables de site",
    Function.RESPONSABLE_CCMR: "Responsables de centre de compétences",
    Function.ANIMATEUR: "Animateurs de filière",
}
"""What those of a function are called."""
SHORT: Final = {
    Function.COORDONNATEUR: "Coord.",
    Function.RESPONSABLE_SITE: "Sites",
    Function.RESPONSABLE_CCMR: "Comp.",
    Function.ANIMATEUR: "Anim.",
}
"""The same where there is little room."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """The mandates whose last day lies from ``first`` to ``last``, both included, by function."""

    first: dt.date
    last: dt.date
    ending: dict[Function, int]

    @property
    def words(self) -> str:
        """« T1 2027 »."""
        return f"T{(self.last.month - 1) // 3 + 1}\u00a0{self.last.year}"

    @property
    def total(self) -> int:
        """All functions."""
        return sum(self.ending.values())


@dataclass(frozen=True, slots=True)
class Endings:
    """The mandates that hold on ``on``: ``later`` end after the quarters shown, ``unknown`` nobody knows when."""

    on: dt.date
    quarters: tuple[Quarter, ...]
    later: int
    unknown: int

    def table(self) -> StatTable:
        """The quarters as rows, what lies outside last."""
        headings = (
            Heading("Trimestre", Holds.TEXT),
            *(Heading(title, short=SHORT[each]) for each, title in COLUMNS.items()),
            Heading("Total"),
        )
        rows: list[tuple[Datum, ...]] = [
            (quarter.words, *(quarter.ending[function] for function in COLUMNS), quarter.total)
            for quarter in self.quarters
        ]
        nothing = (None,) * len(COLUMNS)
        outside: list[tuple[Datum, ...]] = [
            ("plus tard", *nothing, self.later),
            ("fin non connue", *nothing, self.unknown),
        ]
        return StatTable("endings", "Mandats qui s’achèvent", headings, (*rows, *outside), self.method())

    def method(self) -> tuple[str, ...]:
        """How they were counted."""
        later = counted(self.later, "mandat qui s’achève", "mandats qui s’achèvent")
        return (
            f"Mandats en cours le {short_date(self.on)}, selon leur dernier jour enregistré\u202f; le premier "
            "trimestre commence ce jour-là.",
            f"Hors du graphique\u00a0: {later} plus tard, {counted(self.unknown, 'mandat', 'mandats')} dont la fin "
            "n’est pas connue.",
        )


def endings(session: Session, on: dt.date) -> Endings:
    """Those of the twelve quarters from ``on``, the one under way first; one statement."""
    query = (
        select(MANDATE.c.function, MANDATE.c.end, func.count())
        .where(covers(MANDATE, on))
        .group_by(MANDATE.c.function, MANDATE.c.end)
    )
    ends: Counter[tuple[Function, dt.date | None]] = Counter()
    for function, end, count in session.execute(query):
        ends[Function(function), end] += count
    quarters = tuple(_quarter(first, last, ends) for first, last in _quarters(on))
    return Endings(
        on,
        quarters,
        later=sum(count for (_function, end), count in ends.items() if end is not None and end > quarters[-1].last),
        unknown=sum(count for (_function, end), count in ends.items() if end is None),
    )


def _quarters(on: dt.date) -> list[tuple[dt.date, dt.date]]:
    begins = dt.date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    days = [add_months(begins, 3 * number) for number in range(QUARTERS + 1)]
    return [(max(first, on), after - dt.timedelta(days=1)) for first, after in pairwise(days)]


def _quarter(first: dt.date, last: dt.date, ends: Counter[tuple[Function, dt.date | None]]) -> Quarter:
    found = dict.fromkeys(COLUMNS, 0)
    for (function, end), count in ends.items():
        if end is not None and first <= end <= last:
            found[function] += count
    return Quarter(first, last, found)
