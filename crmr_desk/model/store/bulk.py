"""Whole lists of rows of one table, written without an object for each: what an import and its undoing need.

What is written, refused and noted for the journal is what the session would have written, refused and noted row by
row. ``WriteSession.write_rows`` is the one door.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any, TypeVar

from sqlalchemy import Boolean, Column, Connection, Integer, String, Table, func, select, text
from sqlalchemy.orm.exc import StaleDataError

from crmr_desk.model.store.row_changes import DELETE, INSERT, UPDATE, Fields, RowChange, fields_of, plain
from crmr_desk.model.store.schema import Versioned

AT_ONCE = 5000
"""Rows asked for in one statement."""

T = TypeVar("T")

_Conversions = Mapping[str, Callable[[Any], Any]]
"""By column, what turns a value into another one."""


@dataclass(frozen=True, slots=True)
class RowUpdate:
    """New values of some fields of a row, which must still be at ``version`` (None: whatever it is at now)."""

    row_id: int
    values: Mapping[str, Any]
    version: int | None = None


def chunks(items: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """``items`` in lists of ``size`` at most."""
    return (items[start : start + size] for start in range(0, len(items), size))


class BulkTable:
    """A table, written by lists of rows through one connection. Each verb gives what the journal will say, in the
    order in which the database has been told."""

    def __init__(self, connection: Connection, entity: type[Versioned]) -> None:
        table = entity.__table__
        assert isinstance(table, Table)
        self._connection = connection
        self._table = table
        self._columns: dict[str, Column[Any]] = {name: table.c[name] for name in fields_of(entity)}

    def insert(self, rows: Sequence[Mapping[str, Any]]) -> list[RowChange]:
        """Add ``rows``; a field that one of them does not name has the default of its column. A row that names its
        ``id`` comes back under it."""
        if not rows:
            return []
        unknown = set().union(*rows) - self._columns.keys() - {"id"}
        if unknown:
            raise TypeError(f"{self._table.name} has no {', '.join(sorted(unknown))}")
        fresh = iter(self._fresh_ids(sum("id" not in row for row in rows)))
        ids = [row["id"] if "id" in row else next(fresh) for row in rows]
        values = {name: [row.get(name, default) for row in rows] for name, default in self._defaults.items()}
        names = ("id", "version", *values)
        self._execute(
            f"INSERT INTO {self._quoted(self._table.name)} ({', '.join(map(self._quoted, names))})"
            f" VALUES ({', '.join([self._mark] * len(names))})",
            list(zip(ids, repeat(1), *_converted(values, self._bound), strict=False)),
        )
        after = zip(*_converted(values, self._plain), strict=True)
        return [
            RowChange(self._table.name, row_id, INSERT, None, dict(zip(values, fields, strict=True)))
            for row_id, fields in zip(ids, after, strict=True)
        ]

    def update(self, updates: Sequence[RowUpdate]) -> list[RowChange]:
        """Give rows new values, in the order of ``updates``, which names each row once; what already has its value is
        left alone. Raises StaleDataError when one of them is gone or no longer at its version."""
        named = set[str]().union(*(each.values for each in updates))
        names = [name for name in self._columns if name in named]
        found = self._read([each.row_id for each in updates], names)
        changes: list[RowChange] = []
        written: list[tuple[Any, ...]] = []
        for each in updates:
            version, now = found.pop(each.row_id, (None, {}))
            if version is None or each.version not in (None, version):
                raise StaleDataError(f"{self._table.name} {each.row_id} is no longer at version {each.version}")
            before, after = self._difference(now, each.values)
            if after:
                changes.append(RowChange(self._table.name, each.row_id, UPDATE, before, after))
                written.append((*now.values(), each.row_id, version))
        columns = dict(zip((*names, "id", "version"), zip(*written, strict=True), strict=True)) if written else {}
        self._execute(
            f"UPDATE {self._quoted(self._table.name)}"
            f" SET {', '.join(f'{self._quoted(name)} = {self._mark}' for name in names)}, version = version + 1"
            f" WHERE id = {self._mark} AND version = {self._mark}",
            list(zip(*_converted(columns, self._bound), strict=True)),
        )
        return changes

    def delete(self, ids: Sequence[int]) -> list[RowChange]:
        """Take rows away, in the order of ``ids``. Raises StaleDataError when one of them is gone."""
        found = self._read(ids, list(self._columns))
        if len(found) != len(ids):
            raise StaleDataError(f"{self._table.name}: {len(ids) - len(found)} of the rows are gone")
        self._execute(
            f"DELETE FROM {self._quoted(self._table.name)} WHERE id = {self._mark}", [(row_id,) for row_id in ids]
        )
        return [RowChange(self._table.name, row_id, DELETE, self._journaled(found[row_id][1]), None) for row_id in ids]

    def _execute(self, statement: str, parameters: Sequence[tuple[Any, ...]]) -> None:
        if not parameters:
            return
        written = self._connection.exec_driver_sql(statement, list(parameters)).rowcount
        if written != len(parameters):
            raise StaleDataError(f"{self._table.name}: {written} rows of {len(parameters)} were written")

    def _read(self, ids: Iterable[int], names: Sequence[str]) -> dict[int, tuple[int, Fields]]:
        columns = self._table.c
        query = select(columns.id, columns.version, *(self._columns[name] for name in names))
        found: dict[int, tuple[int, Fields]] = {}
        for some in chunks(list(ids)):
            for row_id, version, *values in self._connection.execute(query.where(columns.id.in_(some))):
                found[row_id] = version, dict(zip(names, values, strict=True))
        return found

    def _fresh_ids(self, count: int) -> Sequence[int]:
        """Ids that no row bears or bore: SQLite counts them up by itself from the highest that it is given."""
        if self._connection.dialect.name == "postgresql":
            sequence = func.pg_get_serial_sequence(self._table.name, "id")
            query = select(func.nextval(sequence)).select_from(func.generate_series(1, count))
            return self._connection.scalars(query).all()
        query_last = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
        last = self._connection.scalar(query_last, {"table": self._table.name}) or 0
        return range(last + 1, last + count + 1)

    def _difference(self, now: Fields, values: Mapping[str, Any]) -> tuple[Fields, Fields]:
        """The fields that differ, before and after; ``now`` takes the new values."""
        before: Fields = {}
        after: Fields = {}
        for name, value in values.items():
            to_plain = self._plain.get(name)
            was, becomes = now[name], value
            if to_plain is not None:
                was, becomes = to_plain(was), to_plain(becomes)
            if was != becomes:
                before[name], after[name], now[name] = was, becomes, value
        return before, after

    def _journaled(self, values: Fields) -> Fields:
        return {name: plain(value) if name in self._plain else value for name, value in values.items()}

    @cached_property
    def _defaults(self) -> Fields:
        return {name: getattr(column.default, "arg", None) for name, column in self._columns.items()}

    @cached_property
    def _bound(self) -> _Conversions:
        """How the driver takes a value, where it is not as it is."""
        dialect = self._connection.dialect
        found = {
            name: column.type.dialect_impl(dialect).bind_processor(dialect) for name, column in self._columns.items()
        }
        return {name: convert for name, convert in found.items() if convert is not None}

    @cached_property
    def _plain(self) -> _Conversions:
        """How the journal keeps a value, where it is not as it is."""
        return {
            name: plain
            for name, column in self._columns.items()
            if not isinstance(column.type, String | Integer | Boolean)
        }

    def _quoted(self, name: str) -> str:
        return self._connection.dialect.identifier_preparer.quote(name)

    @property
    def _mark(self) -> str:
        return "?" if self._connection.dialect.paramstyle == "qmark" else "%s"


def _converted(columns: Mapping[str, Sequence[Any]], conversions: _Conversions) -> Iterator[Sequence[Any]]:
    """Column by column, which is several times faster than row by row."""
    for name, values in columns.items():
        convert = conversions.get(name)
        yield values if convert is None else [None if value is None else convert(value) for value in values]
