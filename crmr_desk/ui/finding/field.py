"""The field of the top bar where anything is looked for. Light: it is painted before the database is imported."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from crmr_desk.ui.parts.fields import SearchField

NARROWEST, WIDEST = 150, 340
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindField(SearchField):
    """``stepped(by)`` moves in the list below, ``opened`` is Enter, ``more_wanted`` Ctrl+Enter or the right arrow at
    the end of the text, ``given_up`` Escape; ``entered`` and ``left`` follow the focus."""

    stepped = Signal(int)
    opened = Signal()
    more_wanted = Signal()
    back_wanted = Signal()
    given_up = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Centre, personne, dossier, FINESS…", "Ctrl+K", parent)
        self.setMinimumWidth(NARROWEST)
        self.setMaximumWidth(WIDEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        at_the_end = self.cursorPosition() == len(self.text()) and not self.hasSelectedText()
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _ENTER:
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            (self.more_wanted if with_control else self.opened).emit()
        elif key == Qt.Key.Key_Right and at_the_end:
            self.more_wanted.emit()
        elif key == Qt.Key.Key_Left and at_the_end:
            self.back_wanted.emit()
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
