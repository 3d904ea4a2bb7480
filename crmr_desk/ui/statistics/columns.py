"""Columns of several colours over time: the mandates that end in each quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crmr_desk.model.network.statistics.numerals import number
from crmr_desk.ui import theme
from crmr_desk.ui.statistics.chart import Area, Chart, Series, bar, draw_legend, legend_height, put

_FOOT, _HEAD = 36, 22


@dataclass(frozen=True, slots=True)
class ColumnBar:
    """A column: its name, a second line under it, one part a series, and what it says."""

    name: str
    under: str
    parts: tuple[int, ...]
    words: str


class StackedColumns(Chart):
    """Columns side by side, their total above each."""

    def __init__(self, name: str, *, plot: int = 150, parent: QWidget | None = None) -> None:
        """``plot`` is the height of the highest column."""
        super().__init__(name, parent)
        self._plot = plot
        self._series: tuple[Series, ...] = ()
        self._bars: tuple[ColumnBar, ...] = ()

    def show_columns(self, series: Sequence[Series], bars: Sequence[ColumnBar]) -> None:
        """Other columns, from left to right."""
        self._series, self._bars = tuple(series), tuple(bars)
        self.changed()

    def height_for(self, width: int) -> int:
        return self._top(width) + self._plot + _FOOT

    def areas(self, width: int) -> list[Area]:
        step, top = width / max(len(self._bars), 1), self._top(width) - _HEAD
        return [
            Area(QRect(round(rank * step), top, round(step), _HEAD + self._plot + _FOOT), each.words)
            for rank, each in enumerate(self._bars)
        ]

    def draw(self, painter: QPainter, width: int) -> None:
        if not self._bars:
            return
        draw_legend(painter, width, self._series)
        most = max(max(sum(each.parts) for each in self._bars), 1)
        ground = self._top(width) + self._plot
        painter.fillRect(0, ground, width, 1, theme.color("line2"))
        for area, each in zip(self.areas(width), self._bars, strict=True):
            height = self._draw_column(painter, each, area.box, ground, most)
            centred, box = Qt.AlignmentFlag.AlignHCenter, area.box
            figure = QRect(box.left(), ground - height - 20, box.width(), 18)
            put(painter, figure, number(sum(each.parts)), weight=600, side=centred)
            put(painter, QRect(box.left(), ground + 3, box.width(), 16), each.name, side=centred)
            put(painter, QRect(box.left(), ground + 18, box.width() * 2, 16), each.under, "text3")

    def _draw_column(self, painter: QPainter, each: ColumnBar, box: QRect, ground: int, most: int) -> int:
        """The parts from the ground up; how high they reach."""
        before, inset = 0, max(box.width() // 6, 2)
        for part, series in zip(each.parts, self._series, strict=True):
            low, high = self._plot * before // most, self._plot * (before + part) // most
            if high > low:
                place = QRect(box.left() + inset, ground - high, box.width() - 2 * inset, max(high - low - 1, 1))
                bar(painter, place, series.token)
            before += part
        return self._plot * before // most

    def _top(self, width: int) -> int:
        return _HEAD + (legend_height(width, self._series) if self._series else 0)
