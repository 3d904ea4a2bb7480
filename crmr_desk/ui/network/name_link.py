"""A name that leads to the sheet of whom or what it names: it wraps like a text, and answers the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from crmr_desk.ui import theme
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.flow import FlowingLabel

_NOUNS = {"person": "la fiche de cette personne", "hospital": "la fiche de cet établissement"}


class NameLink(FlowingLabel):
    """Underlined under the pointer, framed when it has the focus; a click, Return or Space follows it."""

    followed = Signal()

    def __init__(self, text: str, tip: str, level: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, level, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.say(text, tip)

    def say(self, text: str, tip: str) -> None:
        """Another name, leading elsewhere."""
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setAccessibleDescription(tip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.followed.emit()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.followed.emit()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._underline(on=True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._underline(on=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 3, 3)

    def _underline(self, *, on: bool) -> None:
        font = self.font()
        font.setUnderline(on)
        self.setFont(font)


def lead_words(kind: str) -> str:
    """What a link to a centre, a person or a hospital does."""
    return f"Ouvrir {_NOUNS.get(kind, 'la fiche de ce centre')}"


def follow(desk: Desk, kind: str, row_id: int) -> None:
    """Go to a centre, a person or a hospital."""
    if kind in _NOUNS:
        desk.page_wanted.emit("directory", f"{kind}/{row_id}")
    else:
        desk.centre_wanted.emit(kind, row_id)


def name_link(desk: Desk, text: str, kind: str, row_id: int, level: str = "body") -> NameLink:
    """The name of a centre, a person or a hospital (``kind``, ``row_id``), leading to its sheet."""
    made = NameLink(text, lead_words(kind), level)
    made.followed.connect(lambda: follow(desk, kind, row_id))
    return made
