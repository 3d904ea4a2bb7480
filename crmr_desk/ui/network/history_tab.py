"""History of a centre or a dossier: each operation, what it changed, and the way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.store.journal import OperationRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.journal import taking_back
from crmr_desk.ui.journal.columns import field_columns
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Column, DataTable


class HistoryTab(ScrollPage):
    """Operations from the newest to the oldest; the one that is chosen shows its before and after."""

    def __init__(self, desk: Desk, noun: str = "centre", parent: QWidget | None = None) -> None:
        """``noun`` is what the operations touched: centre, dossier."""
        super().__init__(parent)
        self._desk = desk
        self._noun = noun
        self.table = DataTable(_columns(), key=lambda row: row.id, name=f"Historique du {noun}", fit=8)
        self.card = Card("Historique", pad=8)
        self.empty = EmptyState("history", f"Aucune opération n’a encore touché ce {noun}.")
        self.detail = Card("Ce que l’opération a changé")
        self.lines = QVBoxLayout()
        self.fields = DataTable(
            field_columns(), lambda row: (row.row, row.field), "Avant et après, champ par champ", two_lines=True, fit=8
        )
        self.back = button("Annuler cette opération…", "secondary", "arrow-back-up")
        self.reason = label("", "quiet", wrap=True)
        self._lay_out()
        self.table.current_changed.connect(self._show)
        self.back.clicked.connect(self._ask)
        self._show(None)

    def show_rows(self, rows: Sequence[OperationRow]) -> None:
        """Show another history. The newest operation is chosen, unless the user stands on an older one."""
        before, here = self.table.rows(), self.table.current()
        on_newest = here is None or here.id == before[0].id
        self.table.set_rows(rows)
        self.card.set_count(len(rows) or None)
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if rows and (on_newest or self.table.current() is None):
            self.table.select(rows[0].id)
        self._show(self.table.current())

    def _lay_out(self) -> None:
        self.lines.setSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addWidget(self.reason, 1)
        self.detail.body.addWidget(self.fields)
        self.detail.body.addLayout(self.lines)
        self.detail.body.addLayout(foot)
        self.card.body.addWidget(self.table)
        self.card.body.addWidget(self.empty)
        self.body.addWidget(self.card)
        self.body.addWidget(self.detail)
        self.body.addStretch(1)

    def _show(self, row: OperationRow | None) -> None:
        clear(self.lines)
        self.detail.setVisible(row is not None)
        if row is None:
            return
        self.detail.set_count(row.label)
        self.fields.set_rows(row.fields)
        self.fields.setVisible(bool(row.fields))
        for sentence in () if row.fields else row.details or (f"Aucun champ de ce {self._noun}.",):
            self.lines.addWidget(label(sentence, "secondary", wrap=True))
        reason = self._desk.why_no_write or taking_back.why_not(row)
        set_available(self.back, reason)
        self.reason.setText(reason)

    def _ask(self) -> None:
        row = self.table.current()
        if row is not None:
            reach = f"pour ce {self._noun} et pour tout ce qu’elle a touché d’autre"
            taking_back.ask(self._desk, self.window(), row, reach)


def _columns() -> tuple[Column[OperationRow], ...]:
    return (
        Column("Le", lambda row: f"{row.at.astimezone():%d/%m/%Y %H:%M}", lambda row: row.at, width=136),
        Column("Opération", _operation, stretch=3),
        Column("Par", lambda row: Cell(row.who, tip=row.who), stretch=1),
        Column("État", taking_back.state_cell, width=128),
    )


def _operation(row: OperationRow) -> Cell:
    return Cell(row.label, tone="mute" if row.undone else "", tip=row.label)
