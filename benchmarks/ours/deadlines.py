"""Ours: the deadlines of a window, with or without their sentences. Arguments: file, what, round.

The program has been at work for a while: other days were asked for before (and explained, which reads the calendar of
holidays), here as in the floor.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks import DAY
from benchmarks.deadline_window import EXPLAINED, window
from benchmarks.stamp import number_argument
from crmr_desk import clock, garbage
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.store.opening import open_database

db = open_database(Path(sys.argv[1]), who="Banc de mesure", now=clock.now)
what, number = sys.argv[2], number_argument(3)


def due(asked: int) -> list[DeadlineRow]:
    """The rows of the window of a round; with their sentences put together, where they are wanted."""
    rows = between(db, *window(what, asked), DAY)
    if what == EXPLAINED:
        for row in rows:
            assert row.explanation
    return rows


assert due(number + 1)
garbage.begin()
began = time.monotonic()
rows = due(number)
print(repr(time.monotonic() - began))
