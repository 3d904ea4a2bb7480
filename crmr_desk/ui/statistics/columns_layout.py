"""Cards in three columns, two or one, as the width of the page allows; each goes on below the one before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

_ROOM: Final = ((1060, 3), (720, 2), (0, 1))
"""Least width in pixels, and how many columns it takes."""


class CardColumns(QWidget):
    """``plans`` say for three, two and one columns which cards stand in each; ``shares`` how wide three are."""

    def __init__(
        self, plans: Mapping[int, Sequence[Sequence[QWidget]]], shares: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("ground", "clear")
        self._plans, self._shares = plans, shares
        self._count = 0
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(12)
        self._columns = [QVBoxLayout() for _share in shares]
        for column in self._columns:
            column.setSpacing(12)
            self._line.addLayout(column)
        self._arrange(len(shares))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(next(count for least, count in _ROOM if self.width() >= least))

    def _arrange(self, count: int) -> None:
        if count == self._count:
            return
        for cards, column in zip(self._plans.get(self._count, ()), self._columns, strict=False):
            for card in cards:  # an item that outlives its place would keep the height of the card from changing
                column.removeWidget(card)
            column.takeAt(0)
        self._count = count
        for rank, column in enumerate(self._columns):
            cards = self._plans[count][rank] if rank < count else ()
            for card in cards:
                column.addWidget(card)
            if cards:
                column.addStretch(1)
            share = self._shares[rank] if count == len(self._shares) else 1
            self._line.setStretch(rank, share if rank < count else 0)
