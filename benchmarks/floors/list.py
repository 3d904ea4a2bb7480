"""Floor: rows sorted by Python, or scanned. Arguments: sort or filter, how many rows, round."""

from __future__ import annotations

import sys
import time
from statistics import median

from benchmarks.lists import TURNS, holds, lines, order

verb, count, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rows = lines(count, number)
taken = []
for turn in range(TURNS):
    keep = holds(f"ville {number + turn}")
    began = time.monotonic()
    shown = sorted(rows, key=order, reverse=turn % 2 == 1) if verb == "sort" else [row for row in rows if keep(row)]
    taken.append(time.monotonic() - began)
print(repr(median(taken)))
