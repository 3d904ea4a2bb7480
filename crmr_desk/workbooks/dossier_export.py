"""One dossier as a workbook: what was answered, received, found, decided and sent, and who did it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from sqlalchemy import select

from crmr_desk.model.dossiers.rows import DossierView, QuestionKind
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.network.hospitals import hospital
from crmr_desk.model.network.people import person
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import history_of
from crmr_desk.model.store.row_changes import INSERT
from crmr_desk.model.store.schema import LetterRow, Lifting, OperationChange, Piece, Recipient
from crmr_desk.workbooks.dossier_tables import Names, tables
from crmr_desk.workbooks.saving import save
from crmr_desk.workbooks.styling import add_table, new_workbook

_ALL_OPERATIONS: Final = 100_000


def export_dossier(db: Database, dossier_id: int, path: str | Path, today: dt.date) -> None:
    """Write the dossier as it stands on ``today`` to ``path``.

    Raises UserError when the dossier is no longer there or when the file cannot be written.
    """
    view = dossier_view(db, dossier_id, today)
    history = history_of(db, _rows_of(db, dossier_id), _ALL_OPERATIONS)
    workbook = new_workbook(f"Dossier {view.number}")
    for table in tables(view, _named(db, view, today), history, today):
        add_table(workbook, table.title, table.columns, table.rows)
    save(workbook, Path(path))


def _rows_of(db: Database, dossier_id: int) -> list[tuple[str, int]]:
    """The dossier and every row that was ever part of it: the journal alone remembers those since taken away."""
    parts = [entity.__tablename__ for entity in (Piece, Lifting, Recipient, LetterRow)]
    born = (
        select(OperationChange.table_name, OperationChange.row_id)
        .where(OperationChange.table_name.in_(parts), OperationChange.action == INSERT)
        .where(OperationChange.after["dossier_id"].as_integer() == dossier_id)
    )
    with db.reading() as session:
        return [("dossier", dossier_id), *((table, row_id) for table, row_id in session.execute(born))]


def _named(db: Database, view: DossierView, today: dt.date) -> Names:
    """Names of the people and hospitals that answers point to."""
    names: dict[tuple[QuestionKind, int], str] = {}
    for _, questions in view.questions:
        for question in questions:
            value = question.value
            if question.kind is QuestionKind.PERSON and isinstance(value, int):
                names[question.kind, value] = person(db, value, today).name
            elif question.kind is QuestionKind.HOSPITAL and isinstance(value, int):
                names[question.kind, value] = hospital(db, value).name
    return names
