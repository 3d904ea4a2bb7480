"""The list of deadlines: sorted by any column, its columns chosen, several rows taken at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSettings, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.deadlines.columns import columns
from crmr_desk.ui.dossiers.list_state import ListState, Sorting
from crmr_desk.ui.list_columns import hidden_at_first
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
        self._state = ListState(settings, "deadlines")
        self.table: DataTable[DeadlineRow] = DataTable(
            [column.shown for column in self.columns], lambda row: row.key, "Échéances", two_lines=True
        )
        self.count = label("", "secondary")
        self.choose_columns = button("Colonnes", "ghost", "columns-3")
        self._lay_out()
        self._connect()
        self._restore_sorting()
        self._show_columns()

    def show_rows(self, rows: Sequence[DeadlineRow], count: str) -> None:
        """Other rows, and how they are counted."""
        self.table.set_rows(rows)
        self.count.setText(count)

    def columns_menu(self) -> QMenu:
        """Every column but the first, to show or to hide; the caller shows it."""
        menu, hidden = QMenu(self), self._hidden()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column in self.columns[1:]:
            action = menu.addAction(column.title)
            action.setCheckable(True)
            action.setChecked(column.title not in hidden)
            action.triggered.connect(lambda _on, title=column.title: self._hide_columns(hidden ^ {title}))
        menu.addSeparator()
        menu.addAction("Colonnes du départ", lambda: self._hide_columns(hidden_at_first(self.columns)))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def _hidden(self) -> set[str]:
        return self._state.hidden(hidden_at_first(self.columns))

    def _hide_columns(self, titles: set[str] | frozenset[str]) -> None:
        self._state.keep_hidden(titles)
        self._show_columns()

    def _show_columns(self) -> None:
        hidden = self._hidden()
        if hidden == hidden_at_first(self.columns):
            width = self.width()
            hidden |= _REPEATED_TOO if width < _ROOM_FOR_MOST else _REPEATED if width < _ROOM_FOR_ALL else set()
        self.table.show_columns(without=hidden)

    def _restore_sorting(self) -> None:
        wanted = self._state.sorting()
        titles = [column.title for column in self.columns]
        if wanted.title in titles:
            self.table.sort_by(titles.index(wanted.title), descending=wanted.descending)

    def _keep_sorting(self, place: int, order: Qt.SortOrder) -> None:
        self._state.keep_sorting(Sorting.of(self.columns[place].title if place >= 0 else "", order))

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

    def _connect(self) -> None:
        header = self.table.horizontalHeader()
        header.sortIndicatorChanged.connect(self._keep_sorting)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.columns_menu().popup(header.mapToGlobal(at)))
        below = QPoint(0, self.choose_columns.sizeHint().height() + 2)
        self.choose_columns.clicked.connect(
            lambda: self.columns_menu().popup(self.choose_columns.mapToGlobal(below))
        )  # fmt: skip
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._ask_menu)

    def _ask_menu(self, where: QPoint) -> None:
        row = self.table.current()
        if row is not None:
            self.menu_wanted.emit(row, self.table.viewport().mapToGlobal(where))
