"""Takes an operation back, or does it again: the inverse of its line in the journal, as an operation of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.inverse import take_back
from crmr_desk.model.store.journal import OperationRow, row_of, undone_operations
from crmr_desk.model.store.schema import Operation
from crmr_desk.model.store.words import NBSP, quoted

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


def last_undoable(db: Database) -> OperationRow | None:
    """The operation that Ctrl+Z takes back: this person's last one still in force. None when there is none, or when
    it is one that cannot be taken back (a letter sent): what came before stays behind it."""
    with db.reading() as session:
        undone = undone_operations(session)
        own = select(Operation).where(Operation.who == db.who, Operation.undoes.is_(None))
        for operation in session.scalars(own.order_by(Operation.id.desc()).execution_options(yield_per=50)):
            if operation.id not in undone:
                return row_of(session, operation.id) if operation.undoable else None
    return None


def last_redoable(db: Database) -> OperationRow | None:
    """The operation that Ctrl+Y does again: the one this person took back last, unless they did something else
    since."""
    with db.reading() as session:
        undoing = _last_undoing(session, db.who)
        return row_of(session, int(undoing.undoes or 0)) if undoing else None


def redo(db: Database) -> Changes:
    """Do again what this person took back last. Raises UserError when there is nothing, Conflict as ``undo``."""
    with db.reading() as session:
        undoing = _last_undoing(session, db.who)
    if undoing is None:
        raise UserError("Il n’y a rien à rétablir.")
    return undo(db, undoing.id)


def undo(db: Database, operation_id: int) -> Changes:
    """Take one operation back, whoever did it, in an operation of its own; taking back an undo does it again.

    Raises UserError when it cannot be taken back (unknown, already taken back, or declared so), and Conflict when a
    row of it was changed, or put to use, by a later operation still in force. Then nothing is changed.
    """
    with db.reading() as session:
        operation = session.get(Operation, operation_id)
        if operation is None:
            raise UserError(f"L’opération n°{NBSP}{operation_id} n’existe pas dans le journal.")
        label = _label(session, operation)
    with db.writing(label, undoes=operation_id) as writer:
        undone = undone_operations(writer)
        _require_undoable(operation, undone)
        take_back(writer, operation, undone)
    return writer.changes


def _last_undoing(session: Session, who: str) -> Operation | None:
    last_own = select(func.max(Operation.id)).where(Operation.who == who, Operation.undoes.is_(None))
    since = session.scalar(last_own) or 0
    undoing, done = aliased(Operation), aliased(Operation)
    candidates = (
        select(undoing)
        .join(done, undoing.undoes == done.id)
        .where(undoing.who == who, undoing.id > since, done.undoes.is_(None))
        .order_by(undoing.id.desc())
    )
    undone = undone_operations(session)
    return next((operation for operation in session.scalars(candidates) if operation.id not in undone), None)


def _label(session: Session, operation: Operation) -> str:
    """ "Annulation de « … »" for what was done, "Rétablissement de « … »" for what had been taken back."""
    first, undoing = operation, True
    while first.undoes is not None:
        first, undoing = session.get_one(Operation, first.undoes), not undoing
    return f"{'Annulation' if undoing else 'Rétablissement'} de {quoted(first.label)}"


def _require_undoable(operation: Operation, undone: set[int]) -> None:
    if operation.id in undone:
        raise UserError(f"L’opération {quoted(operation.label)} est déjà annulée.")
    if not operation.undoable:
        raise UserError(
            f"L’opération {quoted(operation.label)} ne peut pas être annulée{NBSP}: elle a produit un effet hors du"
            " registre, comme un courrier envoyé. Corrigez la situation par une nouvelle opération."
        )
