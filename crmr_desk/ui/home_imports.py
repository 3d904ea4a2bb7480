"""The card of Accueil that lists the imports begun and not yet applied."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports import words
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.table import Cell, Column, DataTable
from crmr_desk.workbooks.imports.rows import ImportRow, ImportState

_SHOWN = 5


class ImportsCard(Card):
    """Hidden while there is none; a double click opens one where it stands."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Imports à régler", pad=8, parent=parent)
        self.table: DataTable[ImportRow] = DataTable(
            (Column("Fichier", _file, stretch=3), Column("À régler", words.to_settle, width=116, right=True)),
            lambda row: row.id, "Imports à régler", two_lines=True, fit=_SHOWN, header=False,
        )  # fmt: skip
        self.table.opened.connect(lambda row: desk.page_wanted.emit("imports", str(row.id)))
        self.more = button("Tous les imports", "link", "table-import")
        self.more.clicked.connect(lambda: desk.page_wanted.emit("imports", ""))
        self.corner.addWidget(self.more)
        self.body.addWidget(self.table)
        self.hide()

    def show_rows(self, rows: Sequence[ImportRow]) -> None:
        """The drafts among these imports, newest first."""
        drafts = [row for row in rows if row.state is ImportState.DRAFT]
        self.table.set_rows(drafts[:_SHOWN])
        self.set_count(len(drafts))
        self.setVisible(bool(drafts))


def _file(row: ImportRow) -> Cell:
    return Cell(row.name, second=words.received(row), tip=f"{row.name}, {words.received(row)}, {row.instructor}")
