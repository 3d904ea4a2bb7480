"""Days to look from, other ones each round. Imports nothing of the program."""

from __future__ import annotations

import datetime as dt

from benchmarks import DAY


def day_of_round(number: int) -> dt.date:
    """A month back for each round: seats and names are not all those of today."""
    return DAY - dt.timedelta(days=31 * number)
