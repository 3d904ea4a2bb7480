"""History of a centre: each operation, what it changed, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.store import undo
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable


class HistoryTab(ScrollPage):
    """Operations from the newest to the oldest; the one that is chosen shows its before and after."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        columns: list[Column[OperationRow]] = [
            Column("Le", lambda row: f"{row.at:%d/%m/%Y %H:%M}", lambda row: row.at, width=130),
            Column("Par", lambda row: row.who, width=150),
            Column("Opération", lambda row: Cell(row.label, bold=not row.undone, tone="mute" if row.undone else "")),
            Column("État", _state, width=120),
        ]
        self.table = DataTable(columns, key=lambda row: row.id, name="Historique du centre", fit=12)
        self.card = Card("Historique", flush=True)
        self.detail = Card("Ce que l’opération a changé")
        self.lines = QVBoxLayout()
        self.back = button("Annuler cette opération", "secondary", "arrow-back-up")
        self.detail.actions.addWidget(self.back)
        self.detail.body.addLayout(self.lines)
        self.card.body.addWidget(self.table)
        self.body.addWidget(self.card)
        self.body.addWidget(self.detail)
        self.body.addStretch(1)
        self.table.current_changed.connect(self._show)
        self.back.clicked.connect(self._undo)
        self._show(None)

    def show_rows(self, rows: Sequence[OperationRow]) -> None:
        """Show another history."""
        self.table.set_rows(list(rows))
        self.card.set_count(len(rows) or "aucune opération")
        self.table.setVisible(bool(rows))
        self._show(self.table.current())

    def _show(self, row: OperationRow | None) -> None:
        clear(self.lines)
        self.detail.setVisible(row is not None)
        if row is None:
            return
        for sentence in row.details:
            self.lines.addWidget(label(sentence, "secondary", wrap=True))
        set_available(self.back, _why_not(row))

    def _undo(self) -> None:
        row = self.table.current()
        if row is not None:
            db, operation_id = self._desk.db, row.id
            self._desk.run(
                lambda: undo.undo(db, operation_id),
                lambda _changes: self._desk.toast.emit(f"Annulé : « {row.label} »"),
            )


def _state(row: OperationRow) -> Cell:
    if row.undone:
        return Cell("Annulée", badge=True, tone="mute", icon="arrow-back-up")
    if not row.undoable:
        return Cell("Définitive", badge=True, tone="mute", icon="lock")
    return Cell("En vigueur", badge=True, tone="ok", icon="circle-check")


def _why_not(row: OperationRow) -> str:
    if row.undone:
        return "Cette opération a déjà été annulée."
    return "" if row.undoable else "Cette opération ne s’annule pas : elle constate un fait."
