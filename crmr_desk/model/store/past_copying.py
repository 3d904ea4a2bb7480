"""Copies a register without the bytes of its files to an empty SQLite file, as it was after one of its operations.

Every row is copied as it is now, then the later steps of the journal are walked backwards one by one, as they are read:
neither needs more memory for a larger register.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, Boolean, Column, ColumnElement, Date, Integer, LargeBinary, Table, Text, func, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateIndex, CreateTable

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.chain import NO_OPERATION_YET, canonical
from crmr_desk.model.store.row_changes import DELETE, INSERT, Fields
from crmr_desk.model.store.schema import (
    JOURNAL_TABLES,
    Base,
    JournalHead,
    Operation,
    OperationChange,
    UtcDateTime,
    ValueSource,
    WorkbookImport,
)

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

Progress = Callable[[int, int], None]
"""Told how much is done of how much."""
Cancelled = Callable[[], bool]

_AT_ONCE = 5_000
"""Rows copied, or steps walked back, between two looks at ``cancelled``."""
_INSTRUCTIONS = 50_000
"""Instructions of SQLite between two looks."""
_DIALECT = pysqlite.dialect(json_serializer=canonical)
_OF_OPERATIONS = {Operation.__tablename__: "id", OperationChange.__tablename__: "operation_id"}
"""The column that numbers the operations, in the tables of which only the first ones are copied."""

_Line = Sequence[Any]
_Step = tuple[str, int, str, str | None]
"""Table, row, action, and the fields before as the journal keeps them."""


class Steps:
    """Says how far the copy is, and stops it once the user has cancelled."""

    def __init__(self, progress: Progress | None, cancelled: Cancelled | None) -> None:
        self.total = self._done = 0
        self._progress, self._cancelled = progress, cancelled

    def did(self, count: int) -> None:
        """``count`` more rows are done. Raises UserError once the user has cancelled."""
        self.check_cancelled()
        self._done += count
        if self._progress is not None:
            self._progress(min(self._done, self.total), self.total)

    def is_cancelled(self) -> bool:
        """Has the user cancelled?"""
        return self._cancelled is not None and self._cancelled()

    def check_cancelled(self) -> None:
        """Raise UserError once the user has cancelled."""
        if self.is_cancelled():
            raise UserError("La reconstitution du registre est annulée\u202f; rien n’a changé.")


def copy_of_file(source: Path, file: sqlite3.Connection, last: int, steps: Steps) -> None:
    """Fill ``file`` with the register of the SQLite file ``source``, as it was after the operation ``last``."""
    file.set_progress_handler(lambda: int(steps.is_cancelled()), _INSTRUCTIONS)
    _prepare(file)
    file.execute("ATTACH ? AS source", (str(source),))
    with _one_transaction(file):
        counted = [f"SELECT coalesce(max(rowid), 0) FROM source.{_quoted(table.name)}" for table in _tables()]
        rows = [file.execute(query).fetchone()[0] for query in counted]
        later = "FROM source.operation_change WHERE operation_id > ?"
        steps.total = sum(rows) + file.execute(f"SELECT count(*) {later}", (last,)).fetchone()[0]
        for table, count in zip(_tables(), rows, strict=True):
            named = _names(table)
            taken = ["x''" if isinstance(column.type, LargeBinary) else _quoted(column.name) for column in table.c]
            file.execute(
                f"INSERT INTO main.{_quoted(table.name)} ({named}) SELECT {', '.join(taken)}"
                f" FROM source.{_quoted(table.name)} WHERE {_known(table, last)}"
            )
            steps.did(count)
        backwards = f"SELECT table_name, row_id, action, before {later} ORDER BY operation_id DESC, position DESC"
        _walk_back(file, file.execute(backwards, (last,)), steps)
        _finish(file, last)


def copy_of_shared(db: Database, file: sqlite3.Connection, last: int, steps: Steps) -> None:
    """Fill ``file`` with the register of a PostgreSQL server, as it was after the operation ``last``."""
    _prepare(file)
    change = OperationChange.__table__
    with db.reading() as session, _one_transaction(file):
        counted = select(*(select(func.count()).select_from(table).scalar_subquery() for table in _tables()))
        later = change.c.operation_id > last
        walked = session.scalar(select(func.count()).select_from(change).where(later)) or 0
        steps.total = sum(session.execute(counted).one()) + walked
        for table in _tables():
            query = select(*map(_as_sqlite, table.c))
            number = _OF_OPERATIONS.get(table.name)
            if number is not None:
                query = query.where(table.c[number] <= last)
            marks = ", ".join("?" * len(table.c))
            insertion = f"INSERT INTO {_quoted(table.name)} ({_names(table)}) VALUES ({marks})"
            for rows in _streamed(session, query):
                file.executemany(insertion, rows)
                steps.did(len(rows))
        backwards = (
            select(change.c.table_name, change.c.row_id, change.c.action, sql_cast(change.c.before, Text))
            .where(later)
            .order_by(change.c.operation_id.desc(), change.c.position.desc())
        )
        _walk_back(file, (step for rows in _streamed(session, backwards) for step in rows), steps)
        _finish(file, last)


def _streamed(session: Session, query: Any) -> Iterator[list[Any]]:
    options = {"stream_results": True, "yield_per": _AT_ONCE}
    for rows in session.execute(query, execution_options=options).partitions():
        yield [tuple(row) for row in rows]


def _as_sqlite(column: Column[Any]) -> ColumnElement[Any]:
    """A column of PostgreSQL in the form in which SQLite keeps it."""
    if isinstance(column.type, LargeBinary):
        return sql_cast(b"", LargeBinary)
    if isinstance(column.type, UtcDateTime):
        return func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US", type_=Text)
    if isinstance(column.type, Boolean):
        return sql_cast(column, Integer)
    return sql_cast(column, Text) if isinstance(column.type, Date | JSON) else column


def _walk_back(file: sqlite3.Connection, backwards: Iterable[_Step], steps: Steps) -> None:
    """Do the inverse of each step. A table or a field that an older program had is passed over."""
    tables = {table.name: table for table in _tables() if table.name not in JOURNAL_TABLES}
    for number, (name, row_id, action, before) in enumerate(backwards, start=1):
        if number % _AT_ONCE == 0:
            steps.did(_AT_ONCE)
        table = tables.get(name)
        if table is None:
            continue
        fields: Fields = json.loads(before) if before is not None else {}
        if action == INSERT:
            file.execute(f"DELETE FROM {_quoted(name)} WHERE id = ?", (row_id,))
        elif action == DELETE:
            _insert(file, table, row_id, fields)
        else:
            _update(file, table, row_id, fields)


def _insert(file: sqlite3.Connection, table: Table, row_id: int, fields: Fields) -> None:
    known = _defaults(table) | _bound(table, fields)
    names = ", ".join(map(_quoted, ("id", *known)))
    marks = ", ".join("?" * (len(known) + 1))
    file.execute(f"INSERT INTO {_quoted(table.name)} ({names}) VALUES ({marks})", (row_id, *known.values()))


def _update(file: sqlite3.Connection, table: Table, row_id: int, fields: Fields) -> None:
    known = _bound(table, fields)
    if known:
        settings = ", ".join(f"{_quoted(name)} = ?" for name in known)
        file.execute(f"UPDATE {_quoted(table.name)} SET {settings} WHERE id = ?", (*known.values(), row_id))


def _bound(table: Table, fields: Fields) -> Fields:
    """The fields that the table still has, as SQLite keeps them: dates are in ISO form in the journal too."""
    converted = _json_columns(table)
    return {
        name: converted[name](value) if name in converted else value
        for name, value in fields.items()
        if name in table.c
    }


@cache
def _json_columns(table: Table) -> dict[str, Callable[[Any], Any]]:
    found: dict[str, Any] = {column.name: column.type for column in table.c if isinstance(column.type, JSON)}
    return {name: kind.bind_processor(_DIALECT) for name, kind in found.items()}


@cache
def _defaults(table: Table) -> Fields:
    """What a row has that was deleted before the program knew these columns."""
    given = {column.name: getattr(column.default, "arg", None) for column in table.c if not column.primary_key}
    bytes_of_file = {column.name: b"" for column in table.c if isinstance(column.type, LargeBinary)}
    return given | bytes_of_file | ({"version": 1} if "version" in table.c else {})


def _prepare(file: sqlite3.Connection) -> None:
    """An empty register, whose constraints the walk need not obey: it is thrown away when it fails."""
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "ignore_check_constraints = ON"):
        file.execute(f"PRAGMA {pragma}")
    with _one_transaction(file):
        for statement in _statements()[0]:
            file.execute(statement)


def _finish(file: sqlite3.Connection, last: int) -> None:
    """Make the journal end at ``last``, forget where values came from that were not written yet, and index."""
    found = file.execute("SELECT hash FROM main.operation WHERE id = ?", (last,)).fetchone()
    head = JournalHead.__tablename__
    file.execute(f"UPDATE main.{head} SET operation_id = ?, hash = ?", (last, found[0] if found else NO_OPERATION_YET))
    file.execute(
        f"DELETE FROM main.{ValueSource.__tablename__} WHERE import_id NOT IN"
        f" (SELECT id FROM main.{WorkbookImport.__tablename__} WHERE applied_on IS NOT NULL)"
    )
    for statement in _statements()[1]:
        file.execute(statement)


@cache
def _statements() -> tuple[list[str], list[str]]:
    """Those that make the tables, and those that make their indexes."""
    tables = [str(CreateTable(table).compile(dialect=_DIALECT)) for table in _tables()]
    indexes = [
        str(CreateIndex(index).compile(dialect=_DIALECT))
        for table in _tables()
        for index in sorted(table.indexes, key=lambda each: str(each.name))
    ]
    return tables, indexes


@contextmanager
def _one_transaction(file: sqlite3.Connection) -> Iterator[None]:
    """Begin and commit; what fails leaves a file that nobody opens."""
    file.execute("BEGIN")
    yield
    file.execute("COMMIT")


def _tables() -> list[Table]:
    return Base.metadata.sorted_tables


def _known(table: Table, last: int) -> str:
    number = _OF_OPERATIONS.get(table.name)
    return f"{number} <= {last}" if number is not None else "TRUE"


def _names(table: Table) -> str:
    return ", ".join(_quoted(column.name) for column in table.c)


def _quoted(name: str) -> str:
    return f'"{name}"'
