"""What the panel beside the views tells: what is ahead, what is late, or what falls on the day that was opened."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from crmr_desk.model.deadlines import choosing
from crmr_desk.model.deadlines.choosing import OPEN, Choice
from crmr_desk.model.terms import MONTHS
from crmr_desk.ui.deadlines.answers import Answer
from crmr_desk.ui.deadlines.panel import Told
from crmr_desk.ui.deadlines.periods import Period, day_words


def of_day(answer: Answer, day: dt.date, choice: Choice, who: str) -> Told:
    """All that falls on ``day``, what was done included where ``choice`` says so."""
    rows = [row for row in answer.rows if row.on == day and choosing.kept(row, choice, who)]
    return Told(day_words(day).capitalize(), rows, day=day, filtered=_filters(choice))


def ahead(answer: Answer, period: Period, choice: Choice, who: str, today: dt.date) -> Told:
    """What is still due from today on, or in the months that are looked at; what is late where that is asked for."""
    wanted, span = replace(choice, state=OPEN), period.ahead(today)
    if choice.late:
        late = [row for row in answer.late if choosing.kept(row, wanted, who)]
        return Told("En retard", late, filtered=_filters(choice))
    within = (row for row in answer.rows if span.first <= row.on <= span.last)
    rows = [row for row in within if choosing.kept(row, wanted, who)]
    title = "À venir" if span.last >= today else "Ces mois-là"
    until = f"jusqu’au {span.last.day} {MONTHS[span.last.month - 1]}"
    return Told(title, rows, until, filtered=_filters(choice))


def _filters(choice: Choice) -> bool:
    """Whether anything but what is over, or not yet late, is left out."""
    return replace(choice, state="", late=False) != Choice()
