"""What a person or an establishment is: label and value, with the place in the text and where the value comes from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crmr_desk.model.network.rows import Fact
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.origin_mark import OriginMark, Origins, origins_of
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.flow import Flow, FlowingLabel
from crmr_desk.ui.parts.halves_card import HalvesCard

_LABEL_WIDTH = 96
_GAP = 16
_WIDE = 640
"""Width of a sheet from which its facts stand in two columns, unless a long value (an e-mail address) is cut then."""
_AROUND = 2 * (24 + 16) + 14
"""What margins, padding and scroll bar take of it."""


class FactsCard(HalvesCard):
    """Two halves beside each other, or one below the other where the sheet is narrow (``fit``)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._room, self._is_wide = _WIDE, True
        super().__init__("Identité", label_width=_LABEL_WIDTH, gap=_GAP, parent=parent)
        self._desk = desk

    def show_facts(self, facts: Sequence[Fact], origins: Origins) -> None:
        """Show other facts, read down the first column, then the second."""
        middle = (len(facts) + 1) // 2
        for half, part in zip(self.halves, (facts[:middle], facts[middle:]), strict=True):
            _empty(half)
            for line, fact in enumerate(part):
                half.addWidget(label(fact.label, "quiet"), line, 0, Qt.AlignmentFlag.AlignTop)
                half.addWidget(self._value(fact, origins), line, 1)

    def fit(self, room: int) -> None:
        """Stand in a sheet that is ``room`` pixels wide."""
        self._room = room
        needed = sum(half.minimumSize().width() for half in self.halves) + _GAP + _AROUND
        if (wide := room >= max(_WIDE, needed)) != self._is_wide:
            self._is_wide = wide
            self.set_wide(wide=wide)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            # The widths of new values are known only now.
            self.fit(self._room)
        return super().event(event)

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
