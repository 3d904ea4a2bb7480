"""One kept letter: what it is, whether it has gone, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.listing import is_signable
from crmr_desk.model.dossiers.letter_states import FINAL, OVER, SENT, SIGNED, TO_SIGN, UNSENT
from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.dossiers.rows import LetterLine
from crmr_desk.model.terms import short_date
from crmr_desk.ui.correspondence.actions import LetterActions
from crmr_desk.ui.correspondence.letter_table import dragged_scan
from crmr_desk.ui.correspondence.verbs import BY_KEY, VERBS, VerbKey, in_singular
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.lines import Line
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.imports.progress import ProgressStrip
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import Kind, button
from crmr_desk.ui.parts.card import clear

Key = tuple[str, str, str]
_NEXT = {SENT: VerbKey.ACKNOWLEDGE} | dict.fromkeys(UNSENT, VerbKey.SEND)
"""What stands on the line; the rest is behind "…"."""


class LetterRow(Line):
    """Each signal says what the user asked for: ``wanted(VerbKey)``, ``dropped(path)`` for a signed paper."""

    open_wanted = Signal()
    wanted = Signal(object)
    dropped = Signal(object)
    page_wanted = Signal()

    def __init__(
        self, letter: LetterLine, *, frozen: bool, selectable: bool = True, parent: QWidget | None = None
    ) -> None:
        """``frozen``: the dossier is closed, the letter can only be read."""
        super().__init__(48, selectable=selectable, parent=parent)
        self.letter = letter
        self.setAcceptDrops(not frozen and letter.state in BY_KEY[VerbKey.ATTACH].states)
        self.setAccessibleName(f"{letter.title}, {letter.addressee}, {_state(letter)}")
        self.row.addLayout(self.words(letter.title, _detail(letter)), 1)
        self.row.addWidget(Badge(_state(letter), *words.LETTER_STATES[standing_of(letter)][1:]))
        self._action("Ouvrir", "link", self.open_wanted.emit)
        if not frozen:
            self._lay_next()

    def menu(self) -> QMenu:
        """What "…" opens; the caller shows it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for verb in VERBS:
            if verb.signs and not is_signable(self.letter.kind):
                continue
            if self.letter.state in verb.states and verb.key is not _NEXT.get(self.letter.state):
                menu.addAction(in_singular(verb), partial(self.wanted.emit, verb.key))
        menu.addSeparator()
        menu.addAction("Voir dans les courriers", self.page_wanted.emit)
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_scan(event) is not None:
            self.set_awaiting(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.set_awaiting(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_awaiting(False)
        path = dragged_scan(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _lay_next(self) -> None:
        key = _NEXT.get(self.letter.state)
        if key is not None:
            self._action(in_singular(BY_KEY[key]), "secondary", lambda: self.wanted.emit(key))
        if self.letter.id is not None and self.letter.state not in OVER:
            self.more = button(f"Autres actions, {self.letter.title}", "icon", "dots")
            self.more.clicked.connect(lambda: self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft())))
            self.row.addWidget(self.more)

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
        self._list, self.strip = QVBoxLayout(), ProgressStrip(verbs.desk)
        self._list.setSpacing(0)
        self.acts = LetterActions(verbs.desk, self, self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addLayout(self._list)

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
        """Show the letter in the program of the computer: as it came back signed, where it did."""
        if letter.id is not None:
            self.acts.open_letter(letter.id)
            return
        self._verbs.pdf(
            letter, lambda content: self._files.open(letter.file_name, content), self._verbs.desk.show_problem
        )

    def _row(self, letter: LetterLine, *, frozen: bool) -> LetterRow:
        row = LetterRow(letter, frozen=frozen, selectable=self._selectable)
        row.chosen.connect(lambda: self.letter_chosen.emit(letter.who, letter.of))
        row.open_wanted.connect(lambda: self.open(letter))
        letter_id = letter.id
        if letter_id is not None:
            row.wanted.connect(lambda key: self.acts.on(letter_id, key))
            row.dropped.connect(lambda path: self.acts.on(letter_id, VerbKey.ATTACH, path))
            row.page_wanted.connect(lambda: self._verbs.desk.page_wanted.emit("correspondence", f"letter/{letter_id}"))
        return row


def _detail(letter: LetterLine) -> str:
    if letter.state == "lifted":
        return f"{letter.addressee}, levé\u00a0: {letter.reason}"
    channel = CHANNELS.get(letter.channel, letter.channel).lower()
    number = f"n°\u00a0{letter.number}" if letter.number else ""
    return ", ".join(filter(None, (letter.addressee, channel, number)))


def _state(letter: LetterLine) -> str:
    day = letter.acknowledged_on if letter.state == "acknowledged" else letter.sent_on
    word = words.LETTER_STATES[standing_of(letter)][0]
    return f"{word} le {short_date(day)}" if day and letter.state in ("sent", "acknowledged") else word


def standing_of(letter: LetterLine) -> str:
    """What bears no signature waits for none."""
    return SIGNED if letter.state in (FINAL, TO_SIGN) and not is_signable(letter.kind) else letter.state
