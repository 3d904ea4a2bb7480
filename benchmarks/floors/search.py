"""Floor: what is typed in Ctrl+K, asked of an FTS5 table that sqlite3 filled from the same register; what it finds
first is read, neither grouped nor ranked. Imports nothing of the program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

CANDIDATES = 200
_NETWORK = (
    "SELECT sigle, name FROM fsmr",
    "SELECT r.acronym || ' ' || r.title, h.name FROM crmr r JOIN site s ON s.crmr_id = r.id"
    " JOIN hospital h ON h.id = s.hospital_id WHERE s.role = 'coordonnateur'",
    "SELECT h.name || ' ' || r.acronym, s.unit || ' ' || r.title FROM site s JOIN crmr r ON r.id = s.crmr_id"
    " JOIN hospital h ON h.id = s.hospital_id",
    "SELECT h.name || ' ' || c.specialty, c.title FROM ccmr c JOIN hospital h ON h.id = c.hospital_id",
    "SELECT first_name || ' ' || last_name, code FROM person",
    "SELECT name || ' ' || finess_et || ' ' || finess_ej, town FROM hospital",
)
_WORK = (
    "SELECT d.number, d.request || ' ' || d.instructor FROM dossier d",
    "SELECT l.number, l.kind || ' ' || l.addressee FROM letter l",
)


def filled(register: Path, path: Path, *, network_alone: bool) -> sqlite3.Connection:
    """The table, in a file of its own."""
    made = sqlite3.connect(path)
    made.execute("PRAGMA journal_mode = OFF")
    made.execute(
        "CREATE VIRTUAL TABLE entry"
        " USING fts5(title, detail, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4')"
    )
    with closing(sqlite3.connect(register)) as file, made:
        for asked in _NETWORK if network_alone else (*_NETWORK, *_WORK):
            made.executemany("INSERT INTO entry (title, detail) VALUES (?, ?)", file.execute(asked))
    made.execute("INSERT INTO entry (entry) VALUES ('optimize')")
    return made


def typed(table: sqlite3.Connection, texts: Iterable[str]) -> int:
    """Ask for each text; how many lines were read."""
    lines = 0
    for text in texts:
        query = " ".join(f'"{word}" *' for word in text.split())
        found = table.execute(
            "SELECT rowid, title, detail FROM entry WHERE entry MATCH ? LIMIT ?", (query, CANDIDATES)
        )  # fmt: skip
        lines += len(found.fetchall())
    return lines
