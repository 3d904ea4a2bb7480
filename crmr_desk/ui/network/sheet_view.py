"""Right half of the network page: the sheet of one centre on the day, with its procedures, dossiers and history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers import procedures, view
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.dossiers.rows import DossierRow
from crmr_desk.model.errors import UserError
from crmr_desk.model.network import sheet
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.store import journal
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.network.dossiers_tab import DossiersTab
from crmr_desk.ui.network.history_tab import HistoryTab
from crmr_desk.ui.network.sheet_tab import CompetenceTab, SheetTab
from crmr_desk.ui.parts.badge import Badge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import clear, label
from crmr_desk.ui.parts.notes import EmptyState


@dataclass(frozen=True, slots=True)
class _Answer:
    sheet: CentreSheet
    deadlines: list[DeadlineRow]
    dossiers: list[DossierRow]
    history: list[OperationRow]
    procedures: tuple[Procedure, ...]


class SheetView(LiveView):
    """The sheet of ``centre`` (kind, row id), None until one is picked."""

    TABLES = frozenset(
        {
            "hospital", "person", "fsmr", "fsmr_designation", "crmr", "label", "site", "ccmr", "attachment",
            "mandate", "dossier", "letter",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.centre: tuple[str, int] | None = None
        self.head = _Head(desk)
        self.main, self.competence = SheetTab(desk), CompetenceTab(desk)
        self.dossiers, self.history = DossiersTab(desk), HistoryTab(desk)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setAccessibleName("Onglets de la fiche")
        self.empty = EmptyState("topology-star-3", "Choisissez un centre dans l’arbre pour ouvrir sa fiche.")
        self.stack = QStackedWidget()
        self._lay_out()

    def question(self) -> Callable[[], _Answer | UserError] | None:
        if self.centre is None:
            return None
        db, today, (kind, row_id) = self.desk.db, self.desk.today, self.centre

        def read() -> _Answer | UserError:
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
        """Show another centre, on the first tab."""
        self.centre = (kind, row_id)
        self.tabs.setCurrentIndex(0)
        self.reload()

    def show_answer(self, answer: Any) -> None:
        if isinstance(answer, UserError):
            self.empty.sentence.setText(str(answer))
            self.stack.setCurrentIndex(0)
            self.centre = None
            return
        self.head.show_sheet(answer.sheet, answer.procedures)
        self.main.show_sheet(answer.sheet, answer.deadlines)
        self.competence.show_sheet(answer.sheet)
        self.dossiers.show_rows(answer.dossiers)
        self.history.show_rows(answer.history)
        self._name_tabs(answer)
        self.stack.setCurrentIndex(1)

    def _name_tabs(self, answer: _Answer) -> None:
        self._set_tab(self.competence, "Compétences", len(answer.sheet.ccmrs), shown=answer.sheet.kind in ("crmr", "fsmr"))
        self._set_tab(self.dossiers, "Dossiers", len(answer.dossiers), shown=True)

    def _set_tab(self, page: QWidget, title: str, count: int, *, shown: bool) -> None:
        place = self.tabs.indexOf(page)
        self.tabs.setTabText(place, f"{title} {count}" if count else title)
        self.tabs.setTabVisible(place, shown)

    def _lay_out(self) -> None:
        for page, title in (
            (self.main, "Fiche"),
            (self.competence, "Compétences"),
            (self.dossiers, "Dossiers"),
            (self.history, "Historique"),
        ):
            self.tabs.addTab(page, title)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.tabs, 1)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(whole)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.stack)


class _Head(QWidget):
    """Breadcrumb, title with badges, summary, and the procedures that fit the centre."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.crumbs, self.summary = label("", "quiet"), label("", "secondary", wrap=True)
        self.title = label("", "centre", wrap=True)
        self.badges, self.verbs = QHBoxLayout(), QHBoxLayout()
        self.badges.setSpacing(6)
        self.verbs.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(6)
        for part in (self.crumbs, self.title):
            column.addWidget(part)
        column.addLayout(self.badges)
        column.addWidget(self.summary)
        column.addLayout(self.verbs)

    def show_sheet(self, shown: CentreSheet, offered: tuple[Procedure, ...]) -> None:
        """Show another centre."""
        self.crumbs.setText("  ›  ".join(shown.breadcrumb))
        self.title.setText(shown.title)
        self.summary.setText(shown.summary)
        self._show_badges(shown)
        self._show_verbs(shown, offered)

    def _show_badges(self, shown: CentreSheet) -> None:
        clear(self.badges)
        for each in shown.badges:
            self.badges.addWidget(Badge(each.text, each.tone, each.icon, each.tip))
        self.badges.addStretch(1)

    def _show_verbs(self, shown: CentreSheet, offered: tuple[Procedure, ...]) -> None:
        clear(self.verbs)
        if shown.open_dossier_id is not None:
            again = button(shown.open_dossier_title or "Reprendre le dossier", "primary", "folder-open")
            dossier_id = shown.open_dossier_id
            again.clicked.connect(lambda: self._desk.dossier_wanted.emit(dossier_id))
            self.verbs.addWidget(again)
        else:
            for place, each in enumerate(offered):
                self.verbs.addWidget(self._start_button(each, shown.row_id, primary=place == 0))
        self.verbs.addStretch(1)

    def _start_button(self, procedure: Procedure, row_id: int, *, primary: bool) -> QWidget:
        made = button(procedure.title, "primary" if primary else "secondary", "user-plus")
        made.setToolTip(procedure.why)
        made.clicked.connect(
            lambda: self._desk.start_wanted.emit(procedure.request, procedure.function, row_id)
        )
        return made


