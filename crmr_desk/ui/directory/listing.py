"""A list of the directory: a filter as you type, chips with their counts, a table that sorts, copies and is exported as
it is shown."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.network.names import fold
from crmr_desk.model.store.words import thousands
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import Chip, button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Column, DataTable

T = TypeVar("T")

_PAUSE_MS = 80
"""A pause in typing after which the filter is applied."""


@dataclass(frozen=True, slots=True)
class Sieve(Generic[T]):
    """A chip and the rows it keeps. Chips of one ``group`` widen each other, those of several narrow."""

    text: str
    icon: str
    group: str
    keeps: Callable[[T], bool]


@dataclass(frozen=True, slots=True)
class Look(Generic[T]):
    """What a list shows of its rows: ``name`` is French, for screen reader and workbook; ``written`` are the columns of
    the workbook; ``words`` what the filter seeks in, ``counted`` what one row is called."""

    name: str
    filter: str
    icon: str
    nothing: str
    counted: str
    columns: Sequence[Column[T]]
    sieves: Sequence[Sieve[T]]
    written: Sequence[tuple[str, Callable[[T], Any]]]
    key: Callable[[T], Hashable]
    words: Callable[[T], str]


class Listing(LiveView, Generic[T]):
    """``picked(row)`` when another row is under the cursor, by keyboard only where it lingers; ``answered(rows)``
    when the register was read."""

    TURNS = True
    picked = Signal(object)
    answered = Signal(object)

    def __init__(self, desk: Desk, look: Look[T], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.look = look
        self.search = SearchField(look.filter, parent=self)
        self.chips: dict[Sieve[T], Chip] = {each: Chip(each.text, 0, each.icon or None) for each in look.sieves}
        self.table: DataTable[T] = DataTable(look.columns, look.key, look.name, two_lines=True)
        self.more = Flow(6, 6)
        self.count, self.verbs = label("", "small"), QHBoxLayout()
        self.export = button("Exporter la liste", "icon", "table-export")
        self.none_kept = EmptyState("search", "Rien ne répond à ce filtre.", "Effacer le filtre")
        self.nothing = EmptyState(look.icon, look.nothing)
        self.stack = QStackedWidget()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._linger = QTimer(self, singleShot=True, interval=40)
        self._wanted: Hashable = None
        self._texts: dict[Hashable, str] = {}
        self._lay_out()
        self._connect()

    def show_answer(self, answer: Sequence[T]) -> None:
        """Other rows; filter, sorting and selection stay."""
        self._texts = {}
        self.table.set_rows(answer)
        self._filter()
        if self._wanted is not None:
            self.select(self._wanted)
        self.answered.emit(answer)

    def select(self, row_id: Hashable) -> None:
        """Stand on a row, or as soon as there are rows; one that the filter hides takes the filter away."""
        self._wanted = row_id
        hidden = not self.table.select(row_id) and any(self.look.key(row) == row_id for row in self.table.rows())
        if hidden:
            self.clear_filter()
            self.table.select(row_id)

    def clear_filter(self) -> None:
        """Show every row."""
        for chip in self.chips.values():
            chip.setChecked(False)
        self.search.clear()
        self._filter()

    def add_verb(self, text: str, icon: str, then: Callable[[], object]) -> QPushButton:
        """A button beside the filter, left of the export."""
        made = button(text, "icon", icon)
        made.clicked.connect(then)
        self.verbs.insertWidget(self.verbs.count() - 1, made)
        return made

    def write(self) -> None:
        """Ask where, then write the rows on screen as a workbook."""
        rows = [[value(row) for _title, value in self.look.written] for row in self.table.shown_rows()]
        exports.export_list(self.desk, self.look.name, [title for title, _value in self.look.written], rows)

    def keeps_more(self, _row: T) -> bool:
        """A further filter of a kind of list."""
        return True

    def refilter(self) -> None:
        """A further filter has changed."""
        self._filter()

    def _filter(self) -> None:
        self._pause.stop()
        wanted = fold(self.search.text()).split()
        groups: dict[str, list[Sieve[T]]] = {}
        for sieve, chip in self.chips.items():
            if chip.isChecked():
                groups.setdefault(sieve.group, []).append(sieve)
        every = list(groups.values())

        def keep(row: T) -> bool:
            return (
                all(any(sieve.keeps(row) for sieve in group) for group in every)
                and self.keeps_more(row)
                and (not wanted or self._holds(row, wanted))
            )

        self.table.set_filter(keep if every or wanted or self._filters_more() else None)
        self._say()

    def _holds(self, row: T, wanted: Sequence[str]) -> bool:
        """The words of a row are folded when a filter first wants them."""
        key = self.look.key(row)
        if key not in self._texts:
            self._texts[key] = self.look.words(row)
        text = self._texts[key]
        return all(word in text for word in wanted)

    def _filters_more(self) -> bool:
        return type(self).keeps_more is not Listing.keeps_more

    def _say(self) -> None:
        rows, shown = self.table.rows(), len(self.table.shown_rows())
        for sieve, chip in self.chips.items():
            chip.set_count(sum(map(sieve.keeps, rows)))
        kept = f"{thousands(shown)} sur {thousands(len(rows))}" if shown != len(rows) else thousands(shown)
        self.count.setText(f"{kept} {self.look.counted}{'s' * (len(rows) > 1)}")
        self.stack.setCurrentWidget(self.table if shown else self.none_kept if rows else self.nothing)
        set_available(self.export, "" if shown else "La liste est vide")
        if shown:
            self.export.setToolTip("Exporter la liste")

    def _lay_out(self) -> None:
        for part in (self.table, self.none_kept, self.nothing):
            self.stack.addWidget(part)
        first, chips, foot = QHBoxLayout(), Flow(6, 6), QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.search, 1)
        self.verbs.setSpacing(2)
        self.verbs.addWidget(self.export)
        first.addLayout(self.verbs)
        for chip in self.chips.values():
            chips.addWidget(chip)
        foot.addWidget(self.count)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 6)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(chips)
        column.addLayout(self.more)
        column.addWidget(self.stack, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self._to_table)
        self._pause.timeout.connect(self._filter)
        for chip in self.chips.values():
            chip.clicked.connect(self._filter)
        if self.none_kept.action is not None:
            self.none_kept.action.clicked.connect(self.clear_filter)
        self.export.clicked.connect(self.write)
        self.table.current_changed.connect(lambda row: self._linger.start() if row is not None else None)
        self._linger.timeout.connect(self._pick)
        self.table.opened.connect(lambda _row: self._pick())

    def _to_table(self) -> None:
        self._filter()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if self.table.current() is None and self.table.shown_rows():
            self.table.select(self.look.key(self.table.shown_rows()[0]))

    def _pick(self) -> None:
        self._linger.stop()
        row = self.table.current()
        if row is not None and self.look.key(row) != self._wanted:
            self._wanted = self.look.key(row)
            self.picked.emit(row)
