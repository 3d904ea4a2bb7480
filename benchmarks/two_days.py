"""The two days that the benchmark of the difference compares."""

from __future__ import annotations

import datetime as dt

from benchmarks import DAY

BEFORE = dt.date(2022, 6, 30)
"""In the term before the one that runs on ``DAY``."""
LABELS_RENEWED = dt.date(2023, 9, 30)
"""The eve of a day on which few things change: to warm up."""


def two_days(number: int) -> tuple[dt.date, dt.date]:
    """Other days for each round."""
    return BEFORE + dt.timedelta(days=number), DAY + dt.timedelta(days=number)
