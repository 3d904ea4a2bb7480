"""A line of a list made of widgets: papers, recipients, letters. Hairline below, ground when current or hovered."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.ui import theme
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.parts.badge import Badge


class Line(QWidget):
    """Fill ``row``. ``chosen`` is sent by a click or Return when the line can be current."""

    chosen = Signal()

    def __init__(self, height: int, *, selectable: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(height)
        self._selectable = selectable
        self._current = False
        self._awaits = False
        if selectable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 4, 12, 4)
        self.row.setSpacing(12)

    def set_current(self, current: bool) -> None:
        """Show this line as the one whose letter is beside."""
        self._current = current
        for badge in self.findChildren(Badge):
            badge.set_on_selection(current)
        self.update()

    def set_awaiting(self, awaits: bool) -> None:
        """Show that a file held over this line may be dropped here."""
        self._awaits = awaits
        self.update()

    def awaiting(self) -> bool:
        """Whether the line shows that a file may be dropped."""
        return self._awaits

    def words(self, name: str, detail: str) -> QVBoxLayout:
        """The two texts of a line, each on one line."""
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        self.name = ElidedLabel(name, "strong", self)
        self.detail = ElidedLabel(detail, "secondary", self)
        self.detail.setVisible(bool(detail))
        column.addWidget(self.name)
        column.addWidget(self.detail)
        column.addStretch(1)
        return column

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._selectable:
            self.chosen.emit()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._selectable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._current:
            painter.fillRect(self.rect(), theme.color("soft"))
            painter.fillRect(QRect(0, 0, 3, self.height()), theme.color("accent"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.color("line"))
        if self._awaits:
            self._paint_edge(painter, Qt.PenStyle.DashLine, ground=True)
        elif self.hasFocus():
            self._paint_edge(painter, Qt.PenStyle.SolidLine, ground=False)
        painter.end()

    def _paint_edge(self, painter: QPainter, style: Qt.PenStyle, *, ground: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("accent"), 2)
        pen.setStyle(style)
        painter.setPen(pen)
        painter.setBrush(theme.color("soft") if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
