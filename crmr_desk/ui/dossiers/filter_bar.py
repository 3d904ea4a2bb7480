"""The chips above the list: what is wanted, and how many dossiers each would keep."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from crmr_desk.model.kinds import Stage
from crmr_desk.model.network.names import collation
from crmr_desk.ui.dossiers.filters import ENDED, EVERYTHING, OPEN, DossierFilter, Facet
from crmr_desk.ui.parts.buttons import Chip
from crmr_desk.ui.parts.choice_chip import ChoiceChip, Offer
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.wanted_bar import WantedBar

Counts = Mapping[Facet, Mapping[str, int]]


class FilterBar(WantedBar[DossierFilter]):
    """Which dossiers are wanted."""

    def __init__(self, search: SearchField, who: str, parent: QWidget | None = None) -> None:
        super().__init__(search, EVERYTHING, parent)
        self._who = who
        self._counts: Counts = {}
        self.open, self.ended = Chip("En cours", 0, "folder-open"), Chip("Terminés", 0, "lock")
        self.mine = Chip("À mon nom", 0, "user-check")
        self.late, self.held = Chip("En retard", 0, "clock", "stop"), Chip("Mis en attente", 0, "zzz")
        self.stages, self.waiting = ChoiceChip("Étape"), ChoiceChip("En attente de")
        self.instructors, self.packs = ChoiceChip("Instructeur"), ChoiceChip("Règles")
        self._lay()
        self._connect()

    def show_counts(self, counts: Counts) -> None:
        """Show how many dossiers each value would keep."""
        self._counts = counts
        self._show()

    def _show(self) -> None:
        wanted = self.wanted
        for chip, checked, facet, value in (
            (self.open, OPEN in wanted.states, Facet.STATE, OPEN),
            (self.ended, ENDED in wanted.states, Facet.STATE, ENDED),
            (self.mine, wanted.mine, Facet.WHOSE, self._who),
            (self.late, wanted.late, Facet.LATE, "late"),
            (self.held, wanted.held, Facet.HELD, "held"),
        ):
            chip.set_count(self._counts.get(facet, {}).get(value, 0))
            chip.setChecked(checked)
        stages = self._counts.get(Facet.STAGE, {})
        offered = [each for each in Stage if each in stages or each in wanted.stages]
        self.stages.show_offers([Offer(each, each.label, stages.get(each, 0)) for each in offered], wanted.stages)
        self._show_choice(self.waiting, Facet.WAITING, wanted.waiting)
        self._show_choice(self.instructors, Facet.WHOSE, wanted.instructors)
        self._show_choice(self.packs, Facet.PACK, wanted.packs)
        self.packs.setVisible(len(self._counts.get(Facet.PACK, {})) > 1 or bool(wanted.packs))
        self.reset.setVisible(wanted != EVERYTHING)

    def _show_choice(self, chip: ChoiceChip, facet: Facet, chosen: frozenset[str]) -> None:
        counts = self._counts.get(facet, {})
        values = sorted(({*counts, *chosen}) - {""}, key=collation)
        chip.show_offers([Offer(value, value, counts.get(value, 0)) for value in values], chosen)

    def _lay(self) -> None:
        flow = Flow(parent=self)
        for part in (
            self.open, self.ended, self.mine, self.late, self.held, self.stages, self.waiting, self.instructors,
            self.packs, self.reset,
        ):  # fmt: skip
            flow.addWidget(part)

    def _connect(self) -> None:
        for chip, value in ((self.open, OPEN), (self.ended, ENDED)):
            chip.clicked.connect(lambda _on, value=value: self._want(states=self.wanted.states ^ {value}))
        self.mine.clicked.connect(lambda on: self._want(mine=on))
        self.late.clicked.connect(lambda on: self._want(late=on))
        self.held.clicked.connect(lambda on: self._want(held=on))
        self.stages.chosen_changed.connect(lambda chosen: self._want(stages=chosen))
        self.waiting.chosen_changed.connect(lambda chosen: self._want(waiting=chosen))
        self.instructors.chosen_changed.connect(lambda chosen: self._want(instructors=chosen))
        self.packs.chosen_changed.connect(lambda chosen: self._want(packs=chosen))
