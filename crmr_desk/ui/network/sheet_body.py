"""The sheet of one centre: its head, its first page, and tabs that are read when somebody looks at them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
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


class SheetBody(QWidget):
    """``tabs`` chooses among ``pages``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown: CentreSheet | None = None
        self._asked: dict[QWidget, int] = {}
        self._stale: set[QWidget] = set()
        self.head, self.tabs, self.pages = SheetHead(desk), QTabBar(), QStackedWidget()
        self.main, self.competence = SheetTab(desk), CompetenceTab(desk)
        self.missions, self.team = MissionsTab(desk), TeamTab(desk)
        self.dossiers, self.letters = DossiersTab(desk), CentreLettersTab(desk)
        self.notes, self.history = NotesTab(desk), CentreHistoryTab(desk)
        self._add_tabs()
        self._lay_out()

    def begin(self) -> None:
        """To the top of the first tab: another centre is about to be shown."""
        self.tabs.setCurrentIndex(0)
        self.main.verticalScrollBar().setValue(0)

    def show_answer(self, answer: SheetAnswer) -> None:
        """Fill the head and the tab that is looked at; the others wait until they are."""
        shown = self._shown = answer.sheet
        self.head.show_sheet(shown, answer.procedures)
        self.main.show_sheet(shown, answer.deadlines, answer.origins)
        self._name_tabs(shown)
        self._stale = set(self._read)
        self._look()

    def _name_tabs(self, shown: CentreSheet) -> None:
        counts, filiere = shown.counts, shown.kind == CentreKind.FSMR
        self._name_tab(self.competence, "Compétences", len(shown.ccmrs), shown=bool(shown.ccmrs))
        self._name_tab(self.team, "Équipe", counts.team, shown=not filiere)
        self._name_tab(self.dossiers, "Dossiers", counts.dossiers)
        self._name_tab(self.letters, "Courriers", counts.letters)
        self._name_tab(self.notes, "Notes", counts.notes)

    def _look(self) -> None:
        """Read the tab in front, unless it already shows what is known."""
        page, shown = self.pages.currentWidget(), self._shown
        if shown is None or page not in self._stale:
            return
        self._stale.discard(page)
        self._asked[page] = number = self._asked.get(page, 0) + 1
        if page is self.competence:
            self.competence.card.show_rows(shown.ccmrs)
            return
        pane = self._read[page]
        self._desk.read(pane.question(shown), partial(self._take, page, number), owner=self)

    def _take(self, page: QWidget, number: int, answer: Any) -> None:
        """An answer that a later question has overtaken is dropped."""
        if self._asked.get(page) == number:
            self._read[page].show_answer(answer)

    def turn(self, step: int) -> None:
        """To the next tab that is shown, round and round."""
        visible = [place for place in range(self.tabs.count()) if self.tabs.isTabVisible(place)]
        self.tabs.setCurrentIndex(visible[(visible.index(self.tabs.currentIndex()) + step) % len(visible)])

    def _name_tab(self, page: QWidget, title: str, count: int, *, shown: bool = True) -> None:
        place = self.pages.indexOf(page)
        self.tabs.setTabText(place, f"{title} {count}" if count else title)
        self.tabs.setTabVisible(place, shown)

    def _add_tabs(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Onglets de la fiche")
        titled: tuple[tuple[Any, str], ...] = (
            (self.main, "Fiche"),
            (self.competence, "Compétences"),
            (self.missions, "Missions et obligations"),
            (self.team, "Équipe"),
            (self.dossiers, "Dossiers"),
            (self.letters, "Courriers"),
            (self.notes, "Notes"),
            (self.history, "Historique"),
        )
        for page, title in titled:
            self.tabs.addTab(title)
            self.pages.addWidget(page)
        self._read: dict[QWidget, Any] = {page: page for page, _title in titled if page is not self.main}
        self.tabs.currentChanged.connect(self._turned)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self.turn(step))

    def _turned(self, place: int) -> None:
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
