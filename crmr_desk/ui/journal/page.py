"""Journal: every write of the register, newest first, a page at a time; what it changed, its way back, its chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.network.journal_list import PAGE, JournalPage, Wanted, journal_page, told
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.model.store.words import TABLES as NAMED
from crmr_desk.model.store.words import thousands
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.journal.chain import ChainCheck
from crmr_desk.ui.journal.columns import columns, moment
from crmr_desk.ui.journal.detail import OperationDetail
from crmr_desk.ui.journal.taking_back import state_cell
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import Segmented, button, set_available
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.choice_chip import ChoiceChip, Offer
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import DataTable

_PERIODS: Final = (("all", "Tout"), ("0", "Aujourd’hui"), ("7", "7 jours"), ("30", "30 jours"), ("365", "Un an"))
_PAUSE_MS: Final = 250
"""A text is looked for through the whole journal: once the typing pauses."""
_AROUND: Final = PAGE // 2
_ROOM_FOR_ALL: Final = 1100
"""Width in pixels under which the columns that the detail repeats are left out."""


class OperationsPage(LiveView):
    """Live. ``go_to("45")`` stands on operation 45, however old. What is listed grows by a page at its end."""

    TABLES = frozenset(NAMED)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._up_to: int | None = None
        self._wanted_id: int | None = None
        self.search = SearchField("Filtrer les opérations", parent=self)
        self.period = Segmented(_PERIODS, "Période")
        self.people = ChoiceChip("Par", "users")
        self.chain = ChainCheck(desk, self)
        self.export_button = button("Exporter la liste…", "link", "table-export")
        self.card, self.detail = Card("Opérations", pad=8), OperationDetail(desk)
        self.table: DataTable[OperationRow] = DataTable(columns(), lambda row: row.id, "Journal des opérations")
        self.none = EmptyState("history", "Aucune opération n’est encore au journal.")
        self.none_kept = EmptyState("search", "Aucune opération ne répond à ce filtre.", "Tout montrer", "history")
        self.newest = button("Revenir aux plus récentes", "link", "arrow-back-up")
        self.older, self.extent = button("Montrer les précédentes", "link", "chevron-down"), label("", "quiet")
        self.stack, self.splitter = QStackedWidget(), QSplitter(Qt.Orientation.Horizontal)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()

    def go_to(self, detail: str) -> None:
        """Stand on the operation of this number."""
        if not detail.isdigit():
            return
        self._wanted_id = int(detail)
        if self.table.select(self._wanted_id):
            return
        self._clear_filter()
        self._up_to = self._wanted_id + _AROUND
        self.reload()

    def question(self) -> Callable[[], JournalPage]:
        return self._page(max(PAGE, len(self.table.rows())))

    def show_answer(self, answer: JournalPage) -> None:
        self.people.show_offers([Offer(who, who, count) for who, count in answer.people], self.people.chosen())
        top = self.table.verticalScrollBar().value()
        self.table.set_rows(answer.rows)
        self._choose(top)
        self.newest.setVisible(answer.newer)
        self.older.setVisible(answer.older)
        self.extent.setText(_extent(answer))
        self.card.set_count(f"{thousands(len(answer.rows))}{' et plus' if answer.older or answer.newer else ''}")
        self.stack.setCurrentWidget(self._part(answer))
        set_available(self.export_button, "" if answer.rows else "La liste est vide")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.show_columns(without=() if self.width() >= _ROOM_FOR_ALL else ("N°", "Par"))

    def export(self) -> None:
        """Ask where, then write the operations listed as a workbook."""
        rows: list[list[str | int]] = [
            [row.id, moment(row.at), row.label, row.who, state_cell(row).text] for row in self.table.shown_rows()
        ]
        exports.export_list(self.desk, "Journal", [column.title for column in columns()], rows)

    def _page(self, limit: int) -> Callable[[], JournalPage]:
        db, up_to = self.desk.db, self._up_to
        days = self.period.value()
        since = None if days == "all" else self.desk.today - dt.timedelta(days=int(days))
        wanted = Wanted(self.search.text(), self.people.chosen(), since)
        return lambda: journal_page(db, wanted, up_to=up_to, limit=limit)

    def _choose(self, top: int) -> None:
        """Stand on what was asked for, else where the user stood, else on the newest."""
        wanted, self._wanted_id = self._wanted_id, None
        if wanted is not None and self.table.select(wanted):
            return
        if wanted is not None:
            self.desk.toast.emit(f"L’opération n°\u00a0{wanted} n’est pas au journal.")
        if self.table.current() is None and self.table.shown_rows():
            self.table.select(self.table.shown_rows()[0].id)
        else:
            self.table.verticalScrollBar().setValue(top)

    def _part(self, answer: JournalPage) -> QWidget:
        if answer.rows:
            return self.table
        return self.none_kept if answer.people else self.none

    def _again(self) -> None:
        """Another filter: from the newest on, and no more than a page."""
        self._pause.stop()
        self._up_to = None
        self._read(PAGE)

    def _read_older(self) -> None:
        if self.older.isVisibleTo(self):
            self._read(len(self.table.rows()) + PAGE)

    def _read(self, limit: int) -> None:
        self._asked += 1
        number = self._asked
        self.desk.read(self._page(limit), lambda answer: self._take(number, answer), owner=self)

    def _show(self, row: OperationRow | None) -> None:
        """Details are read of one operation at a time."""
        if row is None:
            self.detail.show_told(None)
            return
        db, wanted = self.desk.db, row.id

        def then(answer: Any) -> None:
            if self.table.current_key() == wanted:
                self.detail.show_told(answer)

        self.desk.read(lambda: told(db, wanted), then, owner=self)

    def _clear_filter(self) -> None:
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self.period.set_value("all")
        self.people.show_offers((), frozenset())

    def _show_all(self) -> None:
        self._clear_filter()
        self._again()

    def _lay_out(self) -> None:
        filters, foot = Flow(12, 8), QHBoxLayout()
        self.search.setMinimumWidth(280)
        for part in (self.search, self.period, self.people):
            filters.addWidget(part)
        for shown in (self.table, self.none, self.none_kept):
            self.stack.addWidget(shown)
        for below in (self.newest, self.extent, self.older):
            foot.addWidget(below)
        foot.addStretch(1)
        foot.setContentsMargins(8, 0, 8, 0)
        self.card.body.addWidget(self.stack, 1)
        self.card.body.addLayout(foot)
        self.card.corner.addWidget(self.chain.verify)
        self.card.corner.addWidget(self.export_button)
        self.splitter.addWidget(self.card)
        self.splitter.addWidget(self.detail)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(12)
        self.splitter.setProperty("gap", True)
        self.splitter.setSizes([720, 460])
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addLayout(filters)
        column.addWidget(self.chain.strip)
        column.addWidget(self.chain.result)
        column.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._again)
        self._pause.timeout.connect(self._again)
        self.period.chosen.connect(lambda _value: self._again())
        self.people.chosen_changed.connect(lambda _chosen: self._again())
        self.table.current_changed.connect(self._show)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.newest.clicked.connect(self._again)
        self.older.clicked.connect(self._read_older)
        self.export_button.clicked.connect(self.export)
        if self.none_kept.action is not None:
            self.none_kept.action.clicked.connect(self._show_all)

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if value == bar.maximum() > 0:
            self._read_older()


def _extent(answer: JournalPage) -> str:
    if not answer.rows:
        return ""
    return f"n°\u00a0{thousands(answer.rows[-1].id)} à {thousands(answer.rows[0].id)}"
