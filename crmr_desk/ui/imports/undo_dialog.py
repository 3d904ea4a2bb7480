"""Taking an import back: how many values return to what they were, and those that somebody has changed since."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable
from crmr_desk.ui.problems import Sheet
from crmr_desk.workbooks.imports import undoing
from crmr_desk.workbooks.imports.rows import ImportRow, KeptCell, UndoPlan

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes

_KEPT = (
    "Ces valeurs ont été changées depuis, ou servent ailleurs\u00a0: elles sont gardées telles qu’elles sont"
    " maintenant."
)
_ITSELF = "L’annulation est elle-même une opération, que Ctrl Z reprend."
_MOST = 8


class UndoDialog(Sheet):
    """``done(plan)`` is called once the import is taken back."""

    def __init__(
        self, desk: Desk, row: ImportRow, plan: UndoPlan, done: Callable[[UndoPlan], object],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        wide = 860 if plan.kept else 480
        super().__init__(
            parent,
            f"Annuler l’import de {row.name}",
            f"{plan.summary}.",
            icon="arrow-back-up",
            token="warn",
            width=wide,
        )
        self._desk, self._row, self._done = desk, row, done
        self.table: DataTable[tuple[int, KeptCell]] | None = None
        if plan.kept:
            self._show_kept(plan)
        self.body.addWidget(label(_ITSELF, "secondary", wrap=True))
        self.add_verb("Ne rien changer")
        self.undo = button("Annuler l’import", "primary", parent=self)
        self.undo.clicked.connect(self._undo)
        self.verbs.addWidget(self.undo)

    def _show_kept(self, plan: UndoPlan) -> None:
        self.body.addWidget(label(_KEPT, "secondary", wrap=True))
        self.table = DataTable(_columns(), key=lambda row: row[0], name="Valeurs gardées", fit=_MOST)
        self.table.set_rows(list(enumerate(plan.kept)))
        self.body.addWidget(self.table)

    def _undo(self) -> None:
        """Once pressed, the button waits: a second click must not find it."""
        self.undo.setEnabled(False)
        db, import_id = self._desk.db, self._row.id

        def verb() -> tuple[UndoPlan, Changes]:
            return undoing.undo_import(db, import_id)

        self._desk.run(verb, lambda result: self._undone(result[0]), failed=self._failed)

    def _undone(self, plan: UndoPlan) -> None:
        self._done(plan)
        self.accept()

    def _failed(self, error: Exception) -> None:
        self.reject()
        self._desk.show_problem(error)


def _columns() -> tuple[Column[tuple[int, KeptCell]], ...]:
    def column(title: str, text: Callable[[KeptCell], str], stretch: int) -> Column[tuple[int, KeptCell]]:
        return Column(title, lambda row: Cell(text(row[1]) or "–", tip=text(row[1])), stretch=stretch)

    return (
        column("Quoi", lambda kept: kept.what, 4),
        column("Champ", lambda kept: kept.field, 2),
        column("Avant", lambda kept: kept.before, 2),
        column("Importé", lambda kept: kept.written, 2),
        column("Maintenant", lambda kept: kept.now, 3),
        column("Cellule", place_words, 2),
    )


def place_words(kept: KeptCell) -> str:
    """Centres, G37."""
    return ", ".join(part for part in (kept.sheet, kept.cell) if part)
