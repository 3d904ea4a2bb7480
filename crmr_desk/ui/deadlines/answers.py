"""What the page reads of the register, in the lane, and what of it is kept while nothing changes."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.deadlines.holidays import holiday
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.network.seat_words import codes_of_ccmrs
from crmr_desk.model.terms import add_months
from crmr_desk.ui.deadlines.periods import FAR_MONTHS, PAST_MONTHS, Period, Span

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_KEPT = 8
"""Stretches of time of which the answer is kept."""
_DAYS_SHOWN = 200
"""Days of the longest stretch that is shown day by day."""
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What falls within ``span``, done and lifted included; what is late, however long; and the public holidays."""

    span: Span
    rows: Sequence[DeadlineRow]
    late: Sequence[DeadlineRow]
    holidays: Mapping[dt.date, str]
    codes: Mapping[int, str]
    """Of the competence centres, by their ids."""

    def shown_in(self, period: Period, today: dt.date) -> list[DeadlineRow]:
        """The rows of that view; where it stands on today, what has been late for longer before them."""
        first, last = period.span(today)
        within = [row for row in self.rows if first <= row.on <= last]
        return within if period.view.steps else [*(row for row in self.late if row.on < first), *within]


def read(db: Database, span: Span, today: dt.date, late: Sequence[DeadlineRow] | None) -> Answer:
    """Ask for ``span``, and for what is late unless that is known already."""
    rows = upcoming.between(db, span.first, span.last, today, marked=True)
    if late is None:
        late = upcoming.waiting(db, today - _DAY, today)
    return Answer(span, rows, late, _holidays(span), codes_of_ccmrs(db))


def row_of(db: Database, key: str, today: dt.date) -> DeadlineRow | None:
    """The deadline with this key, wherever it falls; None when it is no longer due."""
    first, last = add_months(today, -PAST_MONTHS), add_months(today, FAR_MONTHS)
    near = upcoming.between(db, first, last, today, marked=True)
    return next((row for row in (*near, *upcoming.waiting(db, first, today)) if row.key == key), None)


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
