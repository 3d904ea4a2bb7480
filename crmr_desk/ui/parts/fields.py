"""Fields with the house's manners: a search field that says its shortcut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.parts.card import label

_GAP = 12
"""Between what the field asks for and its shortcut, in pixels."""


class SearchField(QLineEdit):
    """A filter: magnifying glass at the left, shortcut at the right while empty; Escape empties it."""

    def __init__(self, placeholder: str, shortcut: str = "Ctrl+F", parent: QWidget | None = None) -> None:
        """``shortcut`` works wherever the focus is while the parent page is shown."""
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("search", True)
        self.setClearButtonEnabled(False)
        glass = self.addAction(icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        icons.bind(glass, "search", "text3")
        self._hint = label(shortcut.replace("+", " "), "small")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 10, 0)
        line.addStretch(1)
        line.addWidget(self._hint)
        self.textChanged.connect(self._leave_room)
        self._leave_room("")
        page = parent or self
        keys = QShortcut(QKeySequence(shortcut), page)
        keys.activated.connect(self._take_focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _leave_room(self, text: str) -> None:
        """For the keys that are shown at the right while nothing is typed."""
        self._hint.setVisible(not text)
        self.setTextMargins(0, 0, 0 if text else self._hint.sizeHint().width() + _GAP, 0)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
