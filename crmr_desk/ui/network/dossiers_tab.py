"""Dossiers of a centre, whatever became of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.list_rows import DossierRow
from crmr_desk.model.dossiers.view import dossiers_of
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.card import Card, ScrollPage
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Column, DataTable

_STATES: Final = {
    "open": Cell("En cours", badge=True, tone="accent", icon="folder-open"),
    "decided": Cell("Décidé", badge=True, tone="ok", icon="circle-check"),
    "closed": Cell("Clos", badge=True, tone="mute", icon="lock"),
    "abandoned": Cell("Abandonné", badge=True, tone="mute", icon="minus"),
}


class DossiersTab(ScrollPage):
    """Double-click or Enter opens the sheet of the dossier, as in the list of all dossiers."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        columns: list[Column[DossierRow]] = [
            Column("Dossier", lambda row: Cell(row.number, bold=True), stretch=2),
            Column("Procédure", _procedure, stretch=7),
            Column("Ouvert le", lambda row: f"{row.opened_on:%d/%m/%Y}", lambda row: row.opened_on, width=96),
            Column("Instructeur", lambda row: row.instructor, stretch=2),
            Column("État", lambda row: _STATES[row.state], stretch=3),
        ]
        self.table = DataTable(columns, key=lambda row: row.id, name="Dossiers du centre", fit=12)
        self.table.opened.connect(lambda row: desk.sheet_wanted.emit(row.id))
        self.card = Card("Dossiers", pad=8)
        self.empty = EmptyState("folders", "Aucun dossier n’a été ouvert pour ce centre.")
        self.card.body.addWidget(self.table)
        self.card.body.addWidget(self.empty)
        self.body.addWidget(self.card)
        self.body.addStretch(1)

    def question(self, shown: CentreSheet) -> Callable[[], list[DossierRow]]:
        """What to read of the centre."""
        db, kind, row_id, today = self._desk.seen, shown.kind, shown.row_id, self._desk.today
        return lambda: dossiers_of(db, kind, row_id, today)

    def show_answer(self, answer: Sequence[DossierRow]) -> None:
        """Show the dossiers of another centre."""
        self.table.set_rows(list(answer))
        self.table.setVisible(bool(answer))
        self.empty.setVisible(not answer)
        self.card.set_count(len(answer) or None)


def _procedure(row: DossierRow) -> Cell:
    return Cell(row.scenario_title or "À préciser", tip=row.scenario_title or row.title)
