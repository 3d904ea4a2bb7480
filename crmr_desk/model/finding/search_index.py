"""What Ctrl+K looks in: an index of the register in a temporary file of its own, whatever the register is kept in."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, select

from crmr_desk.model.finding import centre_entries, dossier_entries, knowledge_entries, people_entries
from crmr_desk.model.finding.asked import Asked, asked
from crmr_desk.model.finding.entry import Entry, places_of, rank_of
from crmr_desk.model.finding.found import Found, Group, Kind
from crmr_desk.model.finding.index_file import Candidate, IndexFile
from crmr_desk.model.finding.ranking import ranked
from crmr_desk.model.finding.reading import Reading, Within
from crmr_desk.model.finding.touching import touched
from crmr_desk.model.identifiers import finess_candidates
from crmr_desk.model.network.tables import CCMR, CRMR, DISEASE, DOSSIER, FSMR, HOSPITAL, NOTE, PERSON, SITE
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database

_READ_AT_ONCE, _WRITTEN_AT_ONCE, _ASKED_AT_ONCE = 500, 10_000, 400
LIMIT, EACH = 40, 8
"""Lines shown in all, and of each group where several answer."""

_SOURCES: Final[Mapping[Kind, tuple[FromClause, Callable[[Reading], Iterator[Entry]]]]] = {
    Kind.FSMR: (FSMR, centre_entries.fsmrs),
    Kind.CRMR: (CRMR, centre_entries.crmrs),
    Kind.SITE: (SITE, centre_entries.sites),
    Kind.CCMR: (CCMR, centre_entries.ccmrs),
    Kind.PERSON: (PERSON, people_entries.people),
    Kind.HOSPITAL: (HOSPITAL, people_entries.hospitals),
    Kind.DOSSIER: (DOSSIER, dossier_entries.dossiers),
    Kind.DISEASE: (DISEASE, knowledge_entries.diseases),
    Kind.NOTE: (NOTE, knowledge_entries.notes),
    Kind.LETTER: (dossier_entries.LETTER, dossier_entries.letters),
}
"""In the order in which they are indexed: what is looked for most comes first, the letters of twenty years last."""


class SearchIndex:
    """Built and updated in one thread, asked in another. What it holds is that of the day given: who is in office, what
    is closed. ``ready`` are the groups that can be found already."""

    def __init__(self, today: dt.date) -> None:
        self._today = today
        self._folder = tempfile.TemporaryDirectory(prefix="crmr-desk-", ignore_cleanup_errors=True)
        self.path = Path(self._folder.name) / "index.sqlite"
        self._file = IndexFile(self.path)
        self.ready: frozenset[Group] = frozenset()
        self.is_whole = False

    def build(self, db: Database, pause: Callable[[], bool] = lambda: True) -> None:
        """Index the whole register, in short readings. ``pause`` is called between them: it may wait, and says whether
        to go on; what has been indexed until then stays. Raises UserError when the register cannot be reached."""
        for kind in _SOURCES:
            if not self._build(db, kind, pause):
                return
            self.ready |= {kind.group}
        self._file.settle()
        self.is_whole = True

    def update(self, db: Database, changes: Changes) -> None:
        """Index again what speaks of the rows that were written. Row 0 of a table stands for all of it: whoever gets
        such news makes a new index."""
        with db.reading() as session:
            wanted = touched(session, changes.rows)
            for kind, ids in wanted.items():
                for some in _parts(sorted(ids)):
                    reading = Reading(session, self._today, _among(some))
                    self._file.write(list(_SOURCES[kind][1](reading)), gone=places_of(kind, some))

    def find(self, text: str, limit: int = LIMIT, each: int = EACH) -> list[Found]:
        """What answers every word of ``text``, accents, case, apostrophes and the order of words apart, each word by
        the beginning of one of its own; the best first, what is alike together. A number is found whole or by its
        beginning, also typed in groups; eight digits give the FINESS numbers from which one may have been lost."""
        looked_for = asked(text)
        if not looked_for.words:
            return []
        found = ranked(self._file.candidates(looked_for), looked_for, each=each, limit=limit)
        return found or self._with_a_digit_lost(looked_for, limit)

    def standing(self, rows: Sequence[tuple[str, int]]) -> list[Found]:
        """The rows (kind, id) as they are now, in their order; those that are gone are left out."""
        return self._file.at(place for kind, row_id in rows for place in places_of(Kind(kind), [row_id]))

    def close(self) -> None:
        """Remove the file."""
        self._file.close()
        self._folder.cleanup()

    def _build(self, db: Database, kind: Kind, pause: Callable[[], bool]) -> bool:
        """Index every row of a kind; False when told to stop."""
        table, entries = _SOURCES[kind]
        waiting: list[Entry] = []
        last: int | None = 0
        while last is not None:
            last, some = self._read(db, table, entries, last)
            waiting += some
            if len(waiting) >= _WRITTEN_AT_ONCE:
                self._file.write(waiting)
                waiting = []
            if not pause():
                return False
        self._file.write(waiting)
        return True

    def _read(
        self, db: Database, table: FromClause, entries: Callable[[Reading], Iterator[Entry]], after: int
    ) -> tuple[int | None, list[Entry]]:
        """The entries of the next rows, and the id of the last of them; None when there are no more."""
        following = select(table.c.id).where(table.c.id > after).order_by(table.c.id).limit(_READ_AT_ONCE)
        with db.reading() as session:
            ids = session.scalars(following).all()
            if not ids:
                return None, []
            return ids[-1], list(entries(Reading(session, self._today, _between(ids[0], ids[-1]))))

    def _with_a_digit_lost(self, looked_for: Asked, limit: int) -> list[Found]:
        """The likeliest number first."""
        numbers = finess_candidates(looked_for.joined)

        def order(candidate: Candidate) -> tuple[int, int, int, str]:
            borne = candidate.numbers.split()
            likely = min(numbers.index(number) for number in numbers if number in borne)
            return likely, *rank_of(candidate.place), candidate.names

        return [candidate.found() for candidate in sorted(self._file.numbered(numbers), key=order)][:limit]


def _between(first: int, last: int) -> Within:
    def within(column: ColumnElement[Any]) -> ColumnElement[bool]:
        return column.between(first, last)

    return within


def _among(ids: Sequence[int]) -> Within:
    def within(column: ColumnElement[Any]) -> ColumnElement[bool]:
        return column.in_(ids)

    return within


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[first : first + _ASKED_AT_ONCE] for first in range(0, len(ids), _ASKED_AT_ONCE))
