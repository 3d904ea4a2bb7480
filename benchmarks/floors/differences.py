"""Floor: everything that holds on either of two days, read by sqlite3 as it is. Arguments: file, round."""

from __future__ import annotations

import sqlite3
import sys
import time
from contextlib import closing

from benchmarks.two_days import two_days

LASTING = ("hospital", "person", "fsmr", "crmr")
DATED = ("fsmr_designation", "label", "site", "ccmr", "attachment", "mandate", "ern_membership", "team_member")
PERHAPS_DATED = ("disease",)


def read(file: sqlite3.Connection, day: str) -> dict[str, list[tuple[object, ...]]]:
    """The rows of one side."""
    found = {table: file.execute(f"SELECT * FROM {table}").fetchall() for table in LASTING}
    for table in DATED:
        holding = f'SELECT * FROM {table} WHERE start <= ? AND ("end" IS NULL OR "end" >= ?)'
        found[table] = file.execute(holding, (day, day)).fetchall()
    for table in PERHAPS_DATED:
        holding = f'SELECT * FROM {table} WHERE (start IS NULL OR start <= ?) AND ("end" IS NULL OR "end" >= ?)'
        found[table] = file.execute(holding, (day, day)).fetchall()
    return found


first, last = two_days(int(sys.argv[2]))
with closing(sqlite3.connect(sys.argv[1])) as connection:
    read(connection, "1900-01-01")
    began = time.monotonic()
    sides = read(connection, first.isoformat()), read(connection, last.isoformat())
    taken = time.monotonic() - began
print(repr(taken))
