"""Sentences that a page says: the empty state, a note in place, the toast over the status bar."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from crmr_desk.ui import icons, theme
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label

TOAST_MS = 6000
FILE_MS = 12_000
"""A toast that tells of a file stays longer: one may want to open it."""
_EDGE = 12
_VERBS = 330
"""Pixels of a line that its icon, its margins and its buttons may take."""


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


class GoodNews(QWidget):
    """What was done, in a sentence; where a file or a folder was written, the way to open it. Hidden until it says
    something."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = Path()
        self._words = label()
        self.open = button("Ouvrir", "link", "external-link")
        self.folder = button("Ouvrir le dossier", "link", "folder")
        self.open.clicked.connect(lambda: self._show(self._path))
        self.folder.clicked.connect(lambda: self._show(self._path if self._path.is_dir() else self._path.parent))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(icons.IconLabel("circle-check", "ok", 16))
        for part in (self._words, self.open, self.folder):
            line.addWidget(part)
        line.addStretch(1)
        self.hide()

    def say(self, sentence: str, path: Path | None = None, *, within: int = 0) -> None:
        """Show the sentence, "" hides it; ``path`` is what was written. ``within``: cut it to so many pixels."""
        file = path is not None and not path.is_dir()
        said = f"{sentence}\u00a0: {path.name}" if path is not None and file else sentence
        said = f"{said}, dans {(path.parent if file else path).name}" if path is not None else said
        mode = Qt.TextElideMode.ElideMiddle
        self._words.setText(self._words.fontMetrics().elidedText(said, mode, within) if within else said)
        self._words.setToolTip(str(path or ""))
        self.setAccessibleName(said)
        self._path = path or Path()
        self.open.setVisible(file)
        self.folder.setVisible(path is not None)
        self.setVisible(bool(sentence))
        self.updateGeometry()  # at once: who shows it may take its size now

    def text(self) -> str:
        """What it says, whole."""
        return self.accessibleName()

    def _show(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.opened.emit()


class Toast(QFrame):
    """Good news for some seconds at the bottom left of its parent, with "Annuler" on demand, or with the way to a file
    that was written; never for errors."""

    undo_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._bottom = 0
        self.setProperty("card", "true")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 8, 8)
        line.setSpacing(12)
        self.news = GoodNews()
        self.news.opened.connect(self.hide)
        self._undo = button("Annuler", "link", "arrow-back-up")
        self._undo.clicked.connect(self._undone)
        line.addWidget(self.news)
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

    def say(self, sentence: str, *, undo: bool = False, path: Path | None = None, above: int = 0) -> None:
        """Show ``sentence``; with ``undo`` a button sends ``undo_wanted``, ``path`` is what was written. ``above``:
        height in pixels of a bar at the bottom of the page, which stays free."""
        self._bottom = above + _EDGE
        self.news.say(sentence, path, within=self._over.width() - _VERBS)
        self.setAccessibleName(self.news.text())
        self._undo.setVisible(undo)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(FILE_MS if path is not None else TOAST_MS)

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
