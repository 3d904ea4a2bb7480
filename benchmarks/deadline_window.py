"""The days of which the deadlines are asked, other ones each round. Imports nothing of the program."""

from __future__ import annotations

import datetime as dt

from benchmarks import DAY

EVERY, EXPLAINED, MONTH = "every", "explained", "month"


def window(what: str, number: int) -> tuple[dt.date, dt.date]:
    """The first and last day of a round, both included: a year back and forty ahead, or a month that ends no year."""
    if what == MONTH:
        first = dt.date(DAY.year + 1, number % 10 + 1, 1)
        return first, first + dt.timedelta(days=27)
    return DAY - dt.timedelta(days=365 + number), dt.date(DAY.year + 40, 1, 1)
