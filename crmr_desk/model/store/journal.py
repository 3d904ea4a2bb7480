"""The journal as it is read: who did what and when, in French, and whether nobody has tampered with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.store.chain_check import check_chain
from crmr_desk.model.store.details import FieldChange, field_changes, line, rows_named, summary
from crmr_desk.model.store.names import Row, names_of
from crmr_desk.model.store.row_changes import RowChange, merged
from crmr_desk.model.store.schema import Operation, OperationChange

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

__all__ = ["OperationRow", "check_chain", "history_of", "operations"]

TOLD_ROW_BY_ROW = 40
"""Largest number of rows that an operation tells one by one; beyond, it tells how many."""


@dataclass(frozen=True, slots=True)
class OperationRow:
    """One write as the history shows it. ``at`` is in UTC; ``undoes`` is the operation that it takes back, ``undone``
    says that it is itself taken back at present; ``details`` are French lines of before and after, ``fields`` the same
    field by field (empty for an operation too large to be told row by row)."""

    id: int
    at: dt.datetime
    who: str
    label: str
    undoable: bool
    undoes: int | None
    undone: bool
    details: tuple[str, ...] = ()
    fields: tuple[FieldChange, ...] = ()


def operations(db: Database, limit: int = 200) -> list[OperationRow]:
    """The last operations, newest first."""
    with db.reading() as session:
        return _told(session, session.scalars(select(Operation).order_by(Operation.id.desc()).limit(limit)).all())


def history_of(db: Database, rows: Iterable[Row], limit: int = 100) -> list[OperationRow]:
    """The last operations that touched one of ``rows`` (table, row id), newest first; the details are those of
    these rows only."""
    concerned = _concerning(rows)
    with db.reading() as session:
        ids = select(OperationChange.operation_id).where(concerned)
        chosen = select(Operation).where(Operation.id.in_(ids)).order_by(Operation.id.desc()).limit(limit)
        return _told(session, session.scalars(chosen).all(), concerned)


def row_of(session: Session, operation_id: int) -> OperationRow | None:
    """One operation with its details, None when there is none of this number."""
    found = session.get(Operation, operation_id)
    return _told(session, [found])[0] if found else None


def undone_operations(session: Session) -> set[int]:
    """The operations that are taken back at present: by one that is not taken back itself."""
    undoers = select(Operation.id, Operation.undoes).where(Operation.undoes.is_not(None)).order_by(Operation.id.desc())
    undone: set[int] = set()
    for undoer, taken_back in session.execute(undoers):
        if undoer not in undone:
            undone.add(int(taken_back or 0))
    return undone


def changes_of(session: Session, where: ColumnElement[bool]) -> dict[int, list[RowChange]]:
    """The steps that satisfy ``where``, by operation, in their order; a row may come several times."""
    columns = (
        OperationChange.operation_id,
        OperationChange.table_name,
        OperationChange.row_id,
        OperationChange.action,
        OperationChange.before,
        OperationChange.after,
    )
    found: dict[int, list[RowChange]] = {}
    order = (OperationChange.operation_id, OperationChange.position)
    for operation_id, *change in session.execute(select(*columns).where(where).order_by(*order)):
        found.setdefault(operation_id, []).append(RowChange(*change))
    return found


def _concerning(rows: Iterable[Row]) -> ColumnElement[bool]:
    by_table: dict[str, list[int]] = {}
    for table, row_id in rows:
        by_table.setdefault(table, []).append(row_id)
    of_table = [
        and_(OperationChange.table_name == table, OperationChange.row_id.in_(ids)) for table, ids in by_table.items()
    ]
    return or_(*of_table) if of_table else OperationChange.row_id.in_([])


def _told(
    session: Session, found: Iterable[Operation], concerned: ColumnElement[bool] | None = None
) -> list[OperationRow]:
    chosen = list(found)
    undone = undone_operations(session)
    details, fields = _details(session, [operation.id for operation in chosen], concerned)
    return [
        OperationRow(
            id=operation.id,
            at=operation.at,
            who=operation.who,
            label=operation.label,
            undoable=operation.undoable,
            undoes=operation.undoes,
            undone=operation.id in undone,
            details=details.get(operation.id, ()),
            fields=fields.get(operation.id, ()),
        )
        for operation in chosen
    ]


def _details(
    session: Session, ids: list[int], concerned: ColumnElement[bool] | None
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[FieldChange, ...]]]:
    """The lines of each operation, and its fields one by one."""
    of_these = OperationChange.operation_id.in_(ids)
    where = of_these if concerned is None else and_(of_these, concerned)
    counts = _counts(session, where)
    small = [each for each, count in counts.items() if sum(count.values()) <= TOLD_ROW_BY_ROW]
    changes = changes_of(session, and_(where, OperationChange.operation_id.in_(small)))
    changes = {each: merged(steps) for each, steps in changes.items()}
    every = [change for of_operation in changes.values() for change in of_operation]
    former = {(change.table, change.row_id): change.before or change.after or {} for change in every if _whole(change)}
    names = names_of(session, rows_named(every), former)
    lines = {each: tuple(line(change, names) for change in of_one) for each, of_one in changes.items()}
    fields = {
        each: tuple(field for change in of_one for field in field_changes(change, names))
        for each, of_one in changes.items()
    }
    return {each: summary(count) for each, count in counts.items()} | lines, fields


def _whole(change: RowChange) -> bool:
    return change.before is None or change.after is None


def _counts(session: Session, where: ColumnElement[bool]) -> dict[int, dict[tuple[str, str], int]]:
    """How many rows each operation inserted, changed or deleted, by (table, action): of several steps of one row,
    a delete counts before an insert, and an insert before an update, as their names sort."""
    row = (OperationChange.operation_id, OperationChange.table_name, OperationChange.row_id)
    action = func.min(OperationChange.action).label("action")
    rows = select(*row, action).where(where).group_by(*row).subquery()
    kind = (rows.c.operation_id, rows.c.table_name, rows.c.action)
    counts: dict[int, dict[tuple[str, str], int]] = {}
    for operation_id, table, done, number in session.execute(select(*kind, func.count()).group_by(*kind)):
        counts.setdefault(operation_id, {})[table, done] = number
    return counts
