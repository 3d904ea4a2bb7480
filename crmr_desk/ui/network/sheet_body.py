"""The sheet of one centre: its head, and the tabs Fiche, Compétences, Dossiers, Historique."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers import procedures, view
from crmr_desk.model.dossiers.list_rows import DossierRow
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.network import sheet
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.store import journal
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.competence_card import CompetenceTab
from crmr_desk.ui.network.dossiers_tab import DossiersTab
from crmr_desk.ui.network.history_tab import HistoryTab
from crmr_desk.ui.network.origin_mark import Origins, values_shown
from crmr_desk.ui.network.sheet_head import SheetHead
from crmr_desk.ui.network.sheet_tab import SheetTab
from crmr_desk.workbooks.imports import sources


@dataclass(frozen=True, slots=True)
class SheetAnswer:
    """Everything that the sheet shows of a centre."""

    sheet: CentreSheet
    deadlines: list[DeadlineRow]
    dossiers: list[DossierRow]
    history: list[OperationRow]
    procedures: tuple[Procedure, ...]
    origins: Origins


def read_sheet(db: Database, kind: str, row_id: int, on: dt.date, today: dt.date) -> SheetAnswer:
    """The sheet of a centre on ``on``, with what is due and possible ``today``. Raises UserError when the centre is no
    longer there."""
    shown = sheet.centre_sheet(db, kind, row_id, on)
    return SheetAnswer(
        sheet=shown,
        deadlines=upcoming.for_centre(db, kind, row_id, today),
        dossiers=view.dossiers_of(db, kind, row_id, today),
        history=journal.history_of(db, shown.related),
        procedures=procedures.offered(db, kind, row_id, today),
        origins=sources.origins(db, {(table, held_id) for table, held_id, _field in values_shown(shown)}),
    )


class SheetBody(QWidget):
    """``tabs`` chooses among ``pages``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.tabs, self.pages = SheetHead(desk), QTabBar(), QStackedWidget()
        self.main, self.competence = SheetTab(desk), CompetenceTab(desk)
        self.dossiers, self.history = DossiersTab(desk), HistoryTab(desk)
        self._add_tabs()
        self._lay_out()

    def begin(self) -> None:
        """To the top of the first tab: another centre is about to be shown."""
        self.tabs.setCurrentIndex(0)
        self.main.verticalScrollBar().setValue(0)

    def show_answer(self, answer: SheetAnswer) -> None:
        """Fill the head and every tab."""
        self.head.show_sheet(answer.sheet, answer.procedures)
        self.main.show_sheet(answer.sheet, answer.deadlines, answer.origins)
        self.competence.card.show_rows(answer.sheet.ccmrs)
        self.dossiers.show_rows(answer.dossiers)
        self.history.show_rows(answer.history)
        self._name_tab(self.competence, "Compétences", len(answer.sheet.ccmrs), shown=bool(answer.sheet.ccmrs))
        self._name_tab(self.dossiers, "Dossiers", len(answer.dossiers), shown=True)

    def turn(self, step: int) -> None:
        """To the next tab that is shown, round and round."""
        visible = [place for place in range(self.tabs.count()) if self.tabs.isTabVisible(place)]
        self.tabs.setCurrentIndex(visible[(visible.index(self.tabs.currentIndex()) + step) % len(visible)])

    def _name_tab(self, page: QWidget, title: str, count: int, *, shown: bool) -> None:
        place = self.pages.indexOf(page)
        self.tabs.setTabText(place, f"{title} {count}" if count else title)
        self.tabs.setTabVisible(place, shown)

    def _add_tabs(self) -> None:
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Onglets de la fiche")
        for page, title in (
            (self.main, "Fiche"),
            (self.competence, "Compétences"),
            (self.dossiers, "Dossiers"),
            (self.history, "Historique"),
        ):
            self.tabs.addTab(title)
            self.pages.addWidget(page)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        for keys, step in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self.turn(step))

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
