"""What was typed and decided of deadlines, and letters that wait, in a register of the generator that has its dossiers:
with what the network makes due, some 20,000 deadlines for one national network. The same for the same seed.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from benchmarks import DAY
from benchmarks.generator import Row, Sizes, Table, fill, filling

ENTRIES = 4_000
"""Meetings and the like of three years, of one national network."""
_KINDS = ("meeting", "meeting", "other", "committee", "network_day")
_WHO = ("Nadia Belkacem", "Paul Durand", "")
_LETTER = (
    "INSERT INTO letter (version, dossier_id, number, kind, who, of, addressee, channel, state, facts, file_id,"
    " file_name, dated, sent_on) VALUES (1, ?, ?, 'request_opinion', 'directoire', '', 'Direction', ?, ?, '{}', 1,"
    " 'demande.pdf', ?, ?)"
)
_STATES = (("courriel", "final"), ("courriel", "signed"), ("recommande", "sent"))


def add_deadline_facts(path: Path, scale: float = 1, seed: int = 1) -> None:
    """Write them into a register that has ``scale`` times the national network."""
    sizes, chance = Sizes.at(scale), random.Random(seed)
    with filling(path) as file:
        fill(file, _tables(sizes, round(ENTRIES * scale), chance))
        file.executemany(_LETTER, list(_letters(file)))


def _tables(sizes: Sizes, entries: int, chance: random.Random) -> Iterator[Table]:
    entry = ("on", "kind", "title", "detail", "place", "instructor", "crmr_id")
    yield "deadline_entry", entry, _entries(sizes, entries, chance)
    mark = ("key", "due_on", "state", "until", "reason", "by", "marked_on")
    yield "deadline_mark", mark, _marks(sizes, chance)


def _entries(sizes: Sizes, count: int, chance: random.Random) -> Iterator[Row]:
    for number in range(count):
        on = DAY + dt.timedelta(days=chance.randint(-365, 730))
        crmr = chance.choice((None, chance.randint(1, sizes.crmr)))
        yield on.isoformat(), chance.choice(_KINDS), f"Point n° {number}", "", "", chance.choice(_WHO), crmr


def _marks(sizes: Sizes, chance: random.Random) -> Iterator[Row]:
    """Half the reports of each year came in, one in ten of the last is put off."""
    for year in range(2017, DAY.year):
        for site in range(1, sizes.sites + 1):
            key, due = f"annual_report:site:{site}:{year}", f"{year}-12-31"
            drawn = chance.random()
            if drawn < 0.5:
                yield key, due, "done", None, "", "Nadia Belkacem", f"{year + 1}-01-20"
            elif drawn < 0.6 and year == DAY.year - 1:
                yield key, due, "postponed", f"{DAY.year}-12-15", "Plateforme fermée", "Nadia Belkacem", due


def _letters(file: sqlite3.Connection) -> Iterator[Row]:
    """Of the dossiers that are open: to be signed, to be sent, to be acknowledged."""
    for number, (dossier,) in enumerate(file.execute("SELECT id FROM dossier WHERE state = 'open' ORDER BY id")):
        channel, state = _STATES[number % len(_STATES)]
        dated = (DAY - dt.timedelta(days=number % 60)).isoformat()
        yield dossier, f"E{number:06}", channel, state, dated, dated if state == "sent" else None
