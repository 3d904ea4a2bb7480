"""The right side of the last pages: each letter as it will be printed, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import DossierView, LetterLine
from crmr_desk.ui import icons, theme
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import clear, label
from crmr_desk.ui.parts.flow import Flow

Load = Callable[[LetterLine, Callable[[bytes], None], Callable[[Exception], None]], None]
WIDTH = 476


class PdfPages(QWidget):
    """The pages of a PDF one under the other, as wide as the widget, framed by a hairline. Paper is white always."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = QPdfDocument(self)
        self._buffer: QBuffer | None = None
        self._pictures: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pdf(self, content: bytes) -> None:
        """Show the pages of ``content``; nothing when it is empty."""
        self._document.close()
        # The document reads from the buffer whenever a page is drawn: it lives as long as the document.
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        if content:
            self._document.load(self._buffer)
        self._draw()

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._document.pageCount() if self._document.status() == QPdfDocument.Status.Ready else 0

    def text(self) -> str:
        """The words of all pages, for a screen reader."""
        return "\n".join(self._document.getAllText(page).text() for page in range(self.page_count()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._draw()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        top = 0
        for picture in self._pictures:
            height = round(picture.height() / picture.devicePixelRatio())
            painter.setPen(theme.color("line2"))
            painter.setBrush(Qt.GlobalColor.white)
            painter.drawRect(0, top, self.width() - 1, height + 1)
            painter.drawImage(1, top + 1, picture)
            top += height + 2 + _GAP
        painter.end()

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        width = self.width() - 2
        self._pictures = []
        for page in range(self.page_count() if width > 0 else 0):
            paper = self._document.pagePointSize(page)
            size = QSize(width, round(width * paper.height() / paper.width())) * ratio
            picture = self._document.render(page, size)
            picture.setDevicePixelRatio(ratio)
            self._pictures.append(picture)
        total = sum(round(each.height() / each.devicePixelRatio()) + 2 + _GAP for each in self._pictures)
        self.setFixedHeight(max(total - _GAP, 1))
        self.setAccessibleDescription(self.text())
        self.update()


_GAP = 8
_PDF = b"%PDF"
"""What a PDF begins with; anything else that goes with the letters is a text, shown as it is."""


class LetterPreview(QWidget):
    """One letter of the view. ``load`` fetches its bytes; ``shown(who, of)`` follows the arrows."""

    shown = Signal(str, str)
    step_wanted = Signal(str)
    closed = Signal()

    def __init__(self, load: Load, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._files = OpenedFiles(self)
        self._letters: tuple[LetterLine, ...] = ()
        self._place = 0
        self._asked = 0
        self._content = b""
        self.setAccessibleName("Aperçu du courrier")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self._title = ElidedLabel("", "section")
        self._count = label("", "body")
        self.before = button("Courrier précédent", "icon", "chevron-left")
        self.after = button("Courrier suivant", "icon", "chevron-right")
        self.close_button = button("Revenir à la page", "icon", "x")
        self.close_button.clicked.connect(self.closed)
        self.pages = PdfPages()
        self._problem = label("", "secondary", wrap=True)
        self._state = QVBoxLayout()
        self.open = button("Ouvrir le PDF", "link", "file-text")
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.open.clicked.connect(self._open)
        self._lay()

    def show_view(self, view: DossierView, blanks_step: str) -> None:
        """Show the letters of ``view``, staying at the same recipient; ``blanks_step`` is where blanks are filled."""
        current = self.current()
        self._letters, self._blanks_step = view.letters, blanks_step
        places = [place for place, each in enumerate(view.letters) if current and _key(each) == _key(current)]
        self._place = places[0] if places else min(self._place, max(len(view.letters) - 1, 0))
        self._show()

    def current(self) -> LetterLine | None:
        """The letter shown."""
        return self._letters[self._place] if self._place < len(self._letters) else None

    def choose(self, who: str, of: str) -> None:
        """Show the letter to this recipient, where there is one."""
        shown = self.current()
        if shown is not None and (shown.who, shown.of) == (who, of):
            return
        places = [place for place, each in enumerate(self._letters) if (each.who, each.of) == (who, of)]
        if places:
            self._place = places[0]
            self._show()

    def problem(self) -> str:
        """Why the letter cannot be shown; empty when it is."""
        return "" if self._problem.isHidden() else self._problem.text()

    def _step(self, by: int) -> None:
        self._place = (self._place + by) % max(len(self._letters), 1)
        self._show()

    def _show(self) -> None:
        letter = self.current()
        several = len(self._letters) > 1
        self.before.setEnabled(several)
        self.after.setEnabled(several)
        self._count.setText(f"{self._place + 1} sur {len(self._letters)}" if letter else "")
        self._title.say(letter.title if letter else "Aucun courrier")
        self._say_state(letter)
        self._asked += 1
        if letter is None:
            self._take(self._asked, b"")
            self._say("Les courriers viennent avec la procédure et ses destinataires.")
            return
        self.shown.emit(letter.who, letter.of)
        number = self._asked
        self._load(letter, lambda content: self._take(number, content), lambda error: self._fail(number, error))

    def _take(self, number: int, content: bytes) -> None:
        if number == self._asked:
            self._content = content
            printed = content.startswith(_PDF)
            self._say("" if printed else content.decode("utf-8-sig", errors="replace"))
            self.open.setEnabled(bool(content))
            self.open.setText("Ouvrir le PDF" if printed else "Ouvrir le fichier")
            self.pages.show_pdf(content if printed else b"")

    def _fail(self, number: int, error: Exception) -> None:
        self._take(number, b"")
        if number == self._asked:
            self._say(str(error))
            clear(self._state)
            self._state.addWidget(Badge("Ne s’imprime pas", "stop", "circle-x"), 0, Qt.AlignmentFlag.AlignLeft)

    def _say(self, sentence: str) -> None:
        """A sentence in the place of the letter; empty takes it away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))

    def _say_state(self, letter: LetterLine | None) -> None:
        clear(self._state)
        if letter is None:
            return
        if not letter.blanks:
            self._state.addWidget(Badge("Aucun champ vide", "ok", "circle-check"), 0, Qt.AlignmentFlag.AlignLeft)
            return
        holder = QWidget()
        line = Flow(4, 2, holder)
        line.addWidget(Badge("À compléter", "warn", "alert-triangle"))
        for blank in letter.blanks:
            line.addWidget(self._blank_link(blank))
        self._state.addWidget(holder)

    def _blank_link(self, blank: str) -> QPushButton:
        made = button(blank, "link")
        made.setAccessibleName(f"Compléter, {blank}")
        made.setToolTip("Aller à l’étape où ce champ se remplit")
        made.clicked.connect(lambda: self.step_wanted.emit(self._blanks_step))
        return made

    def _open(self) -> None:
        letter = self.current()
        if letter is not None and self._content:
            self._files.open(letter.file_name or f"{letter.title}.pdf", self._content)

    def _lay(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(icons.IconLabel("mail", "accent", 18))
        heading.addWidget(self._title, 1)
        for each in (self.before, self._count, self.after, self.close_button):
            heading.addWidget(each)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Pages du courrier")
        sheet = QWidget()
        sheet.setProperty("ground", "clear")
        pages = QVBoxLayout(sheet)
        pages.setContentsMargins(0, 0, 0, 0)
        pages.addWidget(self._problem)
        pages.addWidget(self.pages)
        pages.addStretch(1)
        area.setWidget(sheet)
        area.viewport().setBackgroundRole(QPalette.ColorRole.NoRole)
        self._problem.hide()
        foot = QHBoxLayout()
        foot.addLayout(self._state, 1)
        foot.addWidget(self.open)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(heading)
        column.addWidget(area, 1)
        column.addLayout(foot)


def _key(letter: LetterLine) -> tuple[str, str, str]:
    return letter.who, letter.of, letter.kind
