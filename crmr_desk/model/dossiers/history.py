"""What happened to a dossier: the operations that touched it or one of its parts."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from crmr_desk.model.store import journal
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.model.store.row_changes import INSERT
from crmr_desk.model.store.schema import Candidacy, LetterRow, Lifting, OperationChange, Opinion, Piece, Recipient

_PARTS: Final = tuple(each.__tablename__ for each in (Piece, Opinion, Candidacy, Lifting, Recipient, LetterRow))


def dossier_history(db: Database, dossier_id: int, limit: int = 100) -> list[OperationRow]:
    """The last operations on a dossier, newest first, with the before and after of its own rows."""
    return journal.history_of(db, _rows_of(db, dossier_id), limit)


def _rows_of(db: Database, dossier_id: int) -> list[tuple[str, int]]:
    """The dossier and every row that was ever part of it: the journal alone remembers those since taken away."""
    born = (
        select(OperationChange.table_name, OperationChange.row_id)
        .where(OperationChange.table_name.in_(_PARTS), OperationChange.action == INSERT)
        .where(OperationChange.after["dossier_id"].as_integer() == dossier_id)
    )
    with db.reading() as session:
        return [("dossier", dossier_id), *((table, row_id) for table, row_id in session.execute(born))]
