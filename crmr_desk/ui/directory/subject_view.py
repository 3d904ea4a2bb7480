"""The sheet of a person or an establishment: head with its verbs, then what it is, its notes, its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.model.network import rows
from crmr_desk.model.network.directory_rows import MergedDouble
from crmr_desk.model.store.journal import history_of
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.network.history_tab import HistoryTab
from crmr_desk.ui.network.notes_tab import NotesTab
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import Kind, button, set_available
from crmr_desk.ui.parts.card import Card, ScrollPage, clear, label
from crmr_desk.ui.parts.flow import Flow, FlowingLabel
from crmr_desk.ui.parts.notes import EmptyState, Note


class Subject(NamedTuple):
    """Whose sheet is shown: its table, person or hospital, and its id."""

    kind: str
    row_id: int


class SubjectView(LiveView):
    """Fill ``main`` in the constructor of a kind; ``gone`` when what was shown is no longer there."""

    TABLES = frozenset(
        {"person", "hospital", "mandate", "team_member", "dossier", "crmr", "site", "ccmr", "fsmr", "note", "label",
         "former_value"}
    )  # fmt: skip
    TURNS = True
    gone = Signal()

    def __init__(self, desk: Desk, kind: str, noun: str, parent: QWidget | None = None) -> None:
        """``noun`` within a sentence: cette personne, cet établissement."""
        super().__init__(desk, parent)
        self.subject = Subject(kind, 0)
        self._noun = noun
        self.title, self.heading, self.verbs = FlowingLabel("", "centre"), Flow(8, 4), Flow(8, 8)
        self.reason = label("", "quiet", wrap=True)
        self._badges: list[Badge] = []
        self.writes: list[QPushButton] = []
        self.main = ScrollPage()
        self.notes = NotesTab(desk, noun)
        self.history = HistoryTab(desk, noun.partition(" ")[2])
        self.doubles = Card("Fiches fusionnées")
        self._merged = QVBoxLayout()
        self.merged_into = Note("git-branch", "Cette fiche a été fusionnée", token="warn")
        self.tabs, self.pages, self.stack = QTabBar(), QStackedWidget(), QStackedWidget()
        self.empty = EmptyState("users", f"Choisissez {noun} dans la liste.")
        self._body = QWidget()
        self._related: tuple[tuple[str, int], ...] = ()
        self._lay_out_view()

    def show_subject(self, row_id: int) -> None:
        """Show another one, from the top of the first tab."""
        if row_id != self.subject.row_id:
            self.tabs.setCurrentIndex(0)
            self.main.verticalScrollBar().setValue(0)
        self.subject = self.subject._replace(row_id=row_id)
        self.reload()

    def question(self) -> Callable[[], Any] | None:
        if not self.subject.row_id:
            return None
        asked = self.ask()

        def read() -> Any:
            try:
                return asked()
            except UserError as gone:
                return gone

        return read

    def ask(self) -> Callable[[], Any]:
        """What reads the sheet."""
        raise NotImplementedError

    def fill(self, sheet: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        if isinstance(answer, UserError):
            self.subject = self.subject._replace(row_id=0)
            self.empty.sentence.setText(str(answer))
            self.stack.setCurrentWidget(self.empty)
            self.gone.emit()
            return
        self.fill(answer)
        self.stack.setCurrentWidget(self._body)
        self.main.settle()
        self._look()

    def show_head(self, title: str, badges: Iterable[rows.Badge]) -> None:
        """The name with its badges; verbs that write say why they cannot."""
        self.title.setText(title)
        self.title.updateGeometry()
        for old in self._badges:
            self.heading.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._badges = [Badge(each.text, each.tone, each.icon, each.tip) for each in badges]
        for badge in self._badges:
            self.heading.addWidget(badge)
        why = self.desk.why_no_write
        for verb in self.writes:
            set_available(verb, why)
        self.reason.setText(why)
        self.reason.setVisible(bool(why))

    def show_merged(self, doubles: Iterable[MergedDouble], into: tuple[int, str] | None) -> None:
        """The doubles that lead here, each with the way to tell it apart; or where this one leads."""
        clear(self._merged)
        lines = list(doubles)
        self.doubles.setVisible(bool(lines))
        self.doubles.set_count(len(lines) or None)
        for line in lines:
            self._merged.addLayout(self._double_line(line))
        self.merged_into.setVisible(into is not None)
        if into is not None:
            self.merged_into.say(f"Cette fiche a été fusionnée avec {into[1]}")
            self._leads_to = into[0]

    def show_related(self, related: tuple[tuple[str, int], ...], notes: int) -> None:
        """What the history follows, and how many notes there are."""
        self._related = related
        self.tabs.setTabText(1, f"Notes {notes}" if notes else "Notes")

    def add_verb(
        self, text: str, kind: Kind, icon: str, then: Callable[[], object], *, writes: bool = True
    ) -> QPushButton:
        """A button of the head."""
        made = button(text, kind, icon)
        made.clicked.connect(lambda: then())
        self.verbs.addWidget(made)
        if writes:
            self.writes.append(made)
        return made

    def _look(self) -> None:
        db, subject, page = self.desk.seen, self.subject, self.pages.currentWidget()
        if page is self.notes:
            self.desk.read(self.notes.question(subject), self.notes.show_answer, owner=self)
        elif page is self.history:
            related = self._related
            self.desk.read(lambda: history_of(db, related), self.history.show_rows, owner=self)

    def _double_line(self, line: MergedDouble) -> QHBoxLayout:
        row, words = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(12)
        words.setSpacing(0)
        words.addWidget(label(line.name, "strong", wrap=True))
        words.addWidget(label(line.detail, "quiet", wrap=True))
        apart = button("Séparer…", "secondary", "arrow-back-up")
        apart.setAccessibleName(f"Séparer {line.name}")
        apart.clicked.connect(partial(self._ask_apart, line.id))
        set_available(apart, self.desk.why_no_write)
        row.addLayout(words, 1)
        row.addWidget(apart)
        return row

    def _ask_apart(self, double_id: int) -> None:
        from crmr_desk.ui.directory import unmerge_form

        unmerge_form.ask(self.desk, self.subject.kind, double_id, self)

    def _lay_out_view(self) -> None:
        for text, page in (("Fiche", self.main), ("Notes", self.notes), ("Historique", self.history)):
            self.tabs.addTab(text)
            self.pages.addWidget(page)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Onglets de la fiche")
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.tabs.currentChanged.connect(lambda _place: self._look())
        self.heading.addWidget(self.title)
        self._merged.setSpacing(10)
        self.doubles.body.addLayout(self._merged)
        self._leads_to = 0
        follow = button("Ouvrir cette fiche", "link")
        follow.clicked.connect(lambda: self.desk.page_wanted.emit("directory", f"{self.subject.kind}/{self._leads_to}"))
        self.merged_into.corner.addWidget(follow)
        self._body_layout()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.stack)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._body)

    def _body_layout(self) -> None:
        top = QWidget()
        top.setProperty("ground", "surface")
        top.setProperty("edge", "bottom")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head, tabs = QVBoxLayout(top), QHBoxLayout()
        head.setContentsMargins(24, 14, 24, 1)
        head.setSpacing(8)
        head.addLayout(self.heading)
        head.addLayout(self.verbs)
        head.addWidget(self.reason)
        tabs.addWidget(self.tabs)
        head.addLayout(tabs)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.pages, 1)
