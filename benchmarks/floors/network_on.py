"""Floor: the columns of the network on a date, read by sqlite3 or by psycopg. Arguments: path or address, round."""

from __future__ import annotations

import sqlite3
import sys
import time
from typing import Any

from benchmarks.days import day_of_round
from benchmarks.floors.network_rows import statements

TURNS = 3
target, day = sys.argv[1], day_of_round(int(sys.argv[2]))
connection: Any
if target.startswith("postgresql://"):
    import psycopg

    connection, mark = psycopg.connect(target), "%(day)s"
    given: object = day
else:
    connection, mark, given = sqlite3.connect(target), ":day", day.isoformat()
asked = statements(mark)
for statement in asked:
    connection.execute(statement, {"day": given}).fetchall()
began = time.monotonic()
read = [connection.execute(statement, {"day": given}).fetchall() for statement in asked]
print(repr(time.monotonic() - began))
