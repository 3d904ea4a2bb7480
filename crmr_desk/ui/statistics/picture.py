"""A chart as a picture that leaves the program: title, day and how it was counted are written on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter

from crmr_desk.ui import theme

RATIO = 2
_MARGIN, _TITLE, _LINE, _GAP = 24, 26, 20, 12
_WRAPPED = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a picture shows: ``draw(painter, width)`` paints the chart, ``height`` pixels high, from (0, 0).
    ``lines`` are written under the title, ``method`` under the chart."""

    title: str
    lines: Sequence[str]
    method: Sequence[str]
    width: int
    height: int
    draw: Callable[[QPainter, int], None]


def picture(drawing: Drawing) -> QImage:
    """The chart on white paper, whatever the theme, at twice the size on screen."""
    with theme.on_paper():
        method = " ".join(drawing.method)
        words = QFontMetrics(theme.font(12)).boundingRect(0, 0, drawing.width, 4000, _WRAPPED, method).height()
        top = _MARGIN + _TITLE + _LINE * len(drawing.lines) + _GAP
        height = top + drawing.height + _GAP + words + _MARGIN
        image = QImage(RATIO * (drawing.width + 2 * _MARGIN), RATIO * height, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(RATIO)
        image.fill(theme.color("surface"))
        painter = QPainter(image)
        painter.translate(_MARGIN, _MARGIN)
        _write(painter, drawing)
        painter.translate(0, top - _MARGIN)
        drawing.draw(painter, drawing.width)
        painter.setFont(theme.font(12, figures=True))
        painter.setPen(theme.color("text3"))
        painter.drawText(QRect(0, drawing.height + _GAP, drawing.width, words + 4), _WRAPPED, method)
        painter.end()
    return image


def _write(painter: QPainter, drawing: Drawing) -> None:
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font(17, 600))
    painter.drawText(QRect(0, 0, drawing.width, _TITLE), Qt.AlignmentFlag.AlignVCenter, drawing.title)
    painter.setFont(theme.font(13, figures=True))
    painter.setPen(theme.color("text2"))
    for rank, line in enumerate(drawing.lines):
        box = QRect(0, _TITLE + rank * _LINE, drawing.width, _LINE)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line)
