"""The register on a SQLite file or a PostgreSQL server, through two doors: ``reading()`` and ``writing(label)``."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from sqlalchemy import URL, event, make_url
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.exc import StaleDataError

from crmr_desk.model.store.chain import Header
from crmr_desk.model.store.conflicts import changed_meanwhile
from crmr_desk.model.store.engines import WRITE_LOCK, engines
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.refusals import said_in_french


class ReadSession(Session):
    """A session that refuses to flush a change: the database would refuse it too, but later and less clearly."""


@event.listens_for(ReadSession, "before_flush")
def _refuse_flush(_session: Session, _context: UOWTransaction, _instances: object) -> NoReturn:
    raise RuntimeError("reading() cannot change anything: use writing()")


class Database:
    """One open register. ``who`` signs the operations, ``now`` gives their moment with its time zone.

    Neither the schema nor the file is looked at here: ``open_database`` does it.
    """

    def __init__(self, url: str | URL, *, who: str, now: Callable[[], dt.datetime]) -> None:
        self.url = make_url(url)
        self.who = who
        self.now = now
        self._reader, self._writer = engines(self.url)
        self._this_thread = threading.local()
        self.own_operations: set[int] = set()
        """Operations written through this object: no news to its user."""

    @staticmethod
    def url_of(path: Path) -> str:
        """The address of a local file."""
        return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)

    @property
    def is_shared(self) -> bool:
        """Do colleagues write in it too (PostgreSQL)?"""
        return self.url.get_backend_name() == "postgresql"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A short session on one unchanging view of the register. A change in it raises RuntimeError, and is refused
        by the database itself. Raises UserError when the database cannot be reached."""
        with said_in_french(self.url), ReadSession(self._reader, expire_on_commit=False) as session:
            yield session
            session.flush()

    @contextmanager
    def writing(self, label: str, *, undoable: bool = True, undoes: int | None = None) -> Iterator[WriteSession]:
        """One transaction and one line in the journal, in the user's words ``label``; nothing at all if the block
        raises, no line if it changes nothing. Writers take turns, so what the block reads stays true until it ends.

        ``undoes`` is the operation that this one takes back. Raises UserError for what the database refuses,
        Conflict for a row that somebody else changed meanwhile, RuntimeError inside another ``writing``.
        """
        session = WriteSession(self._writer, expire_on_commit=False)
        session.label = label
        try:
            with self._only_writer_of_this_thread(), said_in_french(self.url), session:
                session.take_turn(WRITE_LOCK)
                yield session
                session.finish(Header(0, self.now(), self.who, session.label, undoable, undoes))
            if session.changes.operation_id:
                self.own_operations.add(session.changes.operation_id)
        except StaleDataError as error:
            with self.reading() as reader:
                raise changed_meanwhile(reader, session.versions_expected) from error

    @contextmanager
    def _only_writer_of_this_thread(self) -> Iterator[None]:
        if getattr(self._this_thread, "writes", False):
            raise RuntimeError("writing() inside writing(): pass the session on instead")
        self._this_thread.writes = True
        try:
            yield
        finally:
            self._this_thread.writes = False

    def dispose(self) -> None:
        """Close every connection; the object can still be used and opens new ones."""
        self._reader.dispose()
        self._writer.dispose()
