"""Floor: the same sheet read by openpyxl, or by calamine, and put into the register by sqlite3, line by line: the
centre found by its title, its active file and the address of its head updated, the mandates of who is new closed and
opened. Nothing is checked, journaled or kept. Arguments: openpyxl or calamine, register, sheet, folder, round.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.memory import tell_time_and_peak

Line = Iterable[object]
Parameters = tuple[Any, ...]
DAY = "2026-11-20"
_BEFORE = 3
"""Lines above the data."""


def read(reader: str, path: str) -> list[Line]:
    """Every line of the sheet."""
    if reader == "calamine":
        from python_calamine import CalamineWorkbook

        return list(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False))
    from openpyxl import load_workbook

    return list(load_workbook(path).worksheets[0].values)


def put(file: sqlite3.Connection, lines: list[Line]) -> None:
    """Write the lines, in one transaction."""
    seats = file.execute(
        """SELECT c.title, c.id, m.id, m.end, p.id, p.last_name FROM ccmr c JOIN mandate m ON m.ccmr_id = c.id
        AND m.start <= ? AND m.end >= ? JOIN person p ON p.id = m.person_id""",
        (DAY, DAY),
    )
    known = {title: row for title, *row in seats}
    files: list[Parameters] = []
    mails: list[Parameters] = []
    closed: list[Parameters] = []
    opened: list[Parameters] = []
    people: list[Parameters] = []
    first = file.execute("SELECT max(id) + 1 FROM person").fetchone()[0]
    for _et, _hospital, _town, title, _nature, civility, given, name, mail, start, followed in lines:
        ccmr, mandate, end, person, held = known[title]
        files.append((followed, ccmr))
        if name == held:
            mails.append((mail, person))
            continue
        assert isinstance(start, dt.date)
        since = start.date() if isinstance(start, dt.datetime) else start
        people.append((f"N{first + len(people)}", civility, given, name, mail))
        closed.append(((since - dt.timedelta(days=1)).isoformat(), mandate))
        opened.append((first + len(opened), ccmr, since.isoformat(), end))
    file.executemany("UPDATE ccmr SET active_file = ?, version = version + 1 WHERE id = ?", files)
    file.executemany("UPDATE person SET email = ?, version = version + 1 WHERE id = ?", mails)
    file.executemany(
        """INSERT INTO person (version, code, title, first_name, last_name, email) VALUES (1, ?, ?, ?, ?, ?)
        ON CONFLICT (code) DO UPDATE SET email = excluded.email""",
        people,
    )
    file.executemany("UPDATE mandate SET end = ?, version = version + 1 WHERE id = ?", closed)
    file.executemany(
        """INSERT INTO mandate (version, person_id, function, ccmr_id, start, end)
        VALUES (1, ?, 'responsable_ccmr', ?, ?, ?)""",
        opened,
    )


reader, register, sheet, folder = sys.argv[1:5]
copy = shutil.copyfile(register, Path(folder) / "floor.sqlite")
with closing(sqlite3.connect(copy)) as file:
    file.execute("SELECT count(*) FROM fsmr").fetchall()
    began = time.monotonic()
    with file:
        put(file, read(reader, sheet)[_BEFORE:])
    tell_time_and_peak(time.monotonic() - began)
