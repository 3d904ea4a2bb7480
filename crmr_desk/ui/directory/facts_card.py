"""What a person or an establishment is: label and value, with the place in the text and where the value comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from crmr_desk.model.network.rows import Fact
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.origin_mark import OriginMark, Origins, origins_of
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.flow import Flow, FlowingLabel

_LABEL_WIDTH = 96
_LAST = 99
"""A row below all facts, which takes what the longer half leaves."""


class FactsCard(Card):
    """Two halves beside each other, or one below the other where the sheet is narrow (``set_wide``)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Identité", parent=parent)
        self._desk = desk
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves = (QGridLayout(), QGridLayout())
        for half in self._halves:
            half.setColumnMinimumWidth(0, _LABEL_WIDTH)
            half.setColumnStretch(1, 1)
            half.setHorizontalSpacing(12)
            half.setVerticalSpacing(6)
            self._columns.addLayout(half, 1)
        self.body.addLayout(self._columns)

    def set_wide(self, *, wide: bool) -> None:
        """Whether there is room for two columns."""
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(16 if wide else 6)

    def show_facts(self, facts: Sequence[Fact], origins: Origins) -> None:
        """Show other facts, read down the first column, then the second."""
        middle = (len(facts) + 1) // 2
        for half, part in zip(self._halves, (facts[:middle], facts[middle:]), strict=True):
            _empty(half)
            for line, fact in enumerate(part):
                half.addWidget(label(fact.label, "quiet"), line, 0, Qt.AlignmentFlag.AlignTop)
                half.addWidget(self._value(fact, origins), line, 1)
            half.setRowStretch(_LAST, 1)

    def _value(self, fact: Fact, origins: Origins) -> QWidget:
        made = QWidget()
        line = Flow(8, 2, made)
        words = FlowingLabel(fact.value)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setAccessibleName(f"{fact.label}\N{NO-BREAK SPACE}: {fact.value}")
        line.addWidget(words)
        if fact.place:
            line.addWidget(PlaceBadge(fact.place))
        for origin in origins_of(fact.held, origins):
            line.addWidget(OriginMark(self._desk, fact.label, origin))
        return made


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
