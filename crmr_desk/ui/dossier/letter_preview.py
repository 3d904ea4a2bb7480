"""The right side of the last pages: each letter as it will be printed, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.letter_states import REPLACED
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.dossiers.merge_ways import Destination
from crmr_desk.model.dossiers.rows import DossierView, LetterLine
from crmr_desk.ui import icons
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossier.live_tools import LiveTools
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.dossier.pdf_pages import PdfPages
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import clear, label
from crmr_desk.ui.parts.flow import Flow

Load = Callable[[LetterLine, Callable[[LivePages], None], Callable[[Exception], None]], None]
WIDTH = 476


_PDF = b"%PDF"
"""What a PDF begins with; anything else that goes with the letters is a text, shown as it is."""


class LetterPreview(QWidget):
    """One letter of the view. ``load`` fetches its pages; ``shown(who, of)`` follows the arrows; a field of
    it is filled at ``wanted(Destination)``."""

    shown = Signal(str, str)
    step_wanted = Signal(str)
    wanted = Signal(object)
    closed = Signal()

    def __init__(self, load: Load, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._files = OpenedFiles(self)
        self._letters: tuple[LetterLine, ...] = ()
        self._place = 0
        self._asked = 0
        self._live = LivePages(b"")
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
        self.pages, self.area = PdfPages(), QScrollArea()
        self.tools = LiveTools(self.pages, self.area)
        self.tools.wanted.connect(self.wanted)
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
        self._place = self._place_of(current)
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
            self._place = self._last_edition(places)
            self._show()

    def problem(self) -> str:
        """Why the letter cannot be shown; empty when it is."""
        return "" if self._problem.isHidden() else self._problem.text()

    def _place_of(self, before: LetterLine | None) -> int:
        """Where the letter shown before is now: in its last edition, unless an earlier one was looked at; where it has
        gone, what stands in its place."""
        ids = [each.id for each in self._letters]
        if before is not None and before.state == REPLACED and before.id in ids:
            return ids.index(before.id)
        same = self._same(before)
        return self._last_edition(same or self._same(next(iter(self._letters[self._place :]), None)))

    def _same(self, letter: LetterLine | None) -> list[int]:
        """The places of all editions of a letter."""
        return [place for place, each in enumerate(self._letters) if letter is not None and _key(each) == _key(letter)]

    def _last_edition(self, places: Sequence[int]) -> int:
        """The first of these letters that was not written anew since."""
        valid = [place for place in places if self._letters[place].state != REPLACED]
        return next(iter(valid or places), 0)

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
            self._take(self._asked, LivePages(b""))
            self._say("Les courriers viennent avec la procédure et ses destinataires.")
            return
        self.shown.emit(letter.who, letter.of)
        number = self._asked
        self._load(letter, lambda live: self._take(number, live), lambda error: self._fail(number, error))

    def _take(self, number: int, live: LivePages) -> None:
        if number == self._asked:
            self._live = live
            printed = live.content.startswith(_PDF)
            self._say("" if printed else live.content.decode("utf-8-sig", errors="replace"))
            self.open.setEnabled(bool(live.content))
            self.open.setText("Ouvrir le PDF" if printed else "Ouvrir le fichier")
            self.pages.show_pdf(live.content if printed else b"")
            self.tools.show_live(live)

    def _fail(self, number: int, error: Exception) -> None:
        self._take(number, LivePages(b""))
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
        made.clicked.connect(lambda: self._fill(blank))
        return made

    def _fill(self, blank: str) -> None:
        """Go where a blank is filled: where its field is, as far as the pages tell it."""
        places = (word.leads_to for word in self._live.words if word.blank and word.label == blank)
        known: Destination | None = next((place for place in places if place.kind), None)
        if known is not None:
            self.wanted.emit(known)
        else:
            self.step_wanted.emit(self._blanks_step)

    def _open(self) -> None:
        letter = self.current()
        if letter is not None and self._live.content:
            self._files.open(letter.file_name or f"{letter.title}.pdf", self._live.content)

    def _lay(self) -> None:
        heading = QHBoxLayout()
        heading.setSpacing(8)
        heading.addWidget(icons.IconLabel("mail", "accent", 18))
        heading.addWidget(self._title, 1)
        for each in (self.before, self._count, self.after, self.close_button):
            heading.addWidget(each)
        area = self.area
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
        column.addWidget(self.tools)
        column.addWidget(area, 1)
        column.addLayout(foot)


def _key(letter: LetterLine) -> tuple[str, str, str]:
    return letter.who, letter.of, letter.kind
