"""What happened to one row within an operation, in the form that the journal keeps."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import LargeBinary, inspect
from sqlalchemy.orm.base import NO_VALUE

from crmr_desk.model.store.chain import canonical
from crmr_desk.model.store.schema import Base

INSERT, UPDATE, DELETE = "insert", "update", "delete"

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """The fields of a row that differ, or the whole row for an insert (``after``) or a delete (``before``)."""

    table: str
    row_id: int
    action: str
    before: Fields | None
    after: Fields | None

    def then(self, later: RowChange) -> RowChange | None:
        """This change and a later one of the same row as a single change; None when they cancel out."""
        if self.action == INSERT:
            return None if later.action == DELETE else self._as(INSERT, None, {**_of(self.after), **_of(later.after)})
        before = {**_of(later.before), **_of(self.before)}
        if later.action == DELETE:
            return self._as(DELETE, before, None)
        before, after = differing(before, {**_of(self.after), **_of(later.after)})
        return self._as(UPDATE, before, after) if after else None

    def _as(self, action: str, before: Fields | None, after: Fields | None) -> RowChange:
        return RowChange(self.table, self.row_id, action, before, after)


def _of(fields: Fields | None) -> Fields:
    return fields or {}


def merged(changes: Iterable[RowChange]) -> list[RowChange]:
    """One change per row, in the order in which the rows were first touched."""
    rows: dict[tuple[str, int], RowChange] = {}
    for change in changes:
        row = (change.table, change.row_id)
        earlier = rows.get(row)
        now = earlier.then(change) if earlier else change
        if now:
            rows[row] = now
        else:
            del rows[row]
    return list(rows.values())


def differing(before: Fields, after: Fields) -> tuple[Fields, Fields]:
    """Only the fields whose value is not the same in both."""
    names = [name for name in after if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


@cache
def fields_of(entity: type[Base]) -> tuple[str, ...]:
    """The columns that the journal follows: all but the id, the version counter and the bytes of a file."""
    mapper = inspect(entity)
    return tuple(
        column.name
        for column in mapper.columns
        if not column.primary_key and column is not mapper.version_id_col and not isinstance(column.type, LargeBinary)
    )


def whole_row(row: Base) -> Fields:
    """Every journaled field of ``row`` as JSON keeps it."""
    values = inspect(row).dict
    return {name: plain(values.get(name)) for name in fields_of(type(row))}


def flushed_difference(row: Base) -> tuple[Fields, Fields]:
    """What the flush that has just run changed in ``row``: the differing fields before and after."""
    state = inspect(row)
    former = state.committed_state
    before = {name: plain(former[name]) for name in fields_of(type(row)) if name in former}
    return differing(before, {name: plain(state.dict.get(name)) for name in before})


def plain(value: Any) -> Any:
    """``value`` as JSON keeps it: dates in ISO form, and a copy of what could still be changed in place. A field
    that was never given a value is empty in the database."""
    if value is NO_VALUE:
        return None
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.loads(canonical(value))
    return value
