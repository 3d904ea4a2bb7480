"""Applies the inverse of an operation, after checking that nobody has built upon it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Date, inspect, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.bulk import RowUpdate, chunks
from crmr_desk.model.store.conflicts import changed_since, last_operation_on, used_since
from crmr_desk.model.store.journal import changes_of
from crmr_desk.model.store.names import Row
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.row_changes import DELETE, INSERT, Fields, RowChange, fields_of, merged, plain
from crmr_desk.model.store.schema import JOURNAL_TABLES, Base, Operation, OperationChange, StoredFile, Versioned
from crmr_desk.model.store.words import quoted

ENTITIES: dict[str, type[Versioned]] = {
    mapper.class_.__tablename__: mapper.class_
    for mapper in Base.registry.mappers
    if issubclass(mapper.class_, Versioned)
}


def take_back(session: WriteSession, operation: Operation, undone: set[int]) -> None:
    """Give every row that ``operation`` touched its former value. ``undone`` are the operations not in force.

    The bytes of kept files stay. Raises Conflict when a row was touched later, UserError when nothing is left to do.
    """
    found = changes_of(session, OperationChange.operation_id == operation.id).get(operation.id, [])
    steps = [step for step in found if step.table != StoredFile.__tablename__]
    changes = merged(steps)
    if not changes:
        raise UserError(f"L’opération {quoted(operation.label)} n’a rien changé qui puisse être repris.")
    rows = rows_now(session, changes)
    _require_untouched(session, operation, steps, undone)
    for change in changes:
        _require_same(session, change, rows.get((change.table, change.row_id)))
    _require_unused(session, changes)
    walk_back(session, steps)


def rows_now(session: Session, changes: Iterable[RowChange]) -> dict[Row, Fields]:
    """The journaled fields of the rows that ``changes`` name, as they are now; a row that is gone is left out."""
    rows: dict[Row, Fields] = {}
    for table, ids in _ids_by_table(changes).items():
        columns = Base.metadata.tables[table].c
        names = fields_of(ENTITIES[table])
        followed = [columns[name] for name in names]
        for some in chunks(ids):
            found = session.execute(select(columns.id, *followed).where(columns.id.in_(some)))
            for row_id, *values in found:
                rows[table, row_id] = dict(zip(names, map(plain, values), strict=True))
    return rows


def _ids_by_table(changes: Iterable[RowChange]) -> dict[str, list[int]]:
    ids: dict[str, dict[int, None]] = {}
    for change in changes:
        ids.setdefault(change.table, {})[change.row_id] = None
    return {table: list(found) for table, found in ids.items()}


def _require_untouched(session: Session, operation: Operation, changes: list[RowChange], undone: set[int]) -> None:
    """Undoing and redoing only switch operations off and on: those in force are looked at, not the switches."""
    for table, ids in _ids_by_table(changes).items():
        for some in chunks(ids):
            later = (
                select(OperationChange.row_id, Operation)
                .join(Operation, Operation.id == OperationChange.operation_id)
                .where(OperationChange.table_name == table, OperationChange.row_id.in_(some))
                .where(Operation.id > operation.id, Operation.undoes.is_(None))
                .order_by(Operation.id.desc())
            )
            for row_id, changer in session.execute(later):
                if changer.id not in undone:
                    raise changed_since(session, (table, row_id), changer)


def _require_same(session: Session, change: RowChange, row: Fields | None) -> None:
    known = fields_of(ENTITIES[change.table])
    after = {name: value for name, value in (change.after or {}).items() if name in known}
    if change.action == DELETE:
        same = row is None
    else:
        same = row is not None and all(row[name] == value for name, value in after.items())
    if not same:
        place = (change.table, change.row_id)
        raise changed_since(session, place, last_operation_on(session, place))


def _require_unused(session: Session, changes: list[RowChange]) -> None:
    """A row about to be deleted again must not have been put to use by a row that stays."""
    own = {(change.table, change.row_id) for change in changes}
    created = _ids_by_table(change for change in changes if change.action == INSERT)
    for table in Base.metadata.sorted_tables:
        if table.name in JOURNAL_TABLES:
            continue
        for key in table.foreign_keys:
            for some in chunks(created.get(key.column.table.name, [])):
                users = select(table.c.id, key.parent).where(key.parent.in_(some))
                for user_id, used_id in session.execute(users):
                    if (table.name, user_id) not in own:
                        raise used_since(session, (key.column.table.name, used_id), (table.name, user_id))


def walk_back(session: WriteSession, steps: Iterable[RowChange]) -> None:
    """Do the inverse of ``steps``, backwards, so that every state on the way is one that the constraints have already
    allowed. The rows must be as the steps left them."""
    backwards = list(steps)[::-1]
    for (table, action), group in groupby(backwards, key=lambda step: (step.table, step.action)):
        entity = ENTITIES[table]
        for some in _each_row_once(group):
            if action == INSERT:
                session.write_rows(entity, delete=[step.row_id for step in some])
            elif action == DELETE:
                session.write_rows(
                    entity, insert=[{"id": step.row_id, **_values(entity, step.before)} for step in some]
                )
            else:
                session.write_rows(
                    entity, update=[RowUpdate(step.row_id, _values(entity, step.before)) for step in some]
                )


def _each_row_once(steps: Iterable[RowChange]) -> Iterator[list[RowChange]]:
    """Lists that name no row twice, in the same order."""
    some: dict[int, RowChange] = {}
    for step in steps:
        if step.row_id in some:
            yield list(some.values())
            some = {}
        some[step.row_id] = step
    yield list(some.values())


def _values(entity: type[Versioned], fields: Fields | None) -> Fields:
    columns = inspect(entity).columns
    known = fields_of(entity)
    return {name: _typed(columns[name].type, value) for name, value in (fields or {}).items() if name in known}


def _typed(kind: object, value: Any) -> Any:
    return dt.date.fromisoformat(value) if isinstance(kind, Date) and value is not None else value
