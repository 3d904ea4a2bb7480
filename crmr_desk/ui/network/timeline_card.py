"""« Labels et mandats »: periods on a line of years, as far back as the register goes, and the same in a table."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.model.network.rows import Bar, CentreSheet
from crmr_desk.model.network.sheet_lanes import LANES_OF, Lanes, more_bars
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.table import Column, DataTable
from crmr_desk.ui.parts.timeline import Timeline

_TONES: Final = {
    "past": Cell("Passé", badge=True, tone="mute", icon="history"),
    "current": Cell("En cours", badge=True, tone="ok", icon="circle-check"),
    "proposed": Cell("À venir", badge=True, tone="info", icon="calendar"),
}


_LANES: Final = {Lanes.SITES: "Sites", Lanes.ATTACHMENTS: "Rattachements", Lanes.CENTRES: "Centres"}


class TimelineCard(Card):
    """``whole`` shows what began before the last years, ``lanes`` more lanes, ``as_table`` the same periods in a
    table."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title = label("Labels et mandats", "section")
        self._desk = desk
        self._shown: CentreSheet | None = None
        self._more: dict[Lanes, tuple[Bar, ...]] = {}
        self.timeline = Timeline()
        self.whole, self.as_table = Chip("Tout l’historique"), Chip("En tableau")
        self.lanes = {lanes: Chip(words) for lanes, words in _LANES.items()}
        self.table = DataTable(_columns(), key=lambda bar: (bar.lane, bar.start, bar.text), name="Périodes", fit=14)
        self.compare = button("Comparer deux dates", "link", "switch-horizontal")
        self.compare.clicked.connect(lambda: desk.page_wanted.emit("differences", ""))
        self._lay_out()
        self.whole.toggled.connect(lambda on: self.timeline.show_whole(whole=on))
        self.as_table.toggled.connect(self._turn)
        for lanes, chip in self.lanes.items():
            chip.toggled.connect(lambda on, lanes=lanes: self._unfold(lanes, on=on))

    def show_sheet(self, shown: CentreSheet) -> None:
        """Show the periods of another centre, or the same one changed: the lanes that were unfolded are read again."""
        other = self._shown is None or (self._shown.kind, self._shown.row_id) != (shown.kind, shown.row_id)
        self._shown, self._more = shown, {}
        counts = {Lanes.SITES: len(shown.sites), Lanes.ATTACHMENTS: len(shown.ccmrs), Lanes.CENTRES: len(shown.sites)}
        for lanes, chip in self.lanes.items():
            fits = lanes in LANES_OF[str(shown.kind)] and counts[lanes] > (lanes is Lanes.SITES)
            chip.set_count(counts[lanes])
            chip.setVisible(fits)
            if other or not fits:
                chip.setChecked(False)
        self.setVisible(bool(shown.bars))
        self.title.setText("Désignations et mandats" if shown.kind == "fsmr" else "Labels et mandats")
        self.setAccessibleName(self.title.text())
        self._show_bars()
        for lanes, chip in self.lanes.items():
            if chip.isChecked():
                self._unfold(lanes, on=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._offer_whole()

    def _lay_out(self) -> None:
        head, line = Flow(8, 6), QHBoxLayout()
        for part in (self.title, self.whole, *self.lanes.values(), self.as_table):
            head.addWidget(part)
        line.addLayout(head, 1)
        line.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self.body.addWidget(self.timeline)
        self.body.addWidget(self.table)
        self.table.hide()

    def _unfold(self, lanes: Lanes, *, on: bool) -> None:
        shown, db = self._shown, self._desk.seen
        if not on or shown is None:
            self._more.pop(lanes, None)
            self._show_bars()
            return

        def take(bars: tuple[Bar, ...]) -> None:
            if shown is self._shown and self.lanes[lanes].isChecked():
                self._more[lanes] = bars
                self._show_bars()

        self._desk.read(lambda: more_bars(db, shown, lanes), take, owner=self)

    def _show_bars(self) -> None:
        if self._shown is None:
            return
        bars = (*self._shown.bars, *(bar for lanes in Lanes for bar in self._more.get(lanes, ())))
        self.timeline.set_bars(bars, self._shown.on)
        self.table.set_rows(bars)
        self._offer_whole()

    def _offer_whole(self) -> None:
        earlier = self.timeline.hides_some
        self.whole.setVisible(earlier and not self.as_table.isChecked())
        if not earlier:
            self.whole.setChecked(False)

    def _turn(self, table: bool) -> None:
        self.timeline.setVisible(not table)
        self.table.setVisible(table)
        self._offer_whole()


def _columns() -> tuple[Column[Bar], ...]:
    return (
        Column("Quoi", lambda bar: Cell(bar.lane, tip=bar.lane), stretch=3),
        Column("Période", lambda bar: Cell(bar.text, tip=bar.text), stretch=6),
        Column("Du", lambda bar: short_date(bar.start), lambda bar: bar.start, width=92),
        Column("Au", lambda bar: short_date(bar.end) if bar.end else "", lambda bar: bar.end, width=92),
        Column("État", _tone, width=110),
    )


def _tone(bar: Bar) -> Cell:
    return _TONES[bar.tone]
