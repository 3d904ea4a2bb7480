"""The days asked for, and what is known beside a row when it is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from crmr_desk.model.deadlines.reading import Attached
from crmr_desk.model.deadlines.reckoning import Reckoning
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.dossiers.answers_told import TellingYear
from crmr_desk.model.network.tables import AnyRow

FIRST_DAY: Final = dt.date(1900, 1, 1)
"""Nothing of the register lies before: the first day of what is late however long."""
_NOWHERE: Final = Attached("", ())


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked for, both included, seen from ``today``, and whose deadlines. ``passed`` asks too for what passes
    with its day, a birthday or a point on the data bank: of that only what was decided is still told."""

    first: dt.date
    last: dt.date
    today: dt.date
    scope: Scope
    passed: bool = False

    @property
    def passing_from(self) -> dt.date:
        """The first day of which what passes with its day is told: today, or the first of all."""
        return min(self.first, self.today) if self.passed else self.today

    @property
    def values(self) -> dict[str, object]:
        """The values of FIRST, LAST, TODAY and CENTRE, for a statement of its scope."""
        return {"first": self.first, "last": self.last, "today": self.today, "centre": self.scope.centre_id}


class YearEnd(NamedTuple):
    """The last day of a year, on which what is owed by the year falls."""

    year: int
    on: dt.date
    days: int
    reckoning: Reckoning


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside a row: the day from which all of it is seen, the first day of which what passes with its day
    is told, the ends of years among the days asked for, to what each CCMR is attached, where each CRMR is, what
    follow-up dossiers told of each year."""

    today: dt.date
    passing_from: dt.date
    years: tuple[YearEnd, ...]
    attached: Mapping[int, Attached]
    regions: Mapping[int, str]
    told: TellingYear

    def ends_of_years(self, first: int, last: int) -> tuple[YearEnd, ...]:
        """Of the ends of years within, those of the years ``first`` to ``last``, both included."""
        begins = self.years[0].year
        return self.years[max(0, first - begins) : max(0, last + 1 - begins)]

    def of(self, row: AnyRow) -> Attached:
        """To what the CCMR of a row is attached."""
        return self.attached.get(row.ccmr_id, _NOWHERE)

    def region(self, row: AnyRow) -> str:
        """Where the seat of a row is; "" where that is not known."""
        return row.region or self.regions.get(row.crmr_id, "")

    def fsmr(self, row: AnyRow) -> str:
        """The filière of a seat; those of a CCMR, which may be attached to CRMR of several."""
        return row.sigle or "" if row.ccmr_id is None else self.of(row).fsmr
