"""The list of dossiers: filtered, sorted, chosen several at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QSettings, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.dossiers import listing
from crmr_desk.model.dossiers.list_rows import DossierListRow
from crmr_desk.model.terms import short_date
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossiers import batch
from crmr_desk.ui.dossiers.batch import Batch
from crmr_desk.ui.dossiers.batch_bar import BatchBar
from crmr_desk.ui.dossiers.columns import columns
from crmr_desk.ui.dossiers.filter_bar import FilterBar
from crmr_desk.ui.dossiers.filters import EVERYTHING, DossierFilter, dossier_filter, searched, sift
from crmr_desk.ui.dossiers.list_state import Sorting
from crmr_desk.ui.filter_menu import FilterMenu
from crmr_desk.ui.kept_filters import KeptFilters
from crmr_desk.ui.list_columns import ListColumn
from crmr_desk.ui.list_tools import ListTools
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import DataTable

_ROOM_FOR_ALL, _ROOM_FOR_MOST = 1080, 960
"""Widths in pixels under which columns that can be done without are left out, as long as the user chose none."""
_SPARE, _SPARE_TOO = frozenset({"Instructeur"}), frozenset({"Instructeur", "Avis", "Depuis"})


class DossierList(LiveView):
    """``opened(row)`` by Enter or a double click; ``shown`` after other rows, or another order, are on screen."""

    TABLES = frozenset({
        "dossier", "piece", "opinion", "letter", "crmr", "site", "ccmr", "attachment", "fsmr", "hospital", "campaign",
    })  # fmt: skip
    TURNS = True
    opened = Signal(object)
    shown = Signal()

    def __init__(self, desk: Desk, settings: QSettings | None, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._rows: list[DossierListRow] = []
        self._read_once = False
        self._texts: dict[int, str] = {}
        self.columns: tuple[ListColumn[DossierListRow], ...] = columns(self._day)
        self.kept = KeptFilters(settings, "dossiers", dossier_filter)
        self.search = SearchField("Filtrer les dossiers", parent=self)
        self.filters = FilterBar(self.search, desk.who)
        self.saved_filters = button("Mes filtres", "secondary", "bookmark")
        self.choose_columns = button("Colonnes", "secondary", "columns-3")
        self.campaigns = button("Campagnes de labellisation…", "link", "certificate")
        self.table: DataTable[DossierListRow] = DataTable(
            [column.shown for column in self.columns], lambda row: row.id, "Dossiers", two_lines=True
        )
        newest = Sorting("Dossier", descending=True)
        self.tools = ListTools(self.table, self.columns, settings, "dossiers", self.choose_columns, newest)
        self._tools = QWidget()
        self.card, self.stack, self.bar = Card("Dossiers", pad=8), QStackedWidget(), BatchBar()
        self.nothing = _nothing()
        self.none_kept = EmptyState("search", "Aucun dossier ne répond à ce filtre.", "Tout montrer", "folders")
        self.batch = Batch(desk, self)
        self._lay_out()
        self.filters.show_wanted(self.kept.last())
        self.saved = FilterMenu(
            self.saved_filters, self.kept, lambda: self.filters.wanted, self.want,
            "Les dossiers qu’il montrait ne changent pas.",
        )  # fmt: skip
        self._connect()
        self._show_columns()

    def question(self) -> Callable[[], list[DossierListRow]]:
        db, today, on = self.desk.seen, self.desk.today, self.desk.on
        return lambda: listing.dossier_list(db, today, on)

    def show_answer(self, answer: Sequence[DossierListRow]) -> None:
        self._rows, self._texts, self._read_once = list(answer), {}, True
        self._sift()

    def want(self, wanted: DossierFilter) -> None:
        """Filter otherwise, and remember it."""
        self.filters.show_wanted(wanted)
        self._filter()

    def was_read(self) -> bool:
        """Whether the register was read once."""
        return self._read_once

    def order(self) -> list[int]:
        """The dossiers on screen, from top to bottom."""
        return [row.id for row in self.table.shown_rows()]

    def export(self) -> None:
        """Ask where, then write the rows and columns on screen as a workbook."""
        wanted = [column for place, column in enumerate(self.columns) if not self.table.isColumnHidden(place)]
        rows = [[column.value(row) for column in wanted] for row in self.table.shown_rows()]
        exports.export_list(self.desk, "Dossiers", [column.title for column in wanted], rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()

    def _filter(self) -> None:
        self.kept.keep(self.filters.wanted)
        self.saved.say_current()
        self._sift()

    def _sift(self) -> None:
        wanted = self.filters.wanted
        found = sift(self._rows, wanted, who=self.desk.who, today=self._day(), text_of=self._text_of)
        self.filters.show_counts(found.counts)
        self.table.set_rows(found.rows)
        every, shown = len(self._rows), len(found.rows)
        self.card.set_count(f"{shown} sur {every}" if shown != every else every or None)
        self.stack.setCurrentWidget(self.table if shown else self.none_kept if every else self.nothing)
        for part in (self._tools, self.filters, self.bar):
            part.setVisible(every > 0)
        self._weigh()
        self.shown.emit()

    def _text_of(self, row: DossierListRow) -> str:
        if row.id not in self._texts:
            self._texts[row.id] = searched(row)
        return self._texts[row.id]

    def _weigh(self) -> None:
        chosen, bar = self.table.chosen(), self.bar
        not_now = self._why_not_now()
        bar.show_state(len(chosen), {
            bar.assign: not_now or batch.no_assigning(chosen),
            bar.hold: not_now or batch.no_holding(chosen),
            bar.wake: not_now or batch.no_waking(chosen, self.desk.today),
            bar.hand_over: not_now or batch.no_handing_over(self._rows),
            bar.export: "" if self.table.shown_rows() else "La liste est vide",
        })  # fmt: skip

    def _day(self) -> dt.date:
        """The day on which the rows stand so: none stands yet as it will on a day to come."""
        return min(self.desk.on, self.desk.today)

    def _why_not_now(self) -> str:
        """Rows of another day may stand otherwise by now: what is done with several is done on those of today."""
        if self.desk.why_no_write or self._day() == self.desk.today:
            return self.desk.why_no_write
        return f"La liste montre les dossiers au {short_date(self._day())}\u00a0: revenez à aujourd’hui pour agir"

    def _lay_out(self) -> None:
        first = QHBoxLayout(self._tools)
        first.setContentsMargins(0, 0, 0, 0)
        first.setSpacing(8)
        first.addWidget(self.search, 1)
        first.addWidget(self.saved_filters)
        first.addWidget(self.choose_columns)
        for part in (self.table, self.none_kept, self.nothing):
            self.stack.addWidget(part)
        self.card.body.addWidget(self.stack, 1)
        self.card.corner.addWidget(self.campaigns)
        upper = QVBoxLayout()
        upper.setContentsMargins(24, 12, 24, 16)
        upper.setSpacing(12)
        upper.addWidget(self._tools)
        upper.addWidget(self.filters)
        upper.addWidget(self.card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.bar)

    def _connect(self) -> None:
        self.filters.changed.connect(self._filter)
        self.table.opened.connect(self.opened)
        self.table.offer("Ouvrir la fiche", self.opened.emit)
        self.table.offer("Ouvrir l’assistant", lambda row: self.desk.dossier_wanted.emit(row.id))
        self.campaigns.clicked.connect(lambda: self.desk.page_wanted.emit("campaigns", ""))
        self.table.chosen_changed.connect(self._weigh)
        self.table.horizontalHeader().sortIndicatorChanged.connect(lambda _place, _order: self.shown.emit())
        for empty, then in ((self.nothing, self._to_network), (self.none_kept, lambda: self.want(EVERYTHING))):
            if empty.action is not None:
                empty.action.clicked.connect(then)
        self._connect_bar()

    def _connect_bar(self) -> None:
        self.bar.assign.clicked.connect(lambda: self.batch.ask_assign(self.table.chosen(), self.names()))
        self.bar.hold.clicked.connect(lambda: self.batch.ask_hold(self.table.chosen()))
        self.bar.wake.clicked.connect(lambda: self.batch.wake(batch.on_hold(self.table.chosen(), self.desk.today)))
        self.bar.hand_over.clicked.connect(self._ask_hand_over)
        self.bar.export.clicked.connect(self.export)

    def _to_network(self) -> None:
        self.desk.page_wanted.emit("network", "")

    def names(self) -> list[str]:
        """The instructors known."""
        return batch.instructors(self._rows, self.desk.who)

    def _ask_hand_over(self) -> None:
        chosen = self.table.chosen()
        self.batch.ask_hand_over(self._rows, chosen[0].instructor if chosen else self.desk.who)

    def _show_columns(self) -> None:
        width = self.width()
        self.tools.show_columns(_SPARE_TOO if width < _ROOM_FOR_MOST else _SPARE if width < _ROOM_FOR_ALL else ())


def _nothing() -> EmptyState:
    return EmptyState(
        "folders",
        "Aucun dossier n’a encore été ouvert\u00a0: ils s’ouvrent depuis la fiche d’un centre.",
        "Ouvrir le réseau",
        "topology-star-3",
    )
