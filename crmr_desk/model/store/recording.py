"""The session of a write, which notes every row it changes and leaves them in the journal as one operation."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NoReturn

from sqlalchemy import Connection, event, func, insert, select, update
from sqlalchemy.orm import (
    Mapper,
    ORMExecuteState,
    QueryableAttribute,
    Session,
    SessionTransaction,
    UOWTransaction,
    object_session,
)

from crmr_desk.model.store.chain import Header, canonical, digest, line_of
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.engines import NEWS_CHANNEL
from crmr_desk.model.store.row_changes import (
    DELETE,
    INSERT,
    UPDATE,
    Fields,
    RowChange,
    flushed_difference,
    merged,
    whole_row,
)
from crmr_desk.model.store.schema import Base, JournalHead, Operation, OperationChange, StoredFile


class WriteSession(Session):
    """The session that ``Database.writing`` lends. ``changes`` is filled when its block has ended.

    A JSON field is changed by giving it a new value: a dictionary changed in place goes unnoticed.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.changes = Changes()
        self.recorded: list[RowChange] = []
        self.flushed: list[RowChange] = []
        self.versions_expected: dict[tuple[str, int], int] = {}
        """Of each row that the last flush changed or deleted."""
        self.savepoints: dict[SessionTransaction, int] = {}
        """How much was recorded when each savepoint was set."""

    def commit(self) -> NoReturn:
        raise RuntimeError("writing() commits by itself when its block ends")

    def rollback(self) -> NoReturn:
        raise RuntimeError("writing() rolls back by itself when its block raises")

    def bulk_save_objects(self, *_args: Any, **_options: Any) -> NoReturn:
        _refuse_bulk()

    def bulk_insert_mappings(self, *_args: Any, **_options: Any) -> NoReturn:
        _refuse_bulk()

    def bulk_update_mappings(self, *_args: Any, **_options: Any) -> NoReturn:
        _refuse_bulk()

    def take_turn(self, lock: int) -> None:
        """Wait for the writers before this one: SQLite's BEGIN IMMEDIATE does it, PostgreSQL takes ``lock``."""
        connection = self.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(lock)))

    def finish(self, header: Header) -> None:
        """Flush, leave one operation in the journal if anything changed (``header.id`` is given here), commit."""
        self.flush()
        changes = _write_operation(self.connection(), header, self.recorded)
        super().commit()
        self.changes = changes


_SEEN_BY_DATABASE = (UPDATE, INSERT, DELETE)


def _refuse_bulk() -> NoReturn:
    raise RuntimeError("bulk insert, update and delete pass by versions and journal: change the rows one by one")


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _remember_former_value(_entity: type, _key: str, attribute: QueryableAttribute[Any]) -> None:
    """Setting a field that is not loaded (after a savepoint) loads it first: the journal needs what it was."""
    attribute.impl.active_history = True


@event.listens_for(WriteSession, "do_orm_execute")
def _only_select(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        _refuse_bulk()


@event.listens_for(WriteSession, "before_flush")
def _before_flush(session: WriteSession, _context: UOWTransaction, _instances: object) -> None:
    if any(isinstance(row, StoredFile) for row in session.deleted):
        raise RuntimeError("kept bytes are never deleted: an undo could not bring them back")
    rows = [row for row in (*session.dirty, *session.deleted) if hasattr(row, "version")]
    session.versions_expected = {(row.__tablename__, row.id): row.version for row in rows}


@event.listens_for(Base, "after_insert", propagate=True)
def _inserted(_mapper: Mapper[Base], _connection: Connection, row: Base) -> None:
    _note(row, INSERT, None, whole_row(row))


@event.listens_for(Base, "after_update", propagate=True)
def _updated(_mapper: Mapper[Base], _connection: Connection, row: Base) -> None:
    before, after = flushed_difference(row)
    if after:
        _note(row, UPDATE, before, after)


@event.listens_for(Base, "after_delete", propagate=True)
def _deleted(_mapper: Mapper[Base], _connection: Connection, row: Base) -> None:
    _note(row, DELETE, {**whole_row(row), **flushed_difference(row)[0]}, None)


def _note(row: Any, action: str, before: Fields | None, after: Fields | None) -> None:
    session = object_session(row)
    if isinstance(session, WriteSession):
        session.flushed.append(RowChange(row.__tablename__, row.id, action, before, after))


@event.listens_for(WriteSession, "after_flush")
def _record(session: WriteSession, _context: UOWTransaction) -> None:
    """Every step, in the order in which the database has allowed it, because an undo walks it backwards. Within a
    table SQLAlchemy updates first, but tells of the inserts first."""
    for _table, changes in groupby(session.flushed, key=lambda change: change.table):
        session.recorded.extend(sorted(changes, key=lambda change: _SEEN_BY_DATABASE.index(change.action)))
    session.flushed.clear()


@event.listens_for(WriteSession, "after_transaction_create")
def _set_savepoint(session: WriteSession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.savepoints[transaction] = len(session.recorded)


@event.listens_for(WriteSession, "after_soft_rollback")
def _forget_since_savepoint(session: WriteSession, transaction: SessionTransaction) -> None:
    del session.recorded[session.savepoints.pop(transaction, len(session.recorded)) :]


def _write_operation(connection: Connection, header: Header, rows: list[RowChange]) -> Changes:
    touched = frozenset((row.table, row.row_id) for row in merged(rows))
    if not touched:
        return Changes()
    head = connection.execute(select(JournalHead.operation_id, JournalHead.hash)).one()
    header = header._replace(id=head.operation_id + 1)
    lines = (
        line_of(position, row.table, row.row_id, row.action, _text(row.before), _text(row.after))
        for position, row in enumerate(rows)
    )
    hashed = digest(head.hash, header, lines)
    connection.execute(insert(Operation), {**header._asdict(), "previous_hash": head.hash, "hash": hashed})
    connection.execute(insert(OperationChange), [_values(header.id, *pair) for pair in enumerate(rows)])
    connection.execute(update(JournalHead).values(operation_id=header.id, hash=hashed))
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(NEWS_CHANNEL, str(header.id))))
    return Changes(header.id, touched)


def _text(fields: Fields | None) -> str:
    return "" if fields is None else canonical(fields)


def _values(operation_id: int, position: int, row: RowChange) -> dict[str, Any]:
    return {
        "operation_id": operation_id,
        "position": position,
        "table_name": row.table,
        "row_id": row.row_id,
        "action": row.action,
        "before": row.before,
        "after": row.after,
    }
