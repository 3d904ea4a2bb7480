"""Curves over time: one filled curve, or several that say their names at their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from crmr_desk.model.network.statistics.numerals import number
from crmr_desk.model.network.statistics.scale import round_up
from crmr_desk.ui import theme
from crmr_desk.ui.statistics.chart import Area, Chart, Series, draw_legend, legend_height, put, text_width

_FOOT, _HEAD, _STEPS = 22, 12, 2


@dataclass(frozen=True, slots=True)
class Curve:
    """A series with its figure at each point."""

    series: Series
    values: tuple[int, ...]


class Curves(Chart):
    """One curve is filled; several have a legend. The last figure of each stands at its end."""

    def __init__(self, name: str, *, plot: int = 96, parent: QWidget | None = None) -> None:
        """``plot`` is the height of the curves themselves."""
        super().__init__(name, parent)
        self._plot = plot
        self._curves: tuple[Curve, ...] = ()
        self._ticks: tuple[tuple[int, str], ...] = ()
        self._said: tuple[str, ...] = ()

    def show_curves(self, curves: Sequence[Curve], ticks: Sequence[tuple[int, str]], said: Sequence[str]) -> None:
        """Other figures; ``ticks`` name some points (rank, words), ``said`` are the words of each."""
        self._curves, self._ticks, self._said = tuple(curves), tuple(ticks), tuple(said)
        self.changed()

    def height_for(self, width: int) -> int:
        return self._top(width) + self._plot + _FOOT

    def areas(self, width: int) -> list[Area]:
        left, right = self._sides(width)
        step = (right - left) / max(len(self._said) - 1, 1)
        top = self._top(width)
        return [
            Area(QRect(round(left + (rank - 0.5) * step), top, max(round(step), 1), self._plot), words)
            for rank, words in enumerate(self._said)
        ]

    def draw(self, painter: QPainter, width: int) -> None:
        if not self._curves:
            return
        if len(self._curves) > 1:
            draw_legend(painter, width, [curve.series for curve in self._curves])
        self._draw_axes(painter, width)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for curve in self._curves:
            self._draw_curve(painter, curve, width)
        painter.restore()
        self._draw_ends(painter, width)

    def _draw_axes(self, painter: QPainter, width: int) -> None:
        left, right = self._sides(width)
        highest = self._highest()
        for step in range(_STEPS + 1):
            y = round(self._y(highest * step / _STEPS, width))
            painter.fillRect(left, y, right - left, 1, theme.color("line"))
            box = QRect(0, y - 9, left - 8, 18)
            put(painter, box, number(highest * step / _STEPS), side=Qt.AlignmentFlag.AlignRight)
        for rank, words in self._ticks:
            needed, x = text_width(words, 12), self._x(rank, width)
            start = min(max(round(x - needed / 2), 0), width - needed)
            put(painter, QRect(start, self._top(width) + self._plot + 4, needed + 2, 18), words)

    def _draw_curve(self, painter: QPainter, curve: Curve, width: int) -> None:
        points = [QPointF(self._x(rank, width), self._y(value, width)) for rank, value in enumerate(curve.values)]
        if len(self._curves) == 1:
            ground = self._y(0, width)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("map1"))
            painter.drawPolygon(QPolygonF([QPointF(points[0].x(), ground), *points, QPointF(points[-1].x(), ground)]))
        painter.setPen(QPen(theme.color(curve.series.token), 2))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(curve.series.token))
        painter.drawEllipse(points[-1], 4, 4)

    def _draw_ends(self, painter: QPainter, width: int) -> None:
        """The last figure of each curve right of its end, never one over another."""
        _left, right = self._sides(width)
        below = self._top(width) + self._plot + 8
        for curve in sorted(self._curves, key=lambda each: each.values[-1]):
            y = min(round(self._y(curve.values[-1], width)), below - 9)
            put(painter, QRect(right + 10, y - 9, width - right - 10, 18), number(curve.values[-1]), "text", pixels=13,
                weight=700)  # fmt: skip
            below = y - 9

    def _x(self, rank: int, width: int) -> float:
        left, right = self._sides(width)
        return left + (right - left) * rank / max(len(self._said) - 1, 1)

    def _y(self, value: float, width: int) -> float:
        return self._top(width) + self._plot * (1 - value / self._highest())

    def _highest(self) -> int:
        """The top of the axis: even, so that its middle is a whole number."""
        most = max((value for curve in self._curves for value in curve.values), default=0)
        return _STEPS * round_up(-(-most // _STEPS))

    def _sides(self, width: int) -> tuple[int, int]:
        ends = max((text_width(number(curve.values[-1]), 13, 700) for curve in self._curves), default=0)
        return text_width(number(self._highest()), 12) + 10, width - ends - 14

    def _top(self, width: int) -> int:
        if len(self._curves) < 2:
            return _HEAD
        return _HEAD + legend_height(width, [curve.series for curve in self._curves])
