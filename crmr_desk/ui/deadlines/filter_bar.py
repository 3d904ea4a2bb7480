"""The chips over the views: which deadlines are wanted, and how many each would keep."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from crmr_desk.model.deadlines.choosing import OPEN, STATES, Choice, Counts
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.kept_filters import filter_stored
from crmr_desk.ui.parts.buttons import Chip
from crmr_desk.ui.parts.choice_chip import ChoiceChip, Offer
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.wanted_bar import WantedBar

AT_FIRST = Choice(state=OPEN)
"""What is wanted unless the user says otherwise: all that is still due."""


_KNOWN = {"kinds": look.KINDS, "regions": ("", *REGIONS), "state": ("", *STATES)}
"""What a choice may ask for; filières and people are those of the register."""


def choice_stored(kept: object) -> Choice:
    """The choice that was kept."""
    return filter_stored(kept, Choice(), AT_FIRST, _KNOWN)


class FilterBar(WantedBar[Choice]):
    """Which deadlines are wanted; what is over is not, at first."""

    WORDS = "words"

    def __init__(self, search: SearchField, parent: QWidget | None = None) -> None:
        super().__init__(search, AT_FIRST, parent)
        self._counts: Counts | None = None
        self._late = 0
        self.late, self.mine = Chip("En retard", 0, "clock", "stop"), Chip("À moi", 0, "pencil", "accent")
        self.kinds, self.fsmrs, self.regions = ChoiceChip("Nature"), ChoiceChip("Filières"), ChoiceChip("ARS")
        self.instructors = ChoiceChip("Instructeurs")
        self.over = Chip("Faites et levées", None, "check")
        flow = Flow(parent=self)
        for part in (
            self.late, self.mine, self.kinds, self.fsmrs, self.regions, self.instructors, self.over, self.reset
        ):  # fmt: skip
            flow.addWidget(part)
        self._connect()
        self._show()

    def show_counts(self, counts: Counts, late: int) -> None:
        """Show how many deadlines each value would keep; ``late`` counts those of all times."""
        self._counts, self._late = counts, late
        self._show()

    def offer_over(self, *, shown: bool) -> None:
        """Offer to see what was done or lifted: months show it anyway, each entry in its colour."""
        self.over.setVisible(shown)

    def _show(self) -> None:
        wanted, counts = self.wanted, self._counts
        self.late.set_count(self._late)
        self.mine.set_count(counts.mine if counts else 0)
        self.late.setChecked(wanted.late)
        self.mine.setChecked(wanted.mine)
        self.over.setChecked(wanted.state != OPEN)
        self.reset.setVisible(wanted != AT_FIRST)
        if counts is None:
            return
        _offer(self.kinds, counts.kinds, wanted.kinds, look.kind_words)
        _offer(self.fsmrs, counts.fsmrs, wanted.fsmrs, lambda value: value or "Sans filière")
        _offer(self.regions, counts.regions, wanted.regions, _agency)
        _offer(self.instructors, counts.instructors, wanted.instructors, lambda value: value or "Tout le bureau")

    def _connect(self) -> None:
        self.late.clicked.connect(lambda on: self._want(late=on))
        self.mine.clicked.connect(lambda on: self._want(mine=on))
        self.over.clicked.connect(lambda on: self._want(state="" if on else OPEN))
        self.kinds.chosen_changed.connect(lambda chosen: self._want(kinds=chosen))
        self.fsmrs.chosen_changed.connect(lambda chosen: self._want(fsmrs=chosen))
        self.regions.chosen_changed.connect(lambda chosen: self._want(regions=chosen))
        self.instructors.chosen_changed.connect(lambda chosen: self._want(instructors=chosen))


def _offer(
    chip: ChoiceChip, counts: Mapping[str, int], chosen: frozenset[str], words: Callable[[str], str]
) -> None:  # fmt: skip
    values = sorted({*counts, *chosen}, key=lambda value: (not value, collation(words(value))))
    chip.show_offers([Offer(value, words(value), counts.get(value, 0)) for value in values], chosen)


def _agency(region: str) -> str:
    return REGIONS[region].name if region in REGIONS else "Sans agence connue"
