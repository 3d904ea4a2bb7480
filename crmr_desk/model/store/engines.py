"""The two doors to a database: one engine that can only read, one that writes.

SQLite: write-ahead log, foreign keys, full synchronisation; a write takes its lock at once (``BEGIN IMMEDIATE``),
because a transaction that reads first and writes later is refused as soon as somebody else has written in between.
PostgreSQL: a read sees one snapshot for as long as it lasts, whatever colleagues commit meanwhile.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from crmr_desk.model.store.chain import canonical

APPLICATION_ID = 0x43524D52
"""Written in the header of our SQLite files ("CRMR"), so that another program's file is recognised as foreign."""

WRITE_LOCK = 0x43524D52_0001
UPGRADE_LOCK = 0x43524D52_0002
"""PostgreSQL advisory locks: one writer at a time, one upgrade at a time."""

NEWS_CHANNEL = "crmr_desk"
"""PostgreSQL channel on which each write announces its operation."""

PATIENCE_SECONDS = 10
"""How long a write waits for somebody else's before it gives up with a sentence, unless the address says otherwise
(``timeout`` for SQLite, ``options`` for PostgreSQL)."""


def engines(url: URL) -> tuple[Engine, Engine]:
    """The reading and the writing engine of ``url``. Nothing is opened before they are used."""
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, query_only=True), _sqlite(url, query_only=False)
    given = {"options": f"-c lock_timeout={PATIENCE_SECONDS}s -c timezone=UTC", **url.query}
    writer = create_engine(
        url, json_serializer=canonical, pool_pre_ping=True, connect_args={"options": given["options"]}
    )
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return reader, writer


def open_transactions_ourselves(engine: Engine, begin: str = "BEGIN") -> None:
    """Take transactions out of the hands of the sqlite3 module, which would leave DDL and reads outside of them."""

    @event.listens_for(engine, "connect")
    def _leave_transactions_alone(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _unless_given(url: URL, arguments: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a connection that the address does not give itself."""
    return {name: value for name, value in arguments.items() if name not in url.query}


def _sqlite(url: URL, *, query_only: bool) -> Engine:
    patience = _unless_given(url, {"timeout": PATIENCE_SECONDS})
    engine = create_engine(url, json_serializer=canonical, connect_args=patience)
    open_transactions_ourselves(engine, "BEGIN" if query_only else "BEGIN IMMEDIATE")

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA query_only = {'ON' if query_only else 'OFF'}")

    return engine
