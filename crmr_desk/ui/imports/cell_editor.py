"""Correcting a cell where it stands: a field over the cell, Enter keeps, Escape leaves."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

_LEAST = 140
"""Pixels under which a text cannot be typed at ease: the field goes over the neighbours."""


class CellEditor(QLineEdit):
    """``kept(text)`` by Enter, ``left`` when the user goes elsewhere; nothing is sent for a text that is as it was."""

    kept = Signal(str)
    left = Signal()

    def __init__(self, text: str, name: str, over: QWidget) -> None:
        """``name`` is read by a screen reader (« Corriger Début du mandat, cellule G37 »)."""
        super().__init__(text, over)
        self._before = text
        self._ended = False
        self.setAccessibleName(name)
        self.setToolTip("Entrée enregistre, Échap laisse la cellule telle quelle")
        self.selectAll()

    def place(self, cell: QRect, room: int) -> None:
        """Lie over ``cell``, within the width ``room``."""
        width = min(max(cell.width(), _LEAST), room)
        left = max(min(cell.left(), room - width), 0)
        self.setGeometry(left, cell.center().y() - 15, width, 30)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end(keep=self.text() != self._before)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(keep=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        elsewhere = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in elsewhere:
            self._end(keep=False)

    def _end(self, *, keep: bool) -> None:
        if self._ended:
            return
        self._ended = True
        self.hide()
        self.deleteLater()
        if keep:
            self.kept.emit(self.text().strip())
        self.left.emit()
