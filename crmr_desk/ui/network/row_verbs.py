"""The line of verbs below a table: those on the row under the cursor wait for one, and say so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.table import DataTable

_NO_ROW = "Choisissez d’abord une ligne."


class RowVerbs(QWidget):
    """Buttons under a table, and the same verbs in its context menu; none where nothing may be written."""

    def __init__(self, desk: Desk, table: DataTable[Any], of: str, parent: QWidget | None = None) -> None:
        """``of`` names the table for a screen reader."""
        super().__init__(parent)
        self._desk, self._table, self._of = desk, table, of
        self._always: list[QPushButton] = []
        self._on_row: list[QPushButton] = []
        self.remark = label("", "secondary", wrap=True)
        self.line = Flow(8, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(self.remark)
        column.addLayout(self.line)
        table.current_changed.connect(lambda _row: self.refresh())

    def add(self, text: str, icon: str, then: Callable[[], object]) -> QPushButton:
        """A verb that needs no row, for the caller to place."""
        made = self._button(text, icon)
        made.clicked.connect(lambda: then())
        self._always.append(made)
        return made

    def on_row(self, text: str, icon: str, then: Callable[[Any], object]) -> QPushButton:
        """A verb on the row under the cursor."""
        made = self._button(text, icon, ghost=True)
        self.line.addWidget(made)
        made.clicked.connect(lambda: self._with_row(then))
        self._table.offer(text, lambda row: None if self._desk.why_no_write else then(row))
        self._on_row.append(made)
        return made

    def refresh(self, remark: str | None = None) -> None:
        """What can be pressed now; ``remark`` is the sentence above the buttons, None leaves it."""
        if remark is not None:
            self.remark.setText(remark)
        self.remark.setVisible(bool(self.remark.text()))
        for each in self._always:
            set_available(each, self._desk.why_no_write)
        for each in self._on_row:
            set_available(each, self._desk.why_no_write or ("" if self._table.current() is not None else _NO_ROW))
            each.setVisible(bool(self._table.rows()))

    def _with_row(self, then: Callable[[Any], object]) -> None:
        row = self._table.current()
        if row is not None:
            then(row)

    def _button(self, text: str, icon: str, *, ghost: bool = False) -> QPushButton:
        made = button(text, "ghost" if ghost else "secondary", icon)
        made.setAccessibleName(f"{text.rstrip('…')}, {self._of}")
        return made
