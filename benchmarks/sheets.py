"""Sheets that an agency might send about a register of the generator: the CCMR one by one, all of them different from
what the register holds, a tenth with somebody new. Every line can be applied without a question.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from openpyxl import Workbook

HEADER = (
    "FINESS", "Établissement", "Ville", "Centre", "Nature", "Civilité", "Prénom", "Nom du responsable", "Courriel",
    "Début du mandat", "File active",
)  # fmt: skip
_NEW = 10
"""One line in so many names somebody new."""

_SEATS = """SELECT c.id, p.id, h.finess_et, h.name, h.town, c.title, p.title, p.first_name, p.last_name, m.start,
    c.active_file FROM ccmr c JOIN hospital h ON h.id = c.hospital_id
    JOIN mandate m ON m.ccmr_id = c.id AND m.start <= ? AND m.end >= ? JOIN person p ON p.id = m.person_id
    WHERE NOT EXISTS (SELECT 1 FROM mandate o JOIN person q ON q.id = o.person_id WHERE o.ccmr_id = c.id
    AND q.id != p.id AND q.last_name = p.last_name AND q.first_name = p.first_name)
    GROUP BY c.id ORDER BY c.id LIMIT ?"""
"""Nobody of the same name has sat there before: the check would ask which one it is."""

Row = tuple[object, ...]


def make_sheet(register: Path, rows: int, day: dt.date, path: Path) -> Path:
    """Write ``rows`` lines under a title and a header to a new workbook."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("CCMR")
    sheet.append(["Centres de compétences maladies rares, état transmis par les établissements"])
    sheet.append([])
    sheet.append(HEADER)
    lines = list(_lines(register, rows, day))
    if len(lines) != rows:
        raise ValueError(f"{register} has {len(lines)} CCMR with a responsable, {rows} were wanted")
    for line in lines:
        sheet.append(line)
    workbook.save(path)
    return path


def _lines(register: Path, rows: int, day: dt.date) -> Iterator[Row]:
    with closing(sqlite3.connect(register)) as file:
        for number, head, finess, hospital, town, centre, *held, start, followed in file.execute(
            _SEATS, (day.isoformat(), day.isoformat(), rows)
        ):
            new = number % _NEW == 0
            person = ("Dr", "Awa", f"Quim{_letters(number)}") if new else tuple(held)
            since = dt.date(2026, 9, 1) if new else dt.date.fromisoformat(start)
            mail = f"{'nouveau' if new else 'responsable'}.{number if new else head}@example.org"
            yield finess, hospital, town, centre, "CCMR", *person, mail, since, followed + 1


def _letters(number: int) -> str:
    """A word that no other number gives."""
    letters = ""
    while number:
        number, rest = divmod(number, 10)
        letters += "abelinorst"[rest]
    return letters
