"""Ours: the deadlines of a window, with or without their sentences. Arguments: file, what, round.

The program has been at work for a while: other days were asked for before, here as in the floor.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks import DAY
from benchmarks.deadline_window import EXPLAINED, window
from benchmarks.stamp import number_argument
from crmr_desk import clock, garbage
from crmr_desk.model.deadlines.upcoming import between
from crmr_desk.model.store.opening import open_database

db = open_database(Path(sys.argv[1]), who="Banc de mesure", now=clock.now)
what, number = sys.argv[2], number_argument(3)
between(db, *window(what, number + 1), DAY)
garbage.begin()
first, last = window(what, number)
began = time.monotonic()
rows = between(db, first, last, DAY)
if what == EXPLAINED:
    told = [row.explanation for row in rows]
taken = time.monotonic() - began
assert rows
print(repr(taken))
