"""The letter under the cursor: its head, its pages, and on a second tab its way, editions and what changed since."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crmr_desk.model.correspondence import details, live_letters, sending, signing
from crmr_desk.model.correspondence.rows import ChangedFact, KeptLetter, LetterDetail
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.ui.correspondence.actions import LetterActions
from crmr_desk.ui.correspondence.letter_head import LetterHead
from crmr_desk.ui.correspondence.pdf_view import PdfView
from crmr_desk.ui.correspondence.verb_bar import verbs_menu
from crmr_desk.ui.correspondence.verbs import VerbKey
from crmr_desk.ui.correspondence.way_tab import WayTab
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.following import follow
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.network.history_tab import HistoryTab
from crmr_desk.ui.parts.buttons import Segmented
from crmr_desk.ui.parts.notes import EmptyState

_PAGES, _WAY, _HISTORY = range(3)
_SIGNED, _PRINTED = "signed", "printed"
_ROOM_FOR_WAY = 520
"""Height in pixels from which the way of the letter is drawn above its pages, and what it leads to named there."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the sheet shows of one letter: the signed paper where there is one, else what was printed."""

    name: str
    content: bytes


def read_letter(db: Database, letter_id: int, *, printed: bool) -> Shown | UserError:
    """The letter, or why it is there no more. ``printed``: as it was written, without its signature."""
    try:
        file = sending.letter_pdf(db, letter_id) if printed else signing.signed_file(db, letter_id)
        return Shown(file.name, file.content)
    except UserError as gone:
        return gone


