"""The six months between the letter of cessation and the end of activity (A3 §2b), counted by the calendar."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.terms import add_months

NOTICE_MONTHS = 6
_DAY = dt.timedelta(days=1)


def earliest_end(letter: dt.date) -> dt.date:
    """First day on which the activity may end after a letter of that day."""
    return add_months(letter, NOTICE_MONTHS)


def last_letter_day(end: dt.date, months: int = NOTICE_MONTHS) -> dt.date:
    """Last day on which a letter still leaves so many months before ``end``, the last day of the mandate.

    28 February 2027: 31 August 2026, since six months from there also end on 28 February.
    """
    day = add_months(end, -months)
    while add_months(day + _DAY, months) <= end:
        day += _DAY
    return day


def ends_with_last_letter_between(first: dt.date, last: dt.date) -> tuple[dt.date, dt.date]:
    """Bounds, included, of the ends of mandate whose last letter day may lie from ``first`` to ``last``."""
    return earliest_end(first), earliest_end(last + _DAY)
