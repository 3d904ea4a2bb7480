"""Every error of the program is shown here: refusals in one sentence, conflicts, confirmations, and the unforeseen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, qVersion
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from crmr_desk.model.errors import Conflict, NeedsConfirmation, UserError
from crmr_desk.ui import icons
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import ScrollPage, label

_EDGE = 24
"""Pixels of the window that stay seen above and below a sheet."""
_LOWEST = 320
"""Height that a sheet may take in any window."""


class _Content(ScrollPage):
    """Sentence and body of a sheet: as high as they need, and scrolled where the window is too low for them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.body.setContentsMargins(0, 0, 0, 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        wraps = self.body.hasHeightForWidth()
        return self.body.totalHeightForWidth(width) if wraps else self.body.totalSizeHint().height()

    def sizeHint(self) -> QSize:
        return self.body.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def viewportEvent(self, event: QEvent) -> bool:
        taken = super().viewportEvent(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return taken


class Sheet(QDialog):
    """A dialog of the house: 480 or 640 wide, a title, a sentence, free room in ``body``, verbs at the bottom right.

    It never blocks: ``open()`` shows it over its parent. It is never higher than the window: what it asks scrolls.
    """

    def __init__(
        self, parent: QWidget | None, title: str, sentence: str = "", *, icon: str = "", token: str = "accent",
        width: int = 480,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(width)
        self._content = _Content(self)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.verbs = QHBoxLayout()
        self.verbs.setSpacing(8)
        self.verbs.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(self._heading(title, icon, token))
        self.sentence = label(sentence, "body", wrap=True, parent=self)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setVisible(bool(sentence))
        self._content.body.addWidget(self.sentence)
        self._content.body.addLayout(self.body)
        column.addWidget(self._content, 1)
        column.addLayout(self.verbs)

    def add_verb(self, text: str, then: Callable[[], object] | None = None, *, primary: bool = False) -> QPushButton:
        """A button that closes the dialog, then calls ``then``. Add from left to right, the primary one last."""
        made = button(text, "primary" if primary else "secondary", parent=self)
        made.setDefault(primary)
        if primary:
            made.setFocus()
        made.clicked.connect(self.accept if then is not None else self.reject)
        if then is not None:
            made.clicked.connect(then)
        self.verbs.addWidget(made)
        return made

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll to a part of the body, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._content.ensureWidgetVisible(part))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        taken = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return taken

    def _fit(self) -> None:
        """A layout of wrapped labels asks for the height of narrow lines: take that of the real width. A sentence
        that appears later, or a text that grows, gets its room too."""
        layout, over = self.layout(), self.parentWidget()
        room = (over.window().height() if over is not None else self.screen().availableSize().height()) - 2 * _EDGE
        if layout is not None:
            whole, most = layout.totalHeightForWidth(self.width()), max(room, _LOWEST)
            # A bar shown for a moment would make the text longer by its own width, and stay.
            bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if whole > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            self._content.setVerticalScrollBarPolicy(bar)
            self.setFixedHeight(min(whole, most))

    @staticmethod
    def _heading(title: str, icon: str, token: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        if icon:
            line.addWidget(icons.IconLabel(icon, token, 20), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(title, "bar", wrap=True), 1)
        return line


def show(parent: QWidget | None, error: BaseException, *, reload: Callable[[], object] | None = None) -> Sheet:
    """Show ``error`` over ``parent``; for a Conflict, "Recharger" calls ``reload``. Gives the open dialog."""
    from crmr_desk.letters.content import LetterError  # the parts of a letter come with it

    if isinstance(error, Conflict):
        sheet = Sheet(parent, "Modifié entre-temps", str(error), icon="users", token="warn")
        sheet.add_verb("Laisser ainsi")
        sheet.add_verb("Recharger", reload or _nothing, primary=True)
    elif isinstance(error, UserError | NeedsConfirmation | LetterError):
        sheet = Sheet(parent, "Ce n’est pas possible", str(error), icon="info-circle", token="warn")
        sheet.add_verb("J’ai compris", _nothing, primary=True)
    else:
        sheet = _unforeseen(parent, report(error))
    sheet.open()
    return sheet


def confirm(
    parent: QWidget | None, sentence: str, then: Callable[[], object], *,
    title: str = "Confirmer", verb: str = "Continuer", refuse: str = "Annuler",
) -> Sheet:  # fmt: skip
    """Ask before something serious; ``then`` is called when the user agrees."""
    sheet = Sheet(parent, title, sentence, icon="alert-triangle", token="warn")
    sheet.add_verb(refuse)
    sheet.add_verb(verb, then, primary=True)
    sheet.open()
    return sheet


class ProblemStrip(QFrame):
    """The same sentence inside a form, beside what it is about; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "problem")
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(10)
        self._words = label("", "body", wrap=True)
        line.addWidget(icons.IconLabel("circle-x", "stop", 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence; "" hides the strip."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        sheet = self.window()
        if sentence and isinstance(sheet, Sheet):
            sheet.bring_into_view(self)

    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()


def report(error: BaseException) -> str:
    """What a developer needs to know of an unforeseen error: versions and the trace."""
    import platform
    import traceback

    trace = "".join(traceback.format_exception(error))
    return f"CRMR Desk, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}\n\n{trace}"


def _unforeseen(parent: QWidget | None, text: str) -> Sheet:
    sheet = Sheet(
        parent, "Un imprévu s’est produit",
        "Rien n’a été écrit à moitié\N{NO-BREAK SPACE}: l’opération en cours a été abandonnée. "
        "Copiez ce rapport et joignez-le à votre message à l’équipe informatique.",
        icon="alert-triangle", token="stop", width=640,
    )  # fmt: skip
    details = QPlainTextEdit(text)
    details.setReadOnly(True)
    details.setAccessibleName("Rapport de l’imprévu")
    details.setMinimumHeight(220)
    sheet.body.addWidget(details)
    copy = button("Copier le rapport", "secondary", "copy")
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
    sheet.verbs.addWidget(copy)
    sheet.add_verb("Fermer", _nothing, primary=True)
    return sheet


def _nothing() -> None:
    """A verb that only closes its dialog."""
