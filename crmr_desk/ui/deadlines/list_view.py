"""The list of deadlines: sorted by any column, its columns chosen, several rows taken at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.deadlines.columns import columns
from crmr_desk.ui.dossiers.list_state import Sorting
from crmr_desk.ui.list_tools import ListTools
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.table import DataTable

_ROOM_FOR_ALL, _ROOM_FOR_MOST = 940, 720
"""Widths in pixels under which columns that the explanation repeats are left out, as long as the user chose none."""
_REPEATED, _REPEATED_TOO = frozenset({"Place"}), frozenset({"Place", "Nature", "Filière"})


class DeadlineList(QWidget):
    """``table`` is the list; ``menu_wanted(row, where)`` asks for what can be done with a row."""

    menu_wanted = Signal(object, QPoint)

    def __init__(self, settings: QSettings | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = columns()
        self.table: DataTable[DeadlineRow] = DataTable(
            [column.shown for column in self.columns], lambda row: row.key, "Échéances", two_lines=True
        )
        self.count = label("", "secondary")
        self.choose_columns = button("Colonnes", "ghost", "columns-3")
        self._tools = ListTools(
            self.table, self.columns, settings, "deadlines", self.choose_columns, Sorting("Date")
        )  # fmt: skip
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._ask_menu)
        self._lay_out()
        self._show_columns()

    def show_rows(self, rows: Sequence[DeadlineRow], count: str) -> None:
        """Other rows, and how they are counted."""
        self.table.set_rows(rows)
        self.count.setText(count)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def _show_columns(self) -> None:
        width = self.width()
        self._tools.show_columns(
            _REPEATED_TOO if width < _ROOM_FOR_MOST else _REPEATED if width < _ROOM_FOR_ALL else ()
        )

    def _ask_menu(self, where: QPoint) -> None:
        row = self.table.current()
        if row is not None:
            self.menu_wanted.emit(row, self.table.viewport().mapToGlobal(where))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(16, 8, 8, 0)
        line.addWidget(self.count)
        line.addStretch(1)
        line.addWidget(self.choose_columns)
        body = QVBoxLayout()
        body.setContentsMargins(8, 0, 8, 8)
        body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addLayout(body, 1)
