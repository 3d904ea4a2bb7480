"""Ours: what differs between the network on two days, every line told. Arguments: file, round."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from benchmarks.two_days import LABELS_RENEWED, two_days
from crmr_desk import clock, garbage
from crmr_desk.model.network.differences.compare import differences
from crmr_desk.model.network.differences.rows import Side
from crmr_desk.model.store.opening import open_database

db = open_database(Path(sys.argv[1]), who="Banc de mesure", now=clock.now)
first, last = two_days(int(sys.argv[2]))
differences(Side(db, LABELS_RENEWED), Side(db, LABELS_RENEWED + dt.timedelta(days=1)))
garbage.begin()
began = time.monotonic()
found = differences(Side(db, first), Side(db, last))
taken = time.monotonic() - began
assert found.rows
print(repr(taken))
