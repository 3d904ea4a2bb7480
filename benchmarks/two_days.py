"""The two days that the benchmark of the difference compares."""

from __future__ import annotations

import datetime as dt

from benchmarks import DAY

BEFORE = dt.date(2022, 6, 30)
"""In the term before the one that runs on ``DAY``."""


def two_days(number: int) -> tuple[dt.date, dt.date]:
    """Other days for each round."""
    return BEFORE + dt.timedelta(days=number), DAY + dt.timedelta(days=number)
