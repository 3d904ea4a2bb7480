"""The views of the page, one shown at a time; what is chosen in one of them is chosen in the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSettings, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.ui.deadlines import grouping
from crmr_desk.ui.deadlines.answers import Answer
from crmr_desk.ui.deadlines.columns import grouped_columns
from crmr_desk.ui.deadlines.groups_view import GroupsView
from crmr_desk.ui.deadlines.list_view import DeadlineList
from crmr_desk.ui.deadlines.month_view import MonthView, sheet_of
from crmr_desk.ui.deadlines.periods import Period, View, recalled_words
from crmr_desk.ui.deadlines.year_view import YearView
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import DataTable

DeadlineTable = DataTable[DeadlineRow] | GroupsView


class Views(QStackedWidget):
    """``chosen(row or None)`` when an entry is to be explained, ``opened(row)`` when it is to be gone to,
    ``rows_chosen`` when others are selected, ``menu_wanted(row, where)``, ``everything_wanted`` where a filter keeps
    nothing, ``new_wanted`` where there is nothing at all."""

    chosen = Signal(object)
    opened = Signal(object)
    rows_chosen = Signal()
    menu_wanted = Signal(object, QPoint)
    everything_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, desk: Desk, settings: QSettings | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._view, self._just_shown = desk, View.MONTH, True
        self.month, self.year = MonthView(), YearView()
        self.list = DeadlineList(settings)
        self.day = GroupsView(grouped_columns(), "Échéances du jour")
        self.centres = GroupsView(grouped_columns(), "Échéances par centre")
        self.nothing = EmptyState(
            "calendar-event", "Rien dans ce registre n’arrive à son terme.", "Nouvelle échéance…", "calendar-plus"
        )
        self.none_kept = EmptyState(
            "search", "Aucune échéance ne répond à ce filtre.", "Tout montrer", "calendar-event"
        )
        self._radar: QWidget | None = None
        self._cards = {
            View.DAY: sheet_of(self.day, edge=8),
            View.YEAR: sheet_of(self.year),
            View.LIST: sheet_of(self.list),
            View.CENTRES: sheet_of(self.centres, edge=8),
        }
        for part in (self.month, *self._cards.values(), self.nothing, self.none_kept):
            self.addWidget(part)
        self._connect()

    def show_rows(
        self, period: Period, rows: Sequence[DeadlineRow], today: dt.date, answer: Answer, *, counted: str, every: int
    ) -> None:
        """Show ``rows``, of ``answer``, in the view of ``period``; ``every`` is how many there were before the
        filter."""
        self._just_shown = period.view is not self._view
        self._view = period.view
        match period.view:
            case View.MONTH:
                self.month.grid.show_month(period.day, rows, today, answer.holidays)
            case View.YEAR:
                self.year.show_year(period.day.year, rows, today)
            case View.LIST:
                self.list.show_rows(rows, f"{counted}. {recalled_words(today)}")
            case View.DAY:
                self.day.show_groups(grouping.by_nearness(rows, recalled_words(today)))
            case View.CENTRES:
                self.centres.show_groups(grouping.by_centre(rows, answer.codes))
        self._show_part(empty=not rows and not period.view.steps, every=every)

    def mark(self, row: DeadlineRow | None) -> None:
        """Show in the view which entry is explained beside it."""
        key = row.key if row is not None else ""
        self.month.grid.mark(key)
        table = self._table()
        current = table.current() if table is not None else None
        if table is not None and key and (current is None or current.key != key):
            told = table.blockSignals(True)
            table.select(key)
            table.blockSignals(told)
        if self._just_shown and self._view is View.DAY:
            self.day.scrollToTop()  # a day begins with what is late, whatever is explained beside it
        self._just_shown = False

    def chosen_rows(self) -> list[DeadlineRow]:
        """The rows selected in a list."""
        table = self._table()
        return table.chosen() if table is not None else []

    def in_order(self, rows: Sequence[DeadlineRow]) -> Sequence[DeadlineRow]:
        """``rows`` as the list sorts them, while it is shown."""
        return self.list.table.shown_rows() if self._view is View.LIST else rows

    def current_day(self) -> dt.date | None:
        """The day on which the cursor of the month stands."""
        return self.month.grid.current_day() if self._view is View.MONTH else None

    def take_focus(self) -> None:
        """Put the focus into the view."""
        inner: dict[View, QWidget] = {
            View.MONTH: self.month.grid, View.YEAR: self.year.grid, View.LIST: self.list.table, View.DAY: self.day,
            View.CENTRES: self.centres,
        }  # fmt: skip
        inner.get(self._view, self).setFocus()

    def _table(self) -> DeadlineTable | None:
        tables: dict[View, DeadlineTable] = {
            View.LIST: self.list.table, View.DAY: self.day, View.CENTRES: self.centres
        }  # fmt: skip
        return tables.get(self._view)

    def _show_part(self, *, empty: bool, every: int) -> None:
        if self._view is View.MONTH:
            self.setCurrentWidget(self.month)
        elif empty:
            self.setCurrentWidget(self.none_kept if every else self.nothing)
        else:
            self.setCurrentWidget(self._cards[self._view])

    def show_radar(self) -> None:
        """Show the successions to come, which read for themselves."""
        self._view = View.RADAR
        if self._radar is None:
            from crmr_desk.ui.deadlines.radar import RadarView  # most visits do without it

            self._radar = RadarView(self._desk)
            self.addWidget(self._radar)
        self.setCurrentWidget(self._radar)

    def _connect(self) -> None:
        self.month.grid.chosen.connect(self.chosen)
        self.month.grid.opened.connect(self.opened)
        self.month.grid.menu_wanted.connect(self.menu_wanted)
        self.list.menu_wanted.connect(self.menu_wanted)
        for table in (self.list.table, self.day, self.centres):
            table.current_changed.connect(self.chosen)
            table.opened.connect(self.opened)
            table.chosen_changed.connect(self.rows_chosen)
        for groups in (self.day, self.centres):
            groups.menu_wanted.connect(self.menu_wanted)
        for empty, told in ((self.nothing, self.new_wanted), (self.none_kept, self.everything_wanted)):
            if empty.action is not None:
                empty.action.clicked.connect(lambda _on=False, told=told: told.emit())
