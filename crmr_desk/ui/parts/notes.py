"""Sentences that a page says: the empty state, a note in place, the toast over the status bar."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmr_desk.ui import icons, theme
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label

TOAST_MS = 6000
_EDGE = 12


class EmptyState(QWidget):
    """Nothing to show, said once: an icon, one sentence, at most one button (``action``, None without text)."""

    def __init__(
        self, icon: str, sentence: str, button_text: str = "", button_icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(icons.IconLabel(icon, "text3", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self.sentence = label(sentence, "secondary", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sentence)
        self.action: QPushButton | None = None
        if button_text:
            self.action = button(button_text, "secondary", button_icon)
            column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setAccessibleName(sentence)


class Note(QFrame):
    """A raised strip with an icon and a sentence; put a link or a button into ``corner``."""

    def __init__(
        self, icon: str, title: str, sentence: str = "", token: str = "accent", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", "raised")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 10, 16, 10)
        line.setSpacing(12)
        self.icon = icons.IconLabel(icon, token, 18)
        self.title = label(title, "strong", wrap=True)
        self.sentence = label(sentence, "secondary", wrap=True)
        self.corner = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        line.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addLayout(self.corner)
        self.say(title, sentence)

    def say(self, title: str, sentence: str = "") -> None:
        """Other words; an empty line takes no room."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title} {sentence}".strip())


class Toast(QFrame):
    """Good news for six seconds at the bottom left of its parent, with "Annuler" on demand; never for errors."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._bottom = 0
        self.setProperty("card", "true")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.setSpacing(12)
        self._words = label()
        self._undo = button("Annuler", "link", "arrow-back-up")
        self._undo.clicked.connect(self._undone)
        line.addWidget(icons.IconLabel("circle-check", "ok", 16))
        line.addWidget(self._words)
        line.addWidget(self._undo)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(16)
        shadow.setOffset(0, 2)
        shadow.setColor(theme.color("line2"))
        self.setGraphicsEffect(shadow)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def say(self, sentence: str, *, undo: bool = False, above: int = 0) -> None:
        """Show ``sentence``; with ``undo`` a button sends ``undo_wanted``. ``above``: height in pixels of a bar at the
        bottom of the page, which stays free."""
        self._bottom = above + _EDGE
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._undo.setVisible(undo)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(TOAST_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _undone(self) -> None:
        self.hide()
        self.undo_wanted.emit()

    def _place(self) -> None:
        self.adjustSize()
        self.move(_EDGE, self._over.height() - self.height() - self._bottom)
