"""The month with its legend: what each colour and icon says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.look import Standing
from crmr_desk.ui.deadlines.month_grid import MonthGrid
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import Flow

_ROOM_FOR_LEGEND = 380
"""Height in pixels under which the days need all of it."""


class MonthView(QWidget):
    """``grid`` is the month."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = MonthGrid()
        self._legend = _legend()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(sheet_of(self.grid), 1)
        column.addWidget(self._legend)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._legend.setVisible(self.height() >= _ROOM_FOR_LEGEND)


def sheet_of(inner: QWidget, *, edge: int = 1) -> QFrame:
    """A white sheet that ``inner`` fills up to ``edge`` pixels."""
    made = QFrame()
    made.setProperty("card", "true")
    column = QVBoxLayout(made)
    column.setContentsMargins(edge, edge, edge, edge)
    column.addWidget(inner)
    return made


def _legend() -> QWidget:
    made = QWidget()
    flow = Flow(gap=16, line_gap=2, parent=made)
    for standing, known in look.STANDINGS.items():
        if standing is not Standing.LIFTED:
            flow.addWidget(_entry(known))
    flow.addWidget(label("Fond gris\u00a0: week-end ou jour férié", "small"))
    return made


def _entry(known: look.Look) -> QWidget:
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    line.addWidget(icons.IconLabel(known.icon, known.tone, 10 if known.icon == "circle" else 14), 0,
                   Qt.AlignmentFlag.AlignVCenter)  # fmt: skip
    line.addWidget(label(known.words, "small"))
    return made
