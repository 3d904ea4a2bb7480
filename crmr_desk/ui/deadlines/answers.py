"""What the page reads of the register, in the lane, and what of it is kept while nothing changes."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmr_desk.model.deadlines import choosing, upcoming
from crmr_desk.model.deadlines.holidays import holiday
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.terms import add_months
from crmr_desk.ui.deadlines.periods import FAR_MONTHS, PAST_MONTHS, Span

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_KEPT = 8
"""Stretches of time of which the answer is kept."""
_DAYS_SHOWN = 200
"""Days of the longest stretch that is shown day by day."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What falls within ``span``, done and lifted included; what is late of all times; and the public holidays."""

    span: Span
    rows: Sequence[DeadlineRow]
    late: Sequence[DeadlineRow]
    holidays: Mapping[dt.date, str]


def read(db: Database, span: Span, today: dt.date, late: Sequence[DeadlineRow] | None) -> Answer:
    """Ask for ``span``, and for what is late unless that is known already."""
    rows = upcoming.between(db, span.first, span.last, today, marked=True)
    if late is None:
        past = Span(add_months(today, -PAST_MONTHS), today - _DAY)
        within = span.first <= past.first and past.last <= span.last
        late = [row for row in (rows if within else upcoming.between(db, *past, today)) if choosing.is_late(row)]
    return Answer(span, rows, late, _holidays(span))


def row_of(db: Database, key: str, today: dt.date) -> DeadlineRow | None:
    """The deadline with this key, wherever it falls; None when it is no longer due."""
    first, last = add_months(today, -PAST_MONTHS), add_months(today, FAR_MONTHS)
    return next((row for row in upcoming.between(db, first, last, today, marked=True) if row.key == key), None)


class KeptAnswers:
    """The last answers, as long as the register stays as it is."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Span, Answer] = OrderedDict()
        self.late: Sequence[DeadlineRow] | None = None

    def keep(self, answer: Answer) -> None:
        """Keep an answer; the oldest goes."""
        self._kept[answer.span] = answer
        self._kept.move_to_end(answer.span)
        self.late = answer.late
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    def of(self, span: Span) -> Answer | None:
        """What is known of these days."""
        return self._kept.get(span)

    def forget(self) -> None:
        """The register has changed."""
        self._kept.clear()
        self.late = None


def _holidays(days: Span) -> dict[dt.date, str]:
    """Of a month with those beside it; longer stretches are not shown day by day."""
    if (days.last - days.first).days > _DAYS_SHOWN:
        return {}
    every = (days.first + dt.timedelta(days=number) for number in range((days.last - days.first).days + 1))
    return {day: name for day in every if (name := holiday(day))}
