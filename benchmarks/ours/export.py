"""Ours: the network on a date as a workbook, one sheet a kind. Arguments: file, where to write it, round."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

from benchmarks import DAY
from benchmarks.memory import tell_time_and_peak
from crmr_desk import clock
from crmr_desk.model.store.opening import open_database
from crmr_desk.workbooks.outgoing import kinds

db = open_database(Path(sys.argv[1]), who="Nadia Belkacem", now=clock.now)
began = time.monotonic()
kinds.write(db, "network", sys.argv[2], DAY, on=DAY + dt.timedelta(days=int(sys.argv[3])))
tell_time_and_peak(time.monotonic() - began)
