"""The thread that builds the index of the register and keeps it fresh: the lane stays free for the user's own work."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING

from crmr_desk.model.errors import UserError

if TYPE_CHECKING:
    from crmr_desk.model.finding.found import Found, Group
    from crmr_desk.model.finding.search_index import SearchIndex
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_PAUSE_SECONDS = 0.004
"""Between two readings, so that the window gets the interpreter at once when it wants it."""
_LEAVING_SECONDS = 5.0
_EVERYTHING = 0
"""Row that stands for a whole table in the news of a restored backup."""


class Indexing:
    """Begins when told; ``told()`` is called in its thread whenever more can be found or something went wrong."""

    def __init__(self, db: Database, today: dt.date, told: Callable[[], None]) -> None:
        self.problem = ""
        """Why the index could not be made, in one sentence."""
        self._db, self._today, self._told = db, today, told
        self._index: SearchIndex | None = None
        self._work: SimpleQueue[Changes | None] = SimpleQueue()
        self._leaving = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Build, unless that was begun before."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="finding", daemon=True)
            self._thread.start()

    @property
    def ready(self) -> frozenset[Group]:
        """What can be found already."""
        return self._index.ready if self._index is not None else frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether everything can be found."""
        return self._index is not None and self._index.is_whole

    def note(self, changes: Changes) -> None:
        """Index again what was written; before the index is begun there is nothing to do."""
        if self._thread is not None:
            self._work.put(changes)

    def find(self, text: str) -> list[Found]:
        """What is found now; nothing before the index is begun."""
        return self._index.find(text) if self._index is not None else []

    def standing(self, rows: list[tuple[str, int]]) -> list[Found]:
        """These rows (kind, id) as they are now; those that are gone, or not indexed yet, are left out."""
        return self._index.standing(rows) if self._index is not None else []

    def close(self) -> None:
        """End the thread and remove the index."""
        self._leaving.set()
        self._work.put(None)
        if self._thread is not None:
            self._thread.join(_LEAVING_SECONDS)
        index, self._index = self._index, None
        if index is not None:
            index.close()

    def _run(self) -> None:
        try:
            self._build()
            while (changes := self._work.get()) is not None:
                if any(row_id == _EVERYTHING for _table, row_id in changes.rows):
                    self._build()
                elif self._index is not None:
                    self._index.update(self._db, changes)
                self._told()
        except UserError as refusal:
            self.problem = str(refusal)
            self._told()
        except OSError as refusal:
            self.problem = f"L’index de recherche n’a pas pu être écrit\u00a0: {refusal.strerror or refusal}."
            self._told()

    def _build(self) -> None:
        from crmr_desk.model.finding.search_index import SearchIndex

        made, former = SearchIndex(self._today), self._index
        self._index = made
        if former is not None:
            former.close()
        made.build(self._db, self._go_on)
        self._told()

    def _go_on(self) -> bool:
        self._told()
        return not self._leaving.wait(_PAUSE_SECONDS)
