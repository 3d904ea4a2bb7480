"""The news of what others wrote in the same register."""

from __future__ import annotations

import select as waiting
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.engines import NEWS_CHANNEL
from crmr_desk.model.store.schema import JOURNAL_TABLES, Base, JournalHead, OperationChange

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_HEAD, _CHANGE = JournalHead.__table__, OperationChange.__table__
_EVERYTHING = frozenset((table, 0) for table in Base.metadata.tables if table not in JOURNAL_TABLES)


class Feed:
    """Follows the journal from the moment it is made. The journal is the truth: a PostgreSQL notification only says
    that it is worth asking, and a feed that gets none (SQLite, a lost connection) is asked now and then."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._seen = self._head()
        self._listening: Any = None
        self._listen()

    def fileno(self) -> int | None:
        """A descriptor that becomes readable when something was written, for a QSocketNotifier; None when there is
        none to wait on. It changes after a lost connection."""
        return None if self._listening is None else int(self._listening.fileno())

    def news(self) -> Changes | None:
        """What was written since the last call by other than this Database, None when nothing was. After a restored
        backup: row 0 of every table, for "anything may have changed". Raises UserError when the server is lost."""
        self._drain()
        head = self._head()
        if head == self._seen:
            return None
        rows = self._rows_written(self._seen, head) if head > self._seen else _EVERYTHING
        self._seen = head
        return Changes(head, rows) if rows else None

    def close(self) -> None:
        """Stop listening."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None

    def _rows_written(self, since: int, head: int) -> frozenset[tuple[str, int]]:
        change = _CHANGE.c
        written = select(change.operation_id, change.table_name, change.row_id)
        with self._db.reading() as session:
            found = session.execute(written.where(change.operation_id > since, change.operation_id <= head))
            own = self._db.own_operations
            return frozenset((table, row_id) for operation_id, table, row_id in found if operation_id not in own)

    def _head(self) -> int:
        with self._db.reading() as session:
            return int(session.execute(select(_HEAD.c.operation_id)).scalar_one())

    def _listen(self) -> None:
        if not self._db.is_shared:
            return
        import psycopg

        try:
            address = self._db.url.set(drivername="postgresql").render_as_string(hide_password=False)
            self._listening = psycopg.connect(address, autocommit=True)
            self._listening.execute(f"LISTEN {NEWS_CHANNEL}")
        except psycopg.Error:
            self._listening = None

    def _drain(self) -> None:
        """Empty the descriptor; after a lost connection, listen again as soon as the server is back."""
        if self._listening is None:
            self._listen()
            return
        import psycopg

        try:
            while waiting.select([self._listening], [], [], 0)[0]:
                list(self._listening.notifies(timeout=0))
        except psycopg.Error:
            self.close()
