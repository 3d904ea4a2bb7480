"""The sheet of one centre: its head, its first page, and tabs that are read when somebody looks at them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers import procedures
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network import sheet
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.store.database import Database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.competence_card import CompetenceTab
from crmr_desk.ui.network.dossiers_tab import DossiersTab
from crmr_desk.ui.network.letters_tab import CentreLettersTab
from crmr_desk.ui.network.missions_tab import MissionsTab
from crmr_desk.ui.network.notes_tab import NotesTab
from crmr_desk.ui.network.origin_mark import Origins, values_shown
from crmr_desk.ui.network.sheet_head import SheetHead
from crmr_desk.ui.network.sheet_history_tab import CentreHistoryTab
from crmr_desk.ui.network.sheet_tab import SheetTab
from crmr_desk.ui.network.team_tab import TeamTab
from crmr_desk.workbooks.imports import sources


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """What the head and the first page show of a centre; the tabs read the rest."""

    sheet: CentreSheet
    deadlines: list[DeadlineRow]
    procedures: tuple[Procedure, ...]
    origins: Origins


def read_sheet(db: Database, kind: str, row_id: int, on: dt.date, today: dt.date) -> SheetAnswer:
    """The sheet of a centre on ``on``, with what is due and possible ``today``. Raises UserError when the centre is no
    longer there."""
    shown = sheet.centre_sheet(db, kind, row_id, on)
    return SheetAnswer(
        sheet=shown,
        deadlines=upcoming.for_centre(db, kind, row_id, today),
        procedures=procedures.offered(db, kind, row_id, today),
        origins=sources.origins(db, {(table, held_id) for table, held_id, _field in values_shown(shown)}),
    )


class Tab(IntEnum):
    """The tabs, from left to right."""

    MAIN = 0
    COMPETENCE = 1
    MISSIONS = 2
    TEAM = 3
    DOSSIERS = 4
    LETTERS = 5
    NOTES = 6
    HISTORY = 7


_TITLES = (
    "Fiche", "Compétences", "Missions et obligations", "Équipe", "Dossiers", "Courriers", "Notes", "Historique"
)  # fmt: skip
_PANES: Mapping[Tab, Callable[[Desk], Any]] = {
    Tab.COMPETENCE: CompetenceTab,
    Tab.MISSIONS: MissionsTab,
    Tab.TEAM: TeamTab,
    Tab.DOSSIERS: DossiersTab,
    Tab.LETTERS: CentreLettersTab,
    Tab.NOTES: NotesTab,
    Tab.HISTORY: CentreHistoryTab,
}


class SheetBody(QWidget):
    """``tabs`` chooses among ``pages``; a page is made when somebody first looks at it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: CentreSheet | None = None
        self._panes: dict[Tab, Any] = {}
        self._asked: dict[Tab, int] = {}
        self._stale: set[Tab] = set()
        self.head, self.tabs, self.pages = SheetHead(desk), QTabBar(), QStackedWidget()
        self.main = SheetTab(desk)
        self._add_tabs()
        self._lay_out()

    def pane(self, tab: Tab) -> Any:
        """The page behind a tab, made now if it is wanted for the first time."""
        if tab not in self._panes:
            made, empty, front = _PANES[tab](self._desk), self.pages.widget(tab), self.pages.currentIndex()
            if empty is not None:
                self.pages.removeWidget(empty)
                empty.deleteLater()
            self.pages.insertWidget(tab, made)
            self.pages.setCurrentIndex(front)
            self._panes[tab] = made
        return self._panes[tab]

    def begin(self) -> None:
        """To the top of the first tab: another centre is about to be shown."""
        self.tabs.setCurrentIndex(Tab.MAIN)
        self.main.verticalScrollBar().setValue(0)

    def show_answer(self, answer: SheetAnswer) -> None:
        """Fill the head and the tab that is looked at; the others wait until they are."""
        shown = self._shown = answer.sheet
        self.head.show_sheet(shown, answer.procedures)
        self.main.show_sheet(shown, answer.deadlines, answer.origins)
        self._name_tabs(shown)
        self._stale = set(_PANES)
        self._look()

    def _name_tabs(self, shown: CentreSheet) -> None:
        counts, filiere = shown.counts, shown.kind == CentreKind.FSMR
        self._name_tab(Tab.COMPETENCE, len(shown.ccmrs), shown=bool(shown.ccmrs))
        self._name_tab(Tab.TEAM, counts.team, shown=not filiere)
        self._name_tab(Tab.DOSSIERS, counts.dossiers)
        self._name_tab(Tab.LETTERS, counts.letters)
        self._name_tab(Tab.NOTES, counts.notes)

    def _look(self) -> None:
        """Read the tab in front, unless it already shows what is known."""
        tab, shown = Tab(self.tabs.currentIndex()), self._shown
        if shown is None or tab not in self._stale:
            return
        self._stale.discard(tab)
        self._asked[tab] = number = self._asked.get(tab, 0) + 1
        if tab is Tab.COMPETENCE:
            self.pane(tab).card.show_rows(shown.ccmrs)
            return
        self._desk.read(self.pane(tab).question(shown), partial(self._take, tab, number), owner=self)

    def _take(self, tab: Tab, number: int, answer: Any) -> None:
        """An answer that a later question has overtaken is dropped."""
        if self._asked.get(tab) == number:
            self.pane(tab).show_answer(answer)

    def turn(self, step: int) -> None:
        """To the next tab that is shown, round and round."""
        visible = [place for place in range(self.tabs.count()) if self.tabs.isTabVisible(place)]
        self.tabs.setCurrentIndex(visible[(visible.index(self.tabs.currentIndex()) + step) % len(visible)])

    def _name_tab(self, tab: Tab, count: int, *, shown: bool = True) -> None:
        words = f"{_TITLES[tab]} {count}" if count else _TITLES[tab]
        if self.tabs.tabText(tab) != words:  # the bar is laid out again, even for the same words
            self.tabs.setTabText(tab, words)
        self.tabs.setTabVisible(tab, shown)

    def _add_tabs(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Onglets de la fiche")
        for tab in Tab:
            self.tabs.addTab(_TITLES[tab])
            self.pages.addWidget(self.main if tab is Tab.MAIN else QWidget())
        self.tabs.currentChanged.connect(self._turned)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self.turn(step))

    def _turned(self, place: int) -> None:
        if place != Tab.MAIN:
            self.pane(Tab(place))
        self.pages.setCurrentIndex(place)
        self._look()

    def _lay_out(self) -> None:
        top = QWidget()
        top.setProperty("ground", "surface")
        top.setProperty("edge", "bottom")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QVBoxLayout(top)
        head.setContentsMargins(0, 0, 0, 1)
        head.setSpacing(0)
        head.addWidget(self.head)
        line = QHBoxLayout()
        line.setContentsMargins(24, 0, 24, 0)
        line.addWidget(self.tabs)
        head.addLayout(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.pages, 1)
