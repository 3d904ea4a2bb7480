"""Top of the sheet of a letter: what it is, to whom, how far on its way, and what changed since it was written."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.ui.correspondence import look
from crmr_desk.ui.correspondence.tabs import standing
from crmr_desk.ui.correspondence.verbs import BY_KEY, NEXT, in_singular, next_of, why_not
from crmr_desk.ui.correspondence.way_track import WayTrack
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.flow import Flow

_LONGEST = 44
"""Characters of a link; its tooltip says all."""


class LetterHead(QWidget):
    """``wanted(VerbKey)`` for the letter shown; ``menu_wanted`` for all that can be done; ``open_wanted`` for its PDF;
    ``changes_wanted`` to see what changed."""

    wanted = Signal(object)
    menu_wanted = Signal()
    open_wanted = Signal()
    changes_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._letter: KeptLetter | None = None
        self.state = Badge("")
        self.title, self.addressee = ElidedLabel("", "section"), ElidedLabel("", "secondary")
        self.next = {key: button(in_singular(BY_KEY[key]), "secondary", BY_KEY[key].icon) for key in set(NEXT.values())}
        self.open = button("Ouvrir le PDF", "icon", "external-link")
        self.more = button("Autres actions", "icon", "dots")
        self.dossier = button("", "link", "folder")
        self.centre = button("", "link", "stethoscope")
        self.list = button("", "link", "writing-sign")
        self.batch = button("", "link", "mail-forward")
        self.changed = button("", "link", "alert-triangle")
        self.links, self.way, self.track = QWidget(), QWidget(), WayTrack()
        self._column = QVBoxLayout(self)
        self.state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._lay()
        self._connect()

    def show_letter(self, letter: KeptLetter, changes: int) -> None:
        """Show a letter; ``changes`` are the facts that read otherwise today."""
        self._letter = letter
        word, tone, icon = words.LETTER_STATES[standing(letter)]
        self.state.set(word, tone, icon, look.state_told(letter))
        self.title.say(letter.title)
        number, email = look.number_words(letter), letter.email or "sans courriel connu"
        self.addressee.say(f"{number}, à {letter.addressee}, {email}")
        self._link(self.dossier, f"Dossier {letter.dossier_number}" if letter.dossier_id is not None else "")
        self._link(self.centre, letter.centre)
        self._link(self.list, letter.signing_list)
        self._link(self.batch, letter.batch)
        self._link(self.changed, f"{look.CHANGED_SINCE}\u00a0: {plural(changes, 'donnée')}" if changes else "")
        self.track.show_letter(letter)
        self._show_next(letter)

    def take_links(self) -> None:
        """Put the links back where they stand when there is room for them."""
        self._column.insertWidget(self._column.indexOf(self.addressee) + 1, self.links)

    def _show_next(self, letter: KeptLetter) -> None:
        verb = next_of(letter)
        for key, each in self.next.items():
            each.setVisible(key is verb.key)
        set_available(self.next[verb.key], why_not(verb, (letter,), self._desk.why_no_write))

    @staticmethod
    def _link(link: QPushButton, text: str) -> None:
        link.setVisible(bool(text))
        shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
        link.setText(shown.replace("&", "&&"))
        link.setAccessibleName(text)
        link.setToolTip(text)

    def _connect(self) -> None:
        for key, each in self.next.items():
            each.clicked.connect(lambda _on=False, key=key: self.wanted.emit(key))
        self.open.clicked.connect(self.open_wanted)
        self.more.clicked.connect(self.menu_wanted)
        self.changed.clicked.connect(self.changes_wanted)
        self.dossier.clicked.connect(self._to_dossier)
        self.centre.clicked.connect(self._to_centre)
        self.list.clicked.connect(self._to_list)
        self.batch.clicked.connect(self._to_batch)

    def _to_dossier(self) -> None:
        if self._letter is not None and self._letter.dossier_id is not None:
            self._desk.sheet_wanted.emit(self._letter.dossier_id)

    def _to_centre(self) -> None:
        if self._letter is not None and self._letter.centre_kind:
            self._desk.centre_wanted.emit(self._letter.centre_kind, self._letter.centre_id)

    def _to_list(self) -> None:
        if self._letter is not None:
            self._desk.page_wanted.emit("correspondence", f"list/{self._letter.signing_list_id}")

    def _to_batch(self) -> None:
        if self._letter is not None:
            self._desk.page_wanted.emit("correspondence", f"batch/{self._letter.batch_id}")

    def _lay(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.state)
        first.addStretch(1)
        for part in (*self.next.values(), self.open, self.more):
            first.addWidget(part)
        flow = Flow(4, 0, self.links)
        for part in (self.dossier, self.centre, self.list, self.batch):
            flow.addWidget(part)
        column = self._column
        column.setContentsMargins(16, 12, 12, 4)
        column.setSpacing(4)
        column.addLayout(first)
        for line in (self.title, self.addressee, self.changed):
            column.addWidget(line)
        way = QVBoxLayout(self.way)
        way.setContentsMargins(0, 4, 0, 0)
        way.addWidget(self.track)
        column.addWidget(self.way)
        self.take_links()
