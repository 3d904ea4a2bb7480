"""The right side of the journal: what one operation changed, where it leads, and the way back."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.network.journal_list import Link, Told
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.journal import taking_back
from crmr_desk.ui.journal.columns import field_columns, moment
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.table import Cell, Column, DataTable

ICONS: Final = {
    "fsmr": "topology-star-3",
    "crmr": "stethoscope",
    "site": "building-hospital",
    "ccmr": "affiliate",
    "person": "user-check",
    "hospital": "building-hospital",
    "dossier": "folder",
}
_DIRECTORY: Final = frozenset({"person", "hospital"})
_LONGEST: Final = 44
"""Characters of a name that a link shows; its tooltip shows all."""


class OperationDetail(QWidget):
    """Empty until an operation is chosen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told: Told | None = None
        self.card = Card("Opération")
        self.title, self.facts = label("", "strong", wrap=True), label("", "secondary", wrap=True)
        self.table = DataTable(
            field_columns(), lambda row: (row.row, row.field), "Ce que l’opération a changé", two_lines=True
        )
        self.summary: DataTable[str] = DataTable(
            (Column("Ce que l’opération a changé", lambda line: Cell(line, tip=line)),), str, "Résumé de l’opération",
            header=False,
        )  # fmt: skip
        self._links, self.links = QWidget(), Flow(4, 2)
        self._links.setLayout(self.links)
        self.back = button("Annuler l’opération…", "secondary", "arrow-back-up")
        self.reason = label("", "quiet", wrap=True)
        self._lay_out()
        self.back.clicked.connect(self._ask)
        self.show_told(None)

    def show_told(self, told: Told | None) -> None:
        """Show another operation, or none."""
        self._told = told
        self.card.setVisible(told is not None)
        if told is None:
            return
        row = told.row
        self.card.set_title(f"Opération n°\u00a0{row.id}")
        self.title.setText(row.label)
        self.facts.setText(_facts(row))
        self.table.set_rows(row.fields)
        self.table.setVisible(bool(row.fields))
        self.summary.set_rows(row.details)
        self.summary.setVisible(not row.fields)
        self._show_links(told)
        reason = taking_back.why_not(row)
        set_available(self.back, reason)
        self.reason.setText(reason)

    def _show_links(self, told: Told) -> None:
        self.links.clear()
        for link in told.links:
            words = link.words if len(link.words) <= _LONGEST else f"{link.words[: _LONGEST - 1].rstrip()}…"
            made = button(words, "link", ICONS[link.table], parent=self._links)
            made.setAccessibleName(f"Ouvrir {link.words}")
            made.setToolTip(f"Ouvrir {link.words}")
            made.clicked.connect(lambda _on=False, link=link: self._go(link))
            self.links.addWidget(made)
        if told.more_links:
            self.links.addWidget(label("et d’autres", "quiet", parent=self._links))
        self._links.setVisible(bool(told.links))

    def _go(self, link: Link) -> None:
        if link.table == "dossier":
            self._desk.sheet_wanted.emit(link.row_id)
        elif link.table in _DIRECTORY:
            self._desk.page_wanted.emit("directory", f"{link.table}/{link.row_id}")
        else:
            self._desk.centre_wanted.emit(link.table, link.row_id)

    def _ask(self) -> None:
        if self._told is not None:
            taking_back.ask(self._desk, self.window(), self._told.row, "pour tout ce qu’elle a touché")

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addWidget(self.reason, 1)
        body = self.card.body
        for part in (self.title, self.facts, self._links):
            body.addWidget(part)
        body.addWidget(self.table, 1)
        body.addWidget(self.summary, 1)
        body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card, 1)


def _facts(row: OperationRow) -> str:
    said = f"{moment(row.at)}, {row.who}."
    return f"{said} Elle annule l’opération n°\u00a0{row.undoes}." if row.undoes is not None else said
