"""Ours: the same in the table of every list, a row being selected. Arguments: sort or filter, how many rows, round."""

from __future__ import annotations

import sys
import time
from statistics import median

from benchmarks.lists import TURNS, Line, holds, lines, order
from benchmarks.stamp import tell
from benchmarks.windows import measured
from crmr_desk import app, garbage
from crmr_desk.ui.parts.table import Column, DataTable

application = app.make_application("light")
verb, count, number = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
columns: tuple[Column[Line], ...] = (
    Column("Établissement", lambda row: row.name, order, stretch=5),
    Column("Ville", lambda row: row.town, stretch=3),
    Column("File active", lambda row: str(row.patients), lambda row: row.patients, width=84, right=True),
)
table = measured(DataTable(columns, key=lambda row: row.number, name="Centres"), 900, 800)
table.set_rows(lines(count, number))
table.select(count // 2)
table.show()
application.processEvents()
taken = []
garbage.begin()
for turn in range(TURNS):
    keep = holds(f"ville {number + turn}")
    began = time.monotonic()
    if verb == "sort":
        table.sort_by(0, descending=turn % 2 == 1)
    else:
        table.set_filter(keep)
    taken.append(time.monotonic() - began)
tell(median(taken))
