"""One dossier as a workbook: what was answered, received, found, decided and sent, and who did it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from crmr_desk.model.dossiers.history import dossier_history
from crmr_desk.model.dossiers.rows import DossierView, QuestionKind
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.network.hospitals import hospital
from crmr_desk.model.network.people import person
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.dossier_tables import Names, tables
from crmr_desk.workbooks.saving import save
from crmr_desk.workbooks.styling import add_table, new_workbook

_ALL_OPERATIONS: Final = 100_000


def export_dossier(db: Database, dossier_id: int, path: str | Path, today: dt.date) -> None:
    """Write the dossier as it stands on ``today`` to ``path``, without the day of birth of anybody.

    Raises UserError when the dossier is no longer there or when the file cannot be written.
    """
    view = dossier_view(db, dossier_id, today)
    history = dossier_history(db, dossier_id, _ALL_OPERATIONS)
    workbook = new_workbook(f"Dossier {view.number}")
    for table in tables(view, _named(db, view, today), history, today):
        add_table(workbook, table.title, table.columns, table.rows)
    save(workbook, Path(path))


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
