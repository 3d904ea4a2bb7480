"""Texts of the wizard: on one line and elided, or as wide as they like and wrapped; a control with its name above."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.ui.parts.card import Level, label


class ElidedLabel(QLabel):
    """One line of plain text at a level of the type scale."""

    def __init__(self, text: str = "", level: Level = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("level", level)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.say(text)

    def say(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._elide()
        self.updateGeometry()

    def whole(self) -> str:
        """The text before any elision."""
        return self._whole

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(40, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.ensurePolished()
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1))
        self.setText(shown if self.isVisible() or self.width() > 1 else self._whole)
        self.setToolTip(self._whole if shown != self._whole else "")


def named(name: str, control: QWidget) -> QVBoxLayout:
    """A control of a form under its name, which a screen reader says too."""
    column = QVBoxLayout()
    column.setSpacing(4)
    above = label(name, "secondary")
    above.setBuddy(control)
    if not control.accessibleName():
        control.setAccessibleName(name)
    column.addWidget(above)
    column.addWidget(control)
    return column
