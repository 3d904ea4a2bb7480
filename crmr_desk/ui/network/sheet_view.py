"""Right half of the network page: the sheet of one centre on the day, with its procedures, dossiers and history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers import procedures
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.dossiers.rows import DossierRow
from crmr_desk.model.errors import UserError
from crmr_desk.model.network import sheet
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.store import journal
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.network.competence_card import CompetenceTab
from crmr_desk.ui.network.dossiers_tab import DossiersTab
from crmr_desk.ui.network.history_tab import HistoryTab
from crmr_desk.ui.network.no_centre import NoCentre
from crmr_desk.ui.network.sheet_head import SheetHead
from crmr_desk.ui.network.sheet_tab import SheetTab


@dataclass(frozen=True, slots=True)
class _Answer:
    sheet: CentreSheet
    deadlines: list[DeadlineRow]
    dossiers: list[DossierRow]
    history: list[OperationRow]
    procedures: tuple[Procedure, ...]


class SheetView(LiveView):
    """The sheet of ``centre`` (kind, row id), None until one is picked. ``tabs`` chooses among ``pages``."""

    TABLES = frozenset(
        {
            "hospital", "person", "fsmr", "fsmr_designation", "crmr", "label", "site", "ccmr", "attachment",
            "mandate", "dossier", "letter",
        }
    )  # fmt: skip

    filter_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.centre: tuple[str, int] | None = None
        self.head, self.tabs, self.pages = SheetHead(desk), QTabBar(), QStackedWidget()
        self.main, self.competence = SheetTab(desk), CompetenceTab(desk)
        self.dossiers, self.history = DossiersTab(desk), HistoryTab(desk)
        self.empty, self.stack = NoCentre(desk), QStackedWidget()
        self._add_tabs()
        self._lay_out()
        self.empty.filter_wanted.connect(self.filter_wanted)

    def question(self) -> Callable[[], _Answer | UserError] | None:
        if self.centre is None:
            return None
        db, today, (kind, row_id) = self.desk.db, self.desk.today, self.centre

        def read() -> _Answer | UserError:
            from crmr_desk.model.dossiers import view  # rules and letters come with it: not before the tree is shown

            try:
                shown = sheet.centre_sheet(db, kind, row_id, today)
            except UserError as gone:
                return gone
            return _Answer(
                sheet=shown,
                deadlines=upcoming.for_centre(db, kind, row_id, today),
                dossiers=view.dossiers_of(db, kind, row_id, today),
                history=journal.history_of(db, shown.related),
                procedures=procedures.offered(db, kind, row_id),
            )

        return read

    def show_centre(self, kind: str, row_id: int) -> None:
        """Show another centre, on the top of the first tab."""
        self.centre = (kind, row_id)
        self.tabs.setCurrentIndex(0)
        self.main.verticalScrollBar().setValue(0)
        self.reload()

    def show_answer(self, answer: Any) -> None:
        if isinstance(answer, UserError):
            self.empty.tell_gone(str(answer))
            self.stack.setCurrentIndex(0)
            self.centre = None
            return
        self.head.show_sheet(answer.sheet, answer.procedures)
        self.main.show_sheet(answer.sheet, answer.deadlines)
        self.competence.card.show_rows(answer.sheet.ccmrs)
        self.dossiers.show_rows(answer.dossiers)
        self.history.show_rows(answer.history)
        self._name_tab(self.competence, "Compétences", len(answer.sheet.ccmrs), shown=bool(answer.sheet.ccmrs))
        self._name_tab(self.dossiers, "Dossiers", len(answer.dossiers), shown=True)
        self.stack.setCurrentIndex(1)

    def tell_empty(self, *, empty: bool) -> None:
        """Whether the register has no centre at all: then the way to fill it is offered."""
        if self.centre is None:
            self.empty.ask_for_centre(empty=empty)

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

    def turn(self, step: int) -> None:
        """To the next tab that is shown, round and round."""
        visible = [place for place in range(self.tabs.count()) if self.tabs.isTabVisible(place)]
        self.tabs.setCurrentIndex(visible[(visible.index(self.tabs.currentIndex()) + step) % len(visible)])

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
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.pages, 1)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(whole)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.stack)
