"""A card of labels and values in two halves: beside each other, or one below the other where there is no room."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from crmr_desk.ui.parts.card import Card

_LAST = 99
"""A row below all facts, which takes what the longer half leaves."""


class HalvesCard(Card):
    """``halves`` are filled by whoever knows the facts: labels in column 0, values in column 1."""

    def __init__(self, title: str, *, label_width: int, gap: int, parent: QWidget | None = None) -> None:
        """``label_width`` and ``gap`` (between the halves) in pixels."""
        super().__init__(title, parent=parent)
        self._gap = gap
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.halves = (QGridLayout(), QGridLayout())
        for half in self.halves:
            half.setColumnMinimumWidth(0, label_width)
            half.setColumnStretch(1, 1)
            half.setHorizontalSpacing(12)
            half.setVerticalSpacing(6)
            half.setRowStretch(_LAST, 1)
            self._columns.addLayout(half, 1)
        self.body.addLayout(self._columns)
        self.set_wide(wide=True)

    def set_wide(self, *, wide: bool) -> None:
        """Whether there is room for two columns."""
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(self._gap if wide else 6)
