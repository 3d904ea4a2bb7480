"""The bar under a list: how many rows are chosen, what can be done with them, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.ui import icons
from crmr_desk.ui.dossier.labels import ElidedLabel

_HEIGHT = 48


class ListBar(QWidget):
    """Its buttons stand at the right, in the order in which ``lay`` is given them."""

    def __init__(self, name: str, parent: QWidget | None = None, *, icon: str = "info-circle") -> None:
        """``name`` is read by a screen reader."""
        super().__init__(parent)
        self.setMinimumHeight(_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "surface")
        self.setProperty("edge", "top")
        self.setAccessibleName(name)
        self._said = ElidedLabel("", "secondary")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(24, 6, 24, 6)
        self._line.setSpacing(8)
        self._line.addWidget(icons.IconLabel(icon, "text3", 16))
        self._line.addWidget(self._said, 1)

    def lay(self, buttons: Sequence[QWidget]) -> None:
        """Put these buttons after the words."""
        for each in buttons:
            self._line.addWidget(each)

    def say(self, chosen: str, why: str) -> None:
        """How many are chosen, "" for none, and the first reason why something cannot be done, "" for none."""
        self._said.say(f"{chosen}, {why[0].lower()}{why[1:]}" if chosen and why else chosen or why)

    def message(self) -> str:
        """What the bar says, whole."""
        return self._said.whole()
