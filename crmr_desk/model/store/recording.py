"""The session of a write, which notes every row it changes and leaves them in the journal as one operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, NoReturn

from sqlalchemy import Connection, event, func, insert, inspect, select, update
from sqlalchemy.orm import (
    Mapper,
    ORMExecuteState,
    QueryableAttribute,
    Session,
    SessionTransaction,
    UOWTransaction,
    object_session,
)

from crmr_desk.model.store.bulk import BulkTable, RowUpdate
from crmr_desk.model.store.chain import Header, canonical, digest, line_of
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.engines import NEWS_CHANNEL
from crmr_desk.model.store.references import refuse_doubles
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
from crmr_desk.model.store.schema import Base, JournalHead, Operation, OperationChange, StoredFile, Versioned


class WriteSession(Session):
    """The session that ``Database.writing`` lends. ``changes`` is filled when its block has ended.

    A JSON field is changed by giving it a new value: a dictionary changed in place goes unnoticed.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.changes = Changes()
        self.label = ""
        """What the journal calls this write; its block may add what only it learns, the number given to a paper."""
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

    def write_rows(
        self,
        entity: type[Versioned],
        *,
        insert: Sequence[Mapping[str, Any]] = (),
        update: Sequence[RowUpdate] = (),
        delete: Sequence[int] = (),
    ) -> list[int]:
        """Delete, then change, then insert whole lists of rows of one table, with versions and journal but without an
        object for each; gives the ids of those inserted. What the session holds of them is read again when asked for.

        Raises StaleDataError, which becomes a Conflict, when a row is gone or no longer at the version expected.
        """
        self.flush()
        table = BulkTable(self.connection(), entity)
        self.versions_expected = {
            (entity.__tablename__, each.row_id): each.version for each in update if each.version is not None
        }
        gone, changed, added = table.delete(delete), table.update(update), table.insert(insert)
        self.recorded.extend((*gone, *changed, *added))
        self._forget(entity, {each.row_id for each in changed}, {each.row_id for each in gone})
        return [each.row_id for each in added]

    def _forget(self, entity: type[Versioned], changed: set[int], gone: set[int]) -> None:
        """What the session holds of these rows is no longer so."""
        for held in self.identity_map.values():
            identity = inspect(held).identity
            if not isinstance(held, entity) or identity is None:
                continue
            if identity[0] in gone:
                self.expunge(held)
            elif identity[0] in changed:
                self.expire(held)

    def take_turn(self, lock: int) -> None:
        """Wait for the writers before this one: SQLite's BEGIN IMMEDIATE does it, PostgreSQL takes ``lock``."""
        connection = self.connection()
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(lock)))

    def finish(self, header: Header) -> None:
        """Flush, leave one operation in the journal if anything changed (``header.id`` is given here), commit."""
        self.flush()
        refuse_doubles(self, self.recorded)
        changes = _write_operation(self.connection(), header, self.recorded)
        super().commit()
        self.changes = changes


_SEEN_BY_DATABASE = (UPDATE, INSERT, DELETE)

_Step = tuple[int, str, int, str, str, str]
"""Position, table, row, action, and what was before and after as canonical JSON, empty for none."""


def _refuse_bulk() -> NoReturn:
    raise RuntimeError(
        "bulk insert, update and delete pass by versions and journal: change the rows one by one, or by write_rows"
    )


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
    steps = [
        (position, row.table, row.row_id, row.action, _text(row.before), _text(row.after))
        for position, row in enumerate(rows)
    ]
    hashed = digest(head.hash, header, (line_of(*step) for step in steps))
    connection.execute(insert(Operation), {**header._asdict(), "previous_hash": head.hash, "hash": hashed})
    _write_steps(connection, header.id, steps)
    connection.execute(update(JournalHead).values(operation_id=header.id, hash=hashed))
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_notify(NEWS_CHANNEL, str(header.id))))
    return Changes(header.id, touched)


def _text(fields: Fields | None) -> str:
    return "" if fields is None else canonical(fields)


def _write_steps(connection: Connection, operation_id: int, steps: list[_Step]) -> None:
    """The texts that were hashed, as they are: an operation may have tens of thousands of steps."""
    marks = ", ".join(["?" if connection.dialect.paramstyle == "qmark" else "%s"] * len(OperationChange.__table__.c))
    columns = "operation_id, position, table_name, row_id, action, before, after"
    values = [(operation_id, *step[:4], step[4] or None, step[5] or None) for step in steps]
    connection.exec_driver_sql(f"INSERT INTO operation_change ({columns}) VALUES ({marks})", values)
