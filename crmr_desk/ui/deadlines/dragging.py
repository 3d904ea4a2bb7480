"""A chip on its way to another day: only what neither the law nor a period fixes leaves its place."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QToolTip

from crmr_desk.model.deadlines.rows import DeadlineRow


class Dragging(QObject):
    """``over(day)`` while it stands over another day, None where it cannot go; ``dropped(row, day)`` at its end."""

    over = Signal(object)
    dropped = Signal(object, object)

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._row: DeadlineRow | None = None
        self._from: dt.date | None = None
        self._start = QPoint()
        self._to: dt.date | None = None
        self._under_way = False

    def press(self, row: DeadlineRow, day: dt.date, where: QPoint) -> None:
        """The button went down on the chip of ``row``, which stands on ``day``."""
        self._row, self._from, self._start = row, day, where

    def move(self, day: dt.date | None, where: QPoint, on_screen: QPoint) -> bool:
        """The mouse went on to ``day``; whether it drags something there."""
        if self._row is None:
            return False
        if not self._under_way:
            far = (where - self._start).manhattanLength() >= QApplication.startDragDistance()
            self._under_way = far
            if not far:
                return True
        if self._row.fixed:
            self._view.viewport().setCursor(Qt.CursorShape.ForbiddenCursor)
            QToolTip.showText(on_screen, self._row.fixed, self._view)
            return True
        self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        self._to = day if day != self._from else None
        self.over.emit(self._to)
        return True

    def release(self) -> bool:
        """The button went up; whether something was dragged."""
        row, to, dragged = self._row, self._to, self._under_way
        self._row, self._from, self._to, self._under_way = None, None, None, False
        self._view.viewport().unsetCursor()
        self.over.emit(None)
        if dragged and row is not None and to is not None:
            self.dropped.emit(row, to)
        return dragged
