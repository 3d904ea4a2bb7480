"""The table of a chart: sorted by a click on a heading, copied to Excel, read aloud column by column."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.network.names import collation
from crmr_desk.model.network.statistics.numerals import number
from crmr_desk.model.network.statistics.tables import Datum, Heading, Holds, StatTable
from crmr_desk.model.terms import short_date
from crmr_desk.ui.parts.card import clear
from crmr_desk.ui.parts.table import Cell, Column, DataTable

Row = tuple[int, tuple[Datum, ...]]
"""Rank and what it holds."""

UNKNOWN = "–"


class StatTableView(QWidget):
    """``opened(rank of a row)`` by Enter or a double click."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: DataTable[Row] | None = None
        self._headings: tuple[Heading, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_table(self, shown: StatTable) -> None:
        """Other rows; sorting and selection stay while the headings do."""
        if self.table is None or shown.headings != self._headings:
            clear(self._column)
            self._headings = shown.headings
            columns = [_column(place, heading) for place, heading in enumerate(shown.headings)]
            self.table = DataTable(columns, lambda row: row[0], shown.title)
            self.table.opened.connect(lambda row: self.opened.emit(row[0]))
            self._column.addWidget(self.table)
        self.table.setAccessibleDescription(" ".join(shown.method))
        self.table.set_rows(list(enumerate(shown.rows)))


def said(value: Datum, holds: Holds) -> str:
    """A figure or day as a table shows it; what is not known is a dash, never a zero."""
    if value is None:
        return UNKNOWN
    if isinstance(value, dt.date):
        return short_date(value)
    if isinstance(value, str):
        return value
    return number(value, 0 if holds is Holds.COUNT or value == int(value) else 1)


def _column(place: int, heading: Heading) -> Column[Row]:
    text = heading.holds is Holds.TEXT
    return Column(
        heading.title, partial(_cell, place, heading.holds), sort=partial(_sorted_by, place),
        stretch=3 if text else 1, right=not text, tip=heading.title,
    )  # fmt: skip


def _cell(place: int, holds: Holds, row: Row) -> Cell:
    words = said(row[1][place], holds)
    return Cell(words, tip=words if holds is Holds.TEXT else "")


def _sorted_by(place: int, row: Row) -> object:
    value = row[1][place]
    return collation(value) if isinstance(value, str) else value
