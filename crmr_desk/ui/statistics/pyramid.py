"""The ages of heads: sites of CRMR at the left, competence centres at the right, the oldest at the top."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from crmr_desk.model.network.statistics.heads import Band, Heads
from crmr_desk.model.network.statistics.numerals import number
from crmr_desk.ui.statistics.chart import Area, Chart, bar, put, text_width

_HEAD, _PITCH, _BAR, _MIDDLE = 18, 20, 13, 104
_TONES: Final = {68: "stop", 65: "warn"}
"""The tone of who has reached an age of A3 §1."""


class AgePyramid(Chart):
    """Both sides on one scale."""

    _heads: Heads | None = None

    def show_heads(self, heads: Heads) -> None:
        """Other ages."""
        self._heads = heads
        self.changed()

    def height_for(self, _width: int) -> int:
        return _HEAD + _PITCH * (len(self._heads.bands) if self._heads is not None else 0)

    def areas(self, width: int) -> list[Area]:
        bands = self._heads.bands if self._heads is not None else ()
        return [Area(QRect(0, _HEAD + rank * _PITCH, width, _PITCH), _words(band)) for rank, band in enumerate(bands)]

    def draw(self, painter: QPainter, width: int) -> None:
        if self._heads is None:
            return
        side = (width - _MIDDLE) // 2
        put(painter, QRect(0, 0, side, _HEAD), "Sites de CRMR", weight=600, side=Qt.AlignmentFlag.AlignRight)
        put(painter, QRect(side + _MIDDLE, 0, side, _HEAD), "Compétences", weight=600)
        most = max((max(band.crmr, band.ccmr) for band in self._heads.bands), default=0)
        room = side - text_width(number(most), 12) - 8
        for area, band in zip(self.areas(width), self._heads.bands, strict=True):
            middle = QRect(side, area.box.top(), _MIDDLE, _PITCH)
            words = band.words.removesuffix(" ans") if band.limit is None else band.words
            put(painter, middle, words, "text", side=Qt.AlignmentFlag.AlignHCenter)
            self._draw_side(painter, band.crmr, most, room, side, area.box.top(), _token(band, "series1"), left=True)
            self._draw_side(
                painter, band.ccmr, most, room, side + _MIDDLE, area.box.top(), _token(band, "series3"), left=False
            )

    def _draw_side(
        self, painter: QPainter, count: int, most: int, room: int, from_x: int, top: int, token: str, *, left: bool
    ) -> None:
        length = max(round(room * count / most), 2) if count else 0
        start = from_x - length if left else from_x
        if length:
            bar(painter, QRect(start, top + (_PITCH - _BAR) // 2, length, _BAR), token, 2)
        if left:
            box, side = QRect(0, top, start - 6, _PITCH), Qt.AlignmentFlag.AlignRight
        else:
            box, side = QRect(start + length + 6, top, 60, _PITCH), Qt.AlignmentFlag.AlignLeft
        put(painter, box, number(count), side=side)


def _token(band: Band, usual: str) -> str:
    return usual if band.limit is None else _TONES[band.limit]


def _words(band: Band) -> str:
    return (
        f"{band.words}\u00a0: {number(band.crmr)} à la tête d’un site de CRMR, "
        f"{number(band.ccmr)} à la tête d’un centre de compétences"
    )
