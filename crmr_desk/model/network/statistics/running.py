"""How many periods hold on any day, from how many begin and end on each: read once, asked for as many days as a curve
has."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable


class Running:
    """Periods with both days included; None as an end means that none is known."""

    def __init__(self, periods: Iterable[tuple[dt.date, dt.date | None, int]] = ()) -> None:
        """``periods`` are (first day, last day, how many)."""
        self._begun: Counter[dt.date] = Counter()
        self._over: Counter[dt.date] = Counter()
        for start, end, count in periods:
            self._begun[start] += count
            if end is not None:
                self._over[end] += count

    def on(self, day: dt.date) -> int:
        """How many hold on ``day``."""
        begun = sum(count for start, count in self._begun.items() if start <= day)
        return begun - sum(count for end, count in self._over.items() if end < day)