class LetterView(LiveView):
    """Shows the letter that ``show_letter`` names; ``dropped(letter, path)`` for a PDF let go over its pages."""

    TABLES = frozenset({"letter", "signing_list"})
    dropped = Signal(object, object)

    def __init__(self, desk: Desk, actions: LetterActions, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.letter: KeptLetter | None = None
        self._actions = actions
        self._shown: Shown | None = None
        self._changes: tuple[ChangedFact, ...] = ()
        self.head, self.pdf = LetterHead(desk), PdfView()
        self.way, self.history = WayTab(desk), HistoryTab(desk, "courrier")
        self._detail_of = 0
        self._words = LivePages(b"")
        self.which = Segmented(((_SIGNED, "Exemplaire signé"), (_PRINTED, "Tel qu’écrit")), "Exemplaire montré")
        self.tabs, self.pages, self.stack = QTabBar(), QStackedWidget(), QStackedWidget()
        self.none = EmptyState("mail", "Choisissez un courrier pour le lire ici.")
        self._lay()
        self._connect()

    def question(self) -> Callable[[], Shown | UserError] | None:
        if self.letter is None:
            return None
        db, letter_id = self.desk.db, self.letter.id
        printed = self.which.value() == _PRINTED
        return lambda: read_letter(db, letter_id, printed=printed)

    def show_letter(self, letter: KeptLetter | None, changes: Mapping[int, tuple[ChangedFact, ...]]) -> None:
        """Show another letter, or what the list knows now of the same one."""
        another = letter is None or self.letter is None or letter.id != self.letter.id
        self._changes = changes.get(letter.id, ()) if letter is not None else ()
        same = letter == self.letter
        self.letter = letter
        self.stack.setCurrentIndex(letter is not None)
        if letter is None:
            return
        self.head.show_letter(letter, len(self._changes))
        self.which.setVisible(letter.signed_file_id is not None)
        if another:
            self.which.set_value(_SIGNED)
        if another or not same:
            self.way.show_letter(letter, self._changes)
            self._detail_of = 0
            self.reload()
            self._ask_detail()
        else:
            self.way.facts.set_rows(self._changes)
            self.way.changed.setVisible(bool(self._changes))
            self._show_words(letter.id, self._words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the pages take the room of the way and of the links: the state stands above, the rest in
        « Parcours »."""
        super().resizeEvent(event)
        low = self.height() < _ROOM_FOR_WAY
        if low is self.head.way.isHidden():
            return
        self.head.way.setVisible(not low)
        if low:
            self.way.body.insertWidget(0, self.head.links)
        else:
            self.head.take_links()

    def show_answer(self, answer: Any) -> None:
        if isinstance(answer, UserError):
            self._shown = None
            self.pdf.show_content(b"")
            self.pdf.say(str(answer))
            return
        if self.letter is None:
            return
        if self._shown is None or self._shown.content != answer.content:
            self.pdf.show_content(answer.content)
        self._shown = answer
        self._ask_words(answer)

    def _ask_words(self, shown: Shown) -> None:
        """Where the words of the letter stand and are filled is read once its pages are shown."""
        letter, db, today = self.letter, self.desk.db, self.desk.today
        if letter is not None:
            then = partial(self._show_words, letter.id)
            self.desk.read(lambda: live_letters.alive(db, letter.id, shown.content, today), then, owner=self)

    def _show_words(self, letter_id: int, live: LivePages) -> None:
        if self.letter is not None and self.letter.id == letter_id and self._shown is not None:
            self._words = live
            if live.content == self._shown.content:
                self.pdf.live.show_live(live.with_now({fact.label: fact.now for fact in self._changes}))

    def open(self) -> None:
        """Show its PDF in the program of the computer."""
        if self._shown is not None:
            self._actions.open_file(self._shown.name, self._shown.content)

    def _ask_detail(self) -> None:
        """Its editions, its signature and its history take longer: they are read once somebody looks at them."""
        letter = self.letter
        if letter is None or self._detail_of == letter.id or self.pages.currentIndex() == _PAGES:
            return
        db, letter_id, today = self.desk.db, letter.id, self.desk.today
        self._detail_of = letter_id
        self.desk.read(lambda: details.letter_of(db, letter_id, today=today), self._show_detail, owner=self)

    def _show_detail(self, detail: LetterDetail) -> None:
        if self.letter is not None and detail.letter.id == self.letter.id:
            self.way.show_detail(detail)
            self.history.show_rows(detail.history)

    def _turn_to(self, place: int) -> None:
        self.pages.setCurrentIndex(place)
        self.pdf.tools.setVisible(place == _PAGES)
        self._ask_detail()

    def _do(self, key: VerbKey) -> None:
        if self.letter is not None:
            self._actions.do(key, (self.letter,))

    def _pop(self) -> None:
        if self.letter is not None:
            menu = verbs_menu(self.head.more, (self.letter,), self.desk.why_no_write, self._do)
            menu.popup(self.head.more.mapToGlobal(QPoint(0, self.head.more.height() + 2)))

    def _drop(self, path: object) -> None:
        if self.letter is not None:
            self.dropped.emit(self.letter, path)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn_to)
        self.which.chosen.connect(lambda _value: self.reload())
        self.head.wanted.connect(self._do)
        self.head.menu_wanted.connect(self._pop)
        self.head.open_wanted.connect(self.open)
        self.head.changes_wanted.connect(lambda: self.tabs.setCurrentIndex(_WAY))
        self.way.wanted.connect(self._do)
        self.way.list_wanted.connect(self._actions.open_list)
        self.way.letter_wanted.connect(lambda row_id: self.desk.page_wanted.emit("correspondence", f"letter/{row_id}"))
        self.pdf.dropped.connect(self._drop)
        self.pdf.live.wanted.connect(partial(follow, self.desk))

    def _lay(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "left")
        self.setAccessibleName("Courrier choisi")
        for title in ("Aperçu", "Parcours", "Historique"):
            self.tabs.addTab(title)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Onglets du courrier")
        self.pdf.corner.addWidget(self.which)
        self.pdf.corner.addStretch(1)
        self.pdf.layout().setContentsMargins(16, 8, 12, 12)  # type: ignore[union-attr]
        for page in (self.pdf, self.way, self.history):
            self.pages.addWidget(page)
        sheet = QWidget()
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.head)
        inside.addLayout(self._tab_line())
        inside.addWidget(self.pages, 1)
        self.stack.addWidget(self.none)
        self.stack.addWidget(sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self.stack)

    def _tab_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(16, 0, 12, 0)
        line.addWidget(self.tabs, 1)
        line.addWidget(self.pdf.tools)
        return line
