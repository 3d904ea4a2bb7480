"""The table of a chart: sorted by a click on a heading, copied to Excel, read aloud column by column."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.network.names import collation
from crmr_desk.model.network.statistics.numerals import number
from crmr_desk.model.network.statistics.tables import Datum, Heading, Holds, StatTable
from crmr_desk.model.terms import short_date
from crmr_desk.ui.parts.card import clear
from crmr_desk.ui.parts.cell import natural_width
from crmr_desk.ui.parts.table import Cell, Column, DataTable
from crmr_desk.ui.statistics.chart import text_width

Row = tuple[int, tuple[Datum, ...]]
"""Rank and what it holds."""

UNKNOWN = "–"
_SCROLL_BAR, _CELL_PADDING = 12, 8
_NAME_LEAST, _NAME_MOST = 90, 180
"""Pixels of the first column: what it can be squeezed to, and its width where the table scrolls sideways."""


class StatTableView(QWidget):
    """``opened(rank of a row)`` by Enter or a double click."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: DataTable[Row] | None = None
        self._shown: StatTable | None = None
        self._roomy = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_table(self, shown: StatTable) -> None:
        """Other rows; sorting and selection stay while the headings do."""
        if self._shown is None or shown.headings != self._shown.headings:
            self.table = None
        self._shown = shown
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None and self._roomy != self._has_room(self._shown):
            self.table = None
            self._fill()

    def _fill(self) -> None:
        assert self._shown is not None
        if self.table is None:
            clear(self._column)
            self.table = self._made(self._shown)
            self._column.addWidget(self.table)
        self.table.setAccessibleDescription(" ".join(self._shown.method))
        self.table.set_rows(list(enumerate(self._shown.rows)))

    def _made(self, shown: StatTable) -> DataTable[Row]:
        self._roomy = self._has_room(shown)
        widths = _widths(shown)
        columns = [
            _column(place, heading, None if place == 0 and self._roomy else min(widths[place], _NAME_MOST))
            for place, heading in enumerate(shown.headings)
        ]
        made: DataTable[Row] = DataTable(columns, lambda row: row[0], shown.title)
        made.opened.connect(lambda row: self.opened.emit(row[0]))
        return made

    def _has_room(self, shown: StatTable) -> bool:
        """Whether all columns fit beside each other; else they scroll sideways at the width that their words need."""
        first, *others = _widths(shown)
        return min(first, _NAME_LEAST) + sum(others) + _SCROLL_BAR <= self.width()


def _widths(shown: StatTable) -> list[int]:
    """Pixels that heading and figures of each column need."""
    return [
        max([_heading_width(heading), *(natural_width(Cell(said(row[place], heading.holds))) for row in shown.rows)])
        for place, heading in enumerate(shown.headings)
    ]


def _heading_width(heading: Heading) -> int:
    return text_width(heading.short or heading.title, 12, 600) + 2 * _CELL_PADDING + 1


def said(value: Datum, holds: Holds) -> str:
    """A figure or day as a table shows it; what is not known is a dash, never a zero."""
    if value is None:
        return UNKNOWN
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, str):
        return value
    return number(value, 0 if holds is Holds.COUNT or value == int(value) else 1)


def _column(place: int, heading: Heading, width: int | None) -> Column[Row]:
    """``width`` None: what the others leave."""
    return Column(
        heading.short or heading.title, partial(_cell, place, heading.holds), sort=partial(_sorted_by, place),
        width=width, right=heading.holds is not Holds.TEXT, tip=heading.title,
    )  # fmt: skip


def _cell(place: int, holds: Holds, row: Row) -> Cell:
    words = said(row[1][place], holds)
    return Cell(words, tip=words if holds is Holds.TEXT else "")


def _sorted_by(place: int, row: Row) -> object:
    value = row[1][place]
    return collation(value) if isinstance(value, str) else value
