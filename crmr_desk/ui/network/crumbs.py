"""Where a centre stands: its filière, its reference centre, what it is; what is above leads there."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.icons import IconLabel
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label

_LONGEST = 3
"""Filière, reference centre, role of the site."""


class Crumbs(QHBoxLayout):
    """The steps from left to right, with an arrow between them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setSpacing(2)
        self._steps = tuple(_Step(desk) for _step in range(_LONGEST))
        for step in self._steps:
            for part in (step.link, step.plain, step.onward):
                self.addWidget(part)
        self.addStretch(1)

    def show_sheet(self, shown: CentreSheet) -> None:
        """Those of another centre."""
        last = len(shown.breadcrumb) - 1
        for place, words in enumerate(shown.breadcrumb):
            target = shown.above[place] if place < len(shown.above) else None
            self._steps[place].show_step(words, target, onward=place < last)
        for step in self._steps[last + 1 :]:
            step.hide()


class _Step:
    """``link`` where the step leads somewhere, else ``plain``; ``onward`` where another follows."""

    def __init__(self, desk: Desk) -> None:
        self._target: tuple[str, int] = ("", 0)
        self.link, self.plain, self.onward = (
            button("", "crumb"),
            label("", "quiet"),
            IconLabel("chevron-right", "text3", 14),
        )
        self.plain.setContentsMargins(3, 0, 3, 0)
        self.plain.setMinimumWidth(40)
        self.link.clicked.connect(lambda: desk.centre_wanted.emit(*self._target))

    def show_step(self, words: str, target: tuple[str, int] | None, *, onward: bool) -> None:
        if target is None:
            self.plain.setText(words)
        else:
            self._target = target
            self.link.setText(words)
            self.link.setAccessibleName(f"Ouvrir {words}")
            self.link.setToolTip(f"Ouvrir {words}")
        self.link.setVisible(target is not None)
        self.plain.setVisible(target is None)
        self.onward.setVisible(onward)

    def hide(self) -> None:
        for part in (self.link, self.plain, self.onward):
            part.hide()
