"""Ours: the network on a date, as the tree and the exports read it. Arguments: path or address, round."""

from __future__ import annotations

import sys
import time

from benchmarks.days import day_of_round
from crmr_desk import clock, garbage
from crmr_desk.model.network.snapshot import network_on
from crmr_desk.model.store.opening import open_database

db, day = open_database(sys.argv[1], who="Banc de mesure", now=clock.now), day_of_round(int(sys.argv[2]))
with db.reading() as session:
    network_on(session, day)
garbage.begin()
began = time.monotonic()
with db.reading() as session:
    network = network_on(session, day)
print(repr(time.monotonic() - began))
if not network.holders:
    raise RuntimeError(f"nobody holds a seat on {day}")
