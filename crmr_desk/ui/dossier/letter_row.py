"""One kept letter: what it is, whether it has gone, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.letter_states import UNSENT
from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.dossiers.rows import LetterLine
from crmr_desk.model.terms import short_date
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.letter_forms import SentForm
from crmr_desk.ui.dossier.lines import Line
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.dossier.piece_forms import ReasonForm
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import Kind, button
from crmr_desk.ui.parts.card import clear

Key = tuple[str, str, str]


class LetterRow(Line):
    """Each signal says what the user asked for."""

    open_wanted = Signal()
    sent_wanted = Signal()
    acknowledged_wanted = Signal()
    lift_wanted = Signal()

    def __init__(
        self, letter: LetterLine, *, frozen: bool, selectable: bool = True, parent: QWidget | None = None
    ) -> None:
        """``frozen``: the dossier is closed, the letter can only be read."""
        super().__init__(48, selectable=selectable, parent=parent)
        self.letter = letter
        self.setAccessibleName(f"{letter.title}, {letter.addressee}, {_state(letter)}")
        self.row.addLayout(self.words(letter.title, _detail(letter)), 1)
        self.row.addWidget(Badge(_state(letter), *words.LETTER_STATES[letter.state][1:]))
        self._action("Ouvrir", "link", self.open_wanted.emit)
        if not frozen:
            self._lay_next()

    def _lay_next(self) -> None:
        state = self.letter.state
        if state in UNSENT:
            self._action("Marquer envoyé…", "secondary", self.sent_wanted.emit)
        elif state == "sent":
            self._action("Accusé reçu…", "secondary", self.acknowledged_wanted.emit)
        if state in UNSENT:
            self.more = button(f"Autres actions, {self.letter.title}", "icon", "dots")
            self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
            self.row.addWidget(self.more)

    def menu(self) -> QMenu:
        """What "…" opens; the caller shows it."""
        menu = QMenu(self)
        menu.addAction("Ne pas envoyer, avec motif…", self.lift_wanted.emit)
        return menu

    def _action(self, text: str, kind: Kind, then: Callable[[], None]) -> None:
        made = button(text, kind)
        made.setAccessibleName(f"{text.rstrip('…')}, {self.letter.title}")
        made.clicked.connect(lambda: then())
        self.row.addWidget(made)


class LetterRows(QWidget):
    """The letters of one card, each with its actions carried out. ``letter_chosen(who, of)`` when one is clicked."""

    letter_chosen = Signal(str, str)

    def __init__(self, verbs: Verbs, *, selectable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self._selectable = selectable
        self._files = OpenedFiles(self)
        self._shown: tuple[tuple[LetterLine, ...], bool] | None = None
        self._current = ("", "")
        self.rows: dict[Key, LetterRow] = {}
        self._list = QVBoxLayout(self)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)

    def show_letters(self, letters: Sequence[LetterLine], *, frozen: bool) -> None:
        """Show these letters; nothing is drawn again while they stay the same."""
        if self._shown == (tuple(letters), frozen):
            return
        self._shown = (tuple(letters), frozen)
        clear(self._list)
        self.rows = {}
        for letter in letters:
            row = self._row(letter, frozen=frozen)
            self.rows[letter.who, letter.of, letter.number] = row
            self._list.addWidget(row)
        self.set_current(*self._current)

    def set_current(self, who: str, of: str) -> None:
        """Mark the letters to this recipient."""
        self._current = (who, of)
        for row in self.rows.values():
            row.set_current(self._selectable and (row.letter.who, row.letter.of) == (who, of))

    def open(self, letter: LetterLine) -> None:
        """Show the PDF in the program of the computer."""
        self._verbs.pdf(
            letter, lambda content: self._files.open(letter.file_name, content), self._verbs.desk.show_problem
        )

    def _row(self, letter: LetterLine, *, frozen: bool) -> LetterRow:
        row = LetterRow(letter, frozen=frozen, selectable=self._selectable)
        row.chosen.connect(lambda: self.letter_chosen.emit(letter.who, letter.of))
        row.open_wanted.connect(lambda: self.open(letter))
        row.sent_wanted.connect(lambda: SentForm(letter, self._verbs, self.window()).open())
        row.acknowledged_wanted.connect(lambda: self._ask_acknowledged(letter))
        row.lift_wanted.connect(lambda: self._ask_lifting(letter))
        return row

    def _ask_acknowledged(self, letter: LetterLine) -> None:
        today = self._verbs.desk.today
        form = DatedForm(
            f"Accusé reçu\u00a0: {letter.title}",
            "Le jour où le destinataire a confirmé qu’il l’a reçu.",
            "Noter l’accusé",
            today,
            day_name="Accusé reçu le",
            proposed=today,
            icon="circle-check",
            parent=self.window(),
        )
        form.given.connect(lambda day, _reason: self._verbs.acknowledge(letter, day))
        form.open()

    def _ask_lifting(self, letter: LetterLine) -> None:
        form = ReasonForm(
            f"Ne pas envoyer\u00a0: {letter.title}",
            "Le courrier reste au dossier, marqué levé, avec le motif.",
            "Lever le courrier",
            parent=self.window(),
        )
        form.given.connect(lambda reason: self._verbs.lift_letter(letter, reason))
        form.open()


def _detail(letter: LetterLine) -> str:
    if letter.state == "lifted":
        return f"{letter.addressee}, levé\u00a0: {letter.reason}"
    channel = CHANNELS.get(letter.channel, letter.channel).lower()
    number = f"n°\u00a0{letter.number}" if letter.number else ""
    return ", ".join(filter(None, (letter.addressee, channel, number)))


def _state(letter: LetterLine) -> str:
    day = letter.acknowledged_on if letter.state == "acknowledged" else letter.sent_on
    word = words.LETTER_STATES[letter.state][0]
    return f"{word} le {short_date(day)}" if day and letter.state in ("sent", "acknowledged") else word
