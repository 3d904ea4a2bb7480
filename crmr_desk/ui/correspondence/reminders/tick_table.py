"""The list of those who could be written to: Space or a click on the first column ticks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence.reminders.rows import ReminderLine
from crmr_desk.ui.correspondence.reminders.look import columns
from crmr_desk.ui.parts.table import DataTable


class TickTable(DataTable[ReminderLine]):
    """``toggled(lines)`` when the user wants the chosen lines ticked, or cleared where all of them are."""

    toggled = Signal(object)

    def __init__(self, ticked: Callable[[], Collection[str]], today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(
            columns(ticked, today), lambda line: line.key, "Destinataires des relances", two_lines=True, parent=parent
        )
        self.setAccessibleDescription("Espace coche ou décoche les lignes choisies")
        self.clicked.connect(self._clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.chosen():
            self.toggled.emit(self.chosen())
            return
        super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            row = self.current()
            self.toggled.emit([row] if row is not None else [])
