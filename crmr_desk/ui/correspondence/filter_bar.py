"""The chips above the list of letters: what is wanted, and how many letters each would keep."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from crmr_desk.model.network.names import collation
from crmr_desk.ui.correspondence.filters import CHANGED, EVERYTHING, Facet, LetterFilter, by_fsmr
from crmr_desk.ui.correspondence.look import CHANGED_SINCE, PURPOSES
from crmr_desk.ui.parts.buttons import Chip
from crmr_desk.ui.parts.choice_chip import ChoiceChip, Offer
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.wanted_bar import WantedBar

Counts = Mapping[Facet, Mapping[str, int]]


class LetterFilterBar(WantedBar[LetterFilter]):
    """Which letters are wanted."""

    def __init__(self, search: SearchField, parent: QWidget | None = None) -> None:
        super().__init__(search, EVERYTHING, parent)
        self._counts: Counts = {}
        self._batches: Mapping[str, str] = {}
        self._lists_apart = False
        self.mine = Chip("À moi", 0, "user-check")
        self.modified = Chip(CHANGED_SINCE, 0, "alert-triangle", "warn")
        self.fsmrs, self.purposes = ChoiceChip("Filière"), ChoiceChip("Nature")
        self.lists, self.batches = ChoiceChip("Bordereau"), ChoiceChip("Envoi groupé")
        flow = Flow(parent=self)
        for part in (self.mine, self.fsmrs, self.purposes, self.lists, self.batches, self.modified, self.reset):
            flow.addWidget(part)
        self._connect()

    def show_counts(self, counts: Counts, batches: Mapping[str, str], *, lists_apart: bool) -> None:
        """Show how many letters each value would keep; ``batches`` are their names by their ids. ``lists_apart``: the
        bordereaux are chosen elsewhere on the page."""
        self._counts, self._batches, self._lists_apart = counts, batches, lists_apart
        self._show()

    def _show(self) -> None:
        wanted, counts = self.wanted, self._counts
        self.mine.set_count(counts.get(Facet.WHOSE, {}).get("mine", 0))
        self.mine.setChecked(wanted.mine)
        self.modified.set_count(counts.get(Facet.CHANGED, {}).get(CHANGED, 0))
        self.modified.setChecked(wanted.changed)
        self.modified.setVisible(wanted.changed or bool(counts.get(Facet.CHANGED, {}).get(CHANGED)))
        self._offer(self.fsmrs, by_fsmr(counts.get(Facet.FSMR, {})), wanted.fsmrs)
        self._offer(self.purposes, counts.get(Facet.PURPOSE, {}), wanted.purposes, PURPOSES)
        self._offer(self.lists, counts.get(Facet.LIST, {}), wanted.lists)
        self.lists.setVisible(self.lists.isVisibleTo(self) and not self._lists_apart)
        self._offer(self.batches, counts.get(Facet.BATCH, {}), wanted.batches, self._batches)
        self.reset.setVisible(wanted != EVERYTHING)

    @staticmethod
    def _offer(
        chip: ChoiceChip, counts: Mapping[str, int], chosen: frozenset[str], said: Mapping[str, str] | None = None
    ) -> None:
        """A chip without any value is not shown."""
        names = said or {}
        values = sorted(({*counts, *chosen}) - {""}, key=lambda value: collation(names.get(value, value)))
        chip.show_offers([Offer(value, names.get(value, value), counts.get(value, 0)) for value in values], chosen)
        chip.setVisible(bool(values))

    def _connect(self) -> None:
        self.mine.clicked.connect(lambda on: self._want(mine=on))
        self.modified.clicked.connect(lambda on: self._want(changed=on))
        self.fsmrs.chosen_changed.connect(lambda chosen: self._want(fsmrs=chosen))
        self.purposes.chosen_changed.connect(lambda chosen: self._want(purposes=chosen))
        self.lists.chosen_changed.connect(lambda chosen: self._want(lists=chosen))
        self.batches.chosen_changed.connect(lambda chosen: self._want(batches=chosen))
