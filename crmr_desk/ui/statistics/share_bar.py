"""One bar that shows how a whole is divided, its parts named below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from crmr_desk.model.network.statistics.numerals import WIDE, number
from crmr_desk.ui.statistics.chart import Area, Chart, bar, put, text_width

_BAR, _WORDS, _APART = 14, 22, 10


class ShareBar(Chart):
    """Parts with their words; one of zero is named in the table alone."""

    _parts: tuple[tuple[str, str, int], ...] = ()

    def show_parts(self, parts: Sequence[tuple[str, str, int]]) -> None:
        """(token, words, how many), from left to right."""
        self._parts = tuple(part for part in parts if part[2])
        self.changed()

    def height_for(self, width: int) -> int:
        return _BAR + _WORDS * (1 if self._fits(width) else len(self._parts))

    def areas(self, width: int) -> list[Area]:
        return [
            Area(QRect(left, 0, length, _BAR + _WORDS), f"{said}, {number(count)}")
            for (left, length), said, (_token, _words, count) in zip(
                self._spans(width), self._said(), self._parts, strict=True
            )
        ]

    def draw(self, painter: QPainter, width: int) -> None:
        for (left, length), (token, _words, _count) in zip(self._spans(width), self._parts, strict=True):
            bar(painter, QRect(left, 0, max(length - 2, 2), _BAR), token, 3)
        said, fits = self._said(), self._fits(width)
        for rank, (left, words) in enumerate(zip(self._places(width), said, strict=True)):
            place = QRect(left, _BAR, width - left, _WORDS) if fits else QRect(0, _BAR + rank * _WORDS, width, _WORDS)
            put(painter, place, words)

    def _said(self) -> list[str]:
        whole = sum(count for _token, _words, count in self._parts)
        return [f"{words} {number(100 * count / whole)}{WIDE}%" for _token, words, count in self._parts]

    def _spans(self, width: int) -> list[tuple[int, int]]:
        whole, before, spans = sum(count for _token, _words, count in self._parts), 0, []
        for _token, _words, count in self._parts:
            left = width * before // whole
            before += count
            spans.append((left, width * before // whole - left))
        return spans

    def _places(self, width: int) -> list[int]:
        """Where the words of each part begin: under it, but never over their neighbours."""
        lengths = [text_width(words, 12) for words in self._said()]
        places: list[int] = []
        for (left, _length), _needed in zip(self._spans(width), lengths, strict=True):
            after = places[-1] + lengths[len(places) - 1] + _APART if places else 0
            places.append(max(left, after))
        limit = width
        for rank in range(len(places) - 1, -1, -1):
            places[rank] = min(places[rank], limit - lengths[rank])
            limit = places[rank] - _APART
        return places

    def _fits(self, width: int) -> bool:
        """Whether the words stand on one line."""
        said = self._said()
        return sum(text_width(words, 12) for words in said) + _APART * max(len(said) - 1, 0) <= width
