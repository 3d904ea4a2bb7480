"""« Labels et mandats »: periods on a line of years, as far back as the register goes, and the same in a table."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from crmr_desk.model.network.rows import Bar, CentreSheet
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column, DataTable
from crmr_desk.ui.parts.timeline import Timeline

_TONES: Final = {
    "past": Cell("Passé", badge=True, tone="mute", icon="history"),
    "current": Cell("En cours", badge=True, tone="ok", icon="circle-check"),
    "proposed": Cell("À venir", badge=True, tone="info", icon="calendar"),
}


class TimelineCard(Card):
    """``whole`` shows what began before the last years, ``as_table`` the same periods in a table."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Labels et mandats", parent=parent)
        self.timeline = Timeline()
        self.whole, self.as_table = Chip("Tout l’historique"), Chip("En tableau")
        self.table = DataTable(_columns(), key=lambda bar: (bar.lane, bar.start, bar.text), name="Périodes", fit=14)
        self.compare = button("Comparer deux dates", "link", "switch-horizontal")
        self.compare.clicked.connect(lambda: desk.page_wanted.emit("differences", ""))
        for part in (self.whole, self.as_table, self.compare):
            self.corner.addWidget(part)
        self.body.addWidget(self.timeline)
        self.body.addWidget(self.table)
        self.table.hide()
        self.whole.toggled.connect(lambda on: self.timeline.show_whole(whole=on))
        self.as_table.toggled.connect(self._turn)

    def show_sheet(self, shown: CentreSheet) -> None:
        """Show the periods of another centre."""
        self.timeline.set_bars(shown.bars, shown.on)
        self.table.set_rows(shown.bars)
        self.setVisible(bool(shown.bars))
        self.set_title("Désignations et mandats" if shown.kind == "fsmr" else "Labels et mandats")
        self._offer_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
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
