"""The national network on a PostgreSQL server, started when a job needs it and stopped at the end of the run."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path

import psycopg
from sqlalchemy import Boolean, Table

from crmr_desk.model.store.opening import open_database
from crmr_desk.model.store.schema import JOURNAL_TABLES, Base
from tests.postgres import Server


def shared_register(source: Callable[[], Path], until: ExitStack) -> Callable[[], str]:
    """Gives the address of a register on a server, with all that ``source`` has; the server stops with ``until``."""

    @cache
    def address() -> str:
        server = until.enter_context(Server())
        made = server.create_database("registre")
        open_database(made, who="Banc de mesure", now=lambda: dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)).dispose()
        with closing(sqlite3.connect(source())) as file, psycopg.connect(made) as connection:
            for table in Base.metadata.sorted_tables:
                if table.name not in JOURNAL_TABLES:
                    _copy(file, connection, table)
            connection.execute("ANALYZE")
        return made

    return address


def _copy(file: sqlite3.Connection, connection: psycopg.Connection[tuple[object, ...]], table: Table) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    with connection.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN".encode()) as into:
        for row in _rows(file, table, names):
            into.write_row(row)


def _rows(file: sqlite3.Connection, table: Table, names: str) -> Iterator[tuple[object, ...]]:
    """SQLite keeps what is true as 1."""
    truths = {place for place, column in enumerate(table.columns) if isinstance(column.type, Boolean)}
    for row in file.execute(f"SELECT {names} FROM {table.name} ORDER BY 1"):
        yield tuple(bool(value) if place in truths and value is not None else value for place, value in enumerate(row))
