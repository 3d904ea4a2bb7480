"""The file of the index: one FTS5 table, beside the register and gone with the window. Knows no register.

SQLite gives what it finds in the order of places, which is that of ``entry.place_of``: never ranked, which would take
seconds in a large register (``ORDER BY rank`` reads every match).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from crmr_desk.model.finding.asked import Asked
from crmr_desk.model.finding.entry import START, Entry, group_at, places_of_group, standing_at, texts_of
from crmr_desk.model.finding.found import Found, Group

CANDIDATES = 120
"""Fewer than these are all read and ranked; whether there are as many is told without reading them."""
_OF_GROUP = 20
"""Candidates of each group where there are more of them in all, and as many whose name begins with what is typed."""
_MEMORY = 32 * 1024 * 1024
"""Bytes of words that SQLite gathers before it writes them out."""

_COLUMNS = "rowid, numbers, names, more, starts, title, detail, leads, leads_id"
_CREATE = (
    "CREATE VIRTUAL TABLE entry USING fts5(numbers, names, more, starts, title UNINDEXED, detail UNINDEXED, "
    "leads UNINDEXED, leads_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3 4 5', "
    "columnsize = 0)"
)
_SHORT = 5
"""Beginnings of words up to so many letters have lists of their own; a longer one is spelt out."""
_SPELT = 24
"""Words with one beginning that are sought each by itself: SQLite reads their lists as far as it needs them."""
_CREATE_WORDS = "CREATE TABLE word (text TEXT PRIMARY KEY) WITHOUT ROWID"
_SPELL = "SELECT text FROM word WHERE text BETWEEN ? AND ? LIMIT ?"
_AFTER_ALL = "\U0010ffff"
_SHOWN = "rowid, numbers, names, title, detail, leads, leads_id"
_PLACES = "SELECT rowid FROM entry WHERE entry MATCH ? LIMIT ?"
_FIND = f"SELECT {_SHOWN} FROM entry WHERE entry MATCH ? LIMIT ?"
_FIND_WITHIN = f"SELECT {_SHOWN} FROM entry WHERE entry MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
_SHOW = f"SELECT {_SHOWN} FROM entry WHERE rowid = ?"


class Candidate(NamedTuple):
    """One entry read: where it stands, the folded columns by which it is ranked, and what is shown of it."""

    place: int
    numbers: str
    names: str
    title: str
    detail: str
    leads: str
    leads_id: int

    def found(self) -> Found:
        """As a screen shows it."""
        kind, row_id, former = standing_at(self.place)
        return Found(kind, row_id, self.title, self.detail, (self.leads, self.leads_id), former)


class IndexFile:
    """Written by one thread, read by another: the log of SQLite keeps them out of each other's way."""

    def __init__(self, path: Path) -> None:
        self._writer = _opened(path)
        self._writer.execute(_CREATE)
        self._writer.execute(_CREATE_WORDS)
        self._writer.execute("INSERT INTO entry (entry, rank) VALUES ('hashsize', ?)", (_MEMORY,))
        self._groups: frozenset[Group] = frozenset()
        self._reader = _opened(path)
        self._reader.execute("PRAGMA query_only = ON")

    def write(self, entries: Iterable[Entry], gone: Iterable[int] = ()) -> None:
        """Take out what stands at the places ``gone``, then put ``entries`` in, in one transaction."""
        rows = sorted(map(_row, entries))
        # A new set: the reader may be going through the one before.
        self._groups = self._groups | {group_at(row[0]) for row in rows}
        with self._writer:
            self._writer.execute("BEGIN")
            self._writer.executemany("DELETE FROM entry WHERE rowid = ?", ((place,) for place in gone))
            self._writer.executemany(f"INSERT INTO entry ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
            self._writer.executemany("INSERT OR IGNORE INTO word VALUES (?)", ((word,) for word in _long_words(rows)))

    def settle(self) -> None:
        """Bring what many writes left into one piece, which is read faster."""
        self._writer.execute("INSERT INTO entry (entry) VALUES ('optimize')")
        self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def candidates(self, asked: Asked) -> list[Candidate]:
        """What answers every word; where that is more than can be ranked, some of each group, among them those whose
        name begins with what is typed and those whose number it is."""
        everywhere = self._every_word(asked)
        if len(self._reader.execute(_PLACES, (everywhere, CANDIDATES)).fetchall()) < CANDIDATES:
            found = self._reader.execute(_FIND, (everywhere, CANDIDATES)).fetchall()
        else:
            found = self._reader.execute(_FIND, (_whole_number(asked), _OF_GROUP)).fetchall()
            beginning = f"{self._beginning(START + asked.words[0])} AND ({everywhere})"
            for group in self._groups:
                found += self._of_group(group, beginning, everywhere)
        return [Candidate._make(row) for row in {row[0]: row for row in found}.values()]

    def _of_group(self, group: Group, *queries: str) -> list[tuple[Any, ...]]:
        """What answers the first query; what answers the next too as long as that is not enough."""
        found: list[tuple[Any, ...]] = []
        for query in queries:
            if len(found) < _OF_GROUP:
                found += self._reader.execute(_FIND_WITHIN, (query, *places_of_group(group), _OF_GROUP)).fetchall()
        return found

    def numbered(self, numbers: Sequence[str]) -> list[Candidate]:
        """What bears one of these numbers."""
        query = f"numbers : ({' OR '.join(map(_quoted, numbers))})"
        return [Candidate._make(row) for row in self._reader.execute(_FIND, (query, CANDIDATES))] if numbers else []

    def at(self, places: Iterable[int]) -> list[Found]:
        """What stands at these places, in their order; nothing stands at some."""
        rows = (self._reader.execute(_SHOW, (place,)).fetchone() for place in places)
        return [Candidate._make(row).found() for row in rows if row is not None]

    def _every_word(self, asked: Asked) -> str:
        """Each word begins some word of the entry; or the whole, run together, one of its numbers."""
        words = " AND ".join(map(self._beginning, asked.telling))
        return f"({words}) OR numbers : {self._beginning(asked.joined)}" if len(asked.words) > 1 else words

    def _beginning(self, word: str) -> str:
        """Every word that begins with ``word``."""
        if len(word) <= _SHORT or not word.isalpha():
            return f"{_quoted(word)} *"
        spelt = [text for (text,) in self._reader.execute(_SPELL, (word, word + _AFTER_ALL, _SPELT + 1))]
        return f"({' OR '.join(map(_quoted, spelt))})" if 0 < len(spelt) <= _SPELT else f"{_quoted(word)} *"

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()
        self._writer.close()


def _opened(path: Path) -> sqlite3.Connection:
    """Nothing in it is worth a wait for the disk: it is made anew each time."""
    made = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
    made.execute("PRAGMA journal_mode = WAL")
    made.execute("PRAGMA synchronous = OFF")
    made.execute("PRAGMA temp_store = MEMORY")
    made.execute("PRAGMA mmap_size = 268435456")
    return made


def _row(entry: Entry) -> tuple[Any, ...]:
    found = entry.found
    return entry.place, *texts_of(entry), found.title, found.detail, *found.leads


def _long_words(rows: Iterable[tuple[Any, ...]]) -> set[str]:
    """The words that are longer than the beginnings that have lists; numbers are as many as they are rare."""
    texts = {text for row in rows for text in row[1:5]}
    return {word for text in texts for word in text.split() if len(word) > _SHORT and word.isalpha()}


def _whole_number(asked: Asked) -> str:
    return f"numbers : {_quoted(asked.joined)}"


def _quoted(text: str) -> str:
    return f'"{text}"'
