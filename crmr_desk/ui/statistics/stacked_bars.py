"""Bars of several colours, one a line: centres by filière, and the public of each filière or region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from crmr_desk.model.network.statistics.numerals import number
from crmr_desk.ui.statistics.chart import Area, Chart, Series, bar, draw_legend, legend_height, put, text_width

_NAME_MOST, _BAR = 150, 12


@dataclass(frozen=True, slots=True)
class BarLine:
    """A bar: its name, one part a series, the figure at its end, and what it says and leads to."""

    name: str
    parts: tuple[int, ...]
    words: str
    leads_to: Any = None

    @property
    def total(self) -> int:
        """All parts."""
        return sum(self.parts)


class StackedBars(Chart):
    """With ``whole`` every bar is as long as the others, and its parts are shares."""

    def __init__(self, name: str, *, whole: bool = False, pitch: int = 29, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._whole, self._pitch = whole, pitch
        self._series: tuple[Series, ...] = ()
        self._lines: tuple[BarLine, ...] = ()

    def show_lines(self, series: Sequence[Series], lines: Sequence[BarLine]) -> None:
        """Other bars, from top to bottom."""
        self._series, self._lines = tuple(series), tuple(lines)
        self.changed()

    def height_for(self, width: int) -> int:
        return self._top(width) + self._pitch * len(self._lines) if self._lines else 0

    def areas(self, width: int) -> list[Area]:
        top = self._top(width)
        return [
            Area(QRect(0, top + rank * self._pitch, width, self._pitch), line.words, line.leads_to)
            for rank, line in enumerate(self._lines)
        ]

    def draw(self, painter: QPainter, width: int) -> None:
        if not self._lines:
            return
        draw_legend(painter, width, self._series)
        names = min(max(text_width(line.name, 13) for line in self._lines) + 4, _NAME_MOST, width // 3)
        figures = max(text_width(number(line.total), 12) for line in self._lines) + 8
        longest = max(line.total for line in self._lines)
        room = max(width - names - 8 - figures, 10)
        for area, line in zip(self.areas(width), self._lines, strict=True):
            left = QRect(0, area.box.top(), names, area.box.height())
            put(painter, left, line.name, "text", pixels=13, side=Qt.AlignmentFlag.AlignRight)
            length = self._draw_bar(painter, line, area.box, names + 8, room, longest)
            end = names + 8 + (room if self._whole else length) + 6
            put(painter, QRect(end, area.box.top(), width - end, area.box.height()), number(line.total), weight=600)

    def _draw_bar(self, painter: QPainter, line: BarLine, box: QRect, left: int, room: int, longest: int) -> int:
        """The parts, with a hair of ground between them; how long the bar is."""
        whole = line.total if self._whole else longest
        if not whole:
            return 0
        top, before = box.center().y() - _BAR // 2, 0
        for part, series in zip(line.parts, self._series, strict=False):
            first, last = room * before // whole, room * (before + part) // whole
            if last > first:
                bar(painter, QRect(left + first, top, max(last - first - 1, 1), _BAR), series.token)
            before += part
        return room * before // whole

    def _top(self, width: int) -> int:
        return legend_height(width, self._series) + 6 if self._series else 0
