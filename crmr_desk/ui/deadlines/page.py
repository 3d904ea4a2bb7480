"""Échéances: what is due in the months to come, filtered by words and kinds, each explained at the right."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers import procedures
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.model.network.names import fold
from crmr_desk.model.terms import add_months
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.explanation import Explanation
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.badge import french_place
from crmr_desk.ui.parts.buttons import Chip, Segmented
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Cell, Column, DataTable

_HORIZONS = (("6", "6 mois"), ("12", "1 an"), ("24", "2 ans"), ("all", "Tout"))
_ROOM_FOR_COLUMNS = 1100
"""Width in pixels under which the columns that the explanation repeats are left out."""
_REPEATED = ("Nature", "Filière", "Place")
_PAST_MONTHS = -12
_FAR_MONTHS = 12 * 40


class DeadlinesPage(LiveView):
    """A sortable list; late ones of the last twelve months come first."""

    TABLES = frozenset(
        {
            "mandate", "label", "fsmr_designation", "person", "crmr", "site", "ccmr", "fsmr", "dossier", "opinion",
            "piece", "letter",
        }
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.horizon = Segmented(_HORIZONS, "Horizon")
        self.horizon.set_value("12")
        self.search = SearchField("Filtrer les échéances", parent=self)
        self.chips = {kind: Chip(words, 0, icon) for kind, (words, icon) in look.KINDS.items()}
        self.card = Card("Échéances", pad=8)
        self.table = _table()
        self.nothing = EmptyState("calendar-event", "Aucune échéance dans cet horizon.")
        self.explanation = Explanation()
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def question(self) -> Callable[[], list[DeadlineRow]]:
        db, today, months = self.desk.db, self.desk.today, self.horizon.value()
        first = add_months(today, _PAST_MONTHS)
        last = add_months(today, _FAR_MONTHS if months == "all" else int(months))
        return lambda: upcoming.between(db, first, last, today)

    def show_answer(self, answer: Sequence[DeadlineRow]) -> None:
        counts = Counter(row.kind for row in answer)
        for kind, chip in self.chips.items():
            chip.set_count(counts[kind])
            chip.setVisible(counts[kind] > 0 or chip.isChecked())
        self.table.set_rows(answer)
        self._filter()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), Flow()
        first.setSpacing(12)
        first.addWidget(self.horizon)
        first.addWidget(self.search, 1)
        self._first = first
        for chip in self.chips.values():
            second.addWidget(chip)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.nothing)
        self.card.body.addWidget(self.stack, 1)
        left = QVBoxLayout()
        left.setContentsMargins(24, 12, 16, 16)
        left.setSpacing(12)
        left.addLayout(first)
        left.addLayout(second)
        left.addWidget(self.card, 1)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addLayout(left, 1)
        line.addWidget(self.explanation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _ROOM_FOR_COLUMNS
        self._first.setDirection(QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom)
        self.table.show_columns(without=() if roomy else _REPEATED)

    def _connect(self) -> None:
        self.horizon.chosen.connect(lambda _value: self.reload())
        self.search.textChanged.connect(lambda _text: self._filter())
        for chip in self.chips.values():
            chip.toggled.connect(lambda _on: self._filter())
        self.table.current_changed.connect(self._explain)
        self.table.opened.connect(self._open)
        self.explanation.open_wanted.connect(self._open_centre)
        self.explanation.start_wanted.connect(self._start)
        self.explanation.dossier_wanted.connect(self.desk.dossier_wanted)

    def _explain(self, row: DeadlineRow | None) -> None:
        self.explanation.show_row(row)
        answers = look.ANSWERED_BY.get(row.kind) if row is not None else None
        if row is None or answers is None or row.dossier_id is not None:
            return
        db, kind, row_id, today = self.desk.db, row.centre_kind, row.centre_id, self.desk.today
        self.desk.read(
            lambda: procedures.offered(db, kind, row_id, today),
            lambda offered: self.explanation.offer(row, _answer(offered, answers)),
            owner=self,
        )

    def _start(self, procedure: Procedure) -> None:
        row = self.table.current()
        if row is not None:
            self.desk.start_wanted.emit(procedure.request, procedure.function, row.centre_id)

    def _open(self, row: DeadlineRow) -> None:
        """A double click leads to the dossier that waits, else to the centre."""
        if row.dossier_id is not None:
            self.desk.dossier_wanted.emit(row.dossier_id)
        else:
            self._open_centre(row)

    def _open_centre(self, row: DeadlineRow) -> None:
        self.desk.centre_wanted.emit(row.centre_kind, row.centre_id)

    def _filter(self) -> None:
        kinds = {kind for kind, chip in self.chips.items() if chip.isChecked()}
        words = fold(self.search.text()).split()
        self.table.set_filter(lambda row: _kept(row, words, kinds))
        every, shown = len(self.table.rows()), len(self.table.shown_rows())
        self.card.set_count(str(every) if shown == every else f"{shown} sur {every}")
        self.stack.setCurrentWidget(self.table if shown else self.nothing)
        if shown and self.table.current() is None:
            self.table.select(self.table.shown_rows()[0].key)


def _kept(row: DeadlineRow, words: Sequence[str], kinds: set[str]) -> bool:
    if kinds and row.kind not in kinds:
        return False
    text = fold(f"{row.on:%d/%m/%Y} {row.title} {row.detail} {row.fsmr} {look.KINDS[row.kind][0]}")
    return all(word in text for word in words)


def _answer(offered: Sequence[Procedure], requests: Sequence[str]) -> Procedure | None:
    return next((each for request in requests for each in offered if each.request == request), None)


def _table() -> DataTable[DeadlineRow]:
    def kind(row: DeadlineRow) -> Cell:
        words, icon = look.KINDS[row.kind]
        return Cell(words, icon=icon)

    return DataTable(
        (
            Column("Date", lambda row: Cell(f"{row.on:%d/%m/%Y}", tip=_weekday_tip(row.on)), sort=lambda row: row.on,
                   width=96),
            Column("Nature", kind, width=172),
            Column("Échéance", lambda row: Cell(row.title, second=row.detail, tip=f"{row.title}, {row.detail}"),
                   stretch=3),
            Column("Filière", lambda row: row.fsmr, width=112),
            Column("Place", lambda row: Cell(french_place(row.place), tone="text2"), width=112),
            Column("Jours", look.distance_cell, sort=lambda row: row.days, width=86, right=True),
        ),
        lambda row: row.key, "Échéances", two_lines=True,
    )  # fmt: skip


def _weekday_tip(day: dt.date) -> str:
    names = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    return f"{names[day.weekday()]} {day:%d/%m/%Y}"
