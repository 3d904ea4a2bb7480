"""Which imports of the list are wanted, and how many each chip would keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.model.network.names import collation, fold
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.terms import short_date
from crmr_desk.ui.imports import words
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.parts.choice_chip import ChoiceChip, Offer
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.workbooks.imports.rows import ImportRow, ImportState

_CHIPS = {
    ImportState.DRAFT: "Brouillons",
    ImportState.APPLIED: "Appliqués",
    ImportState.UNDONE: "Annulés",
    ImportState.ABANDONED: "Abandonnés",
}
NATIONAL = "Liste nationale"


@dataclass(frozen=True, slots=True)
class ImportFilter:
    """What is wanted; an empty part wants all. ``regions`` are INSEE codes, "" for national lists."""

    text: str = ""
    states: frozenset[ImportState] = frozenset()
    regions: frozenset[str] = frozenset()

    def keeps(self, row: ImportRow) -> bool:
        """Whether the import is wanted."""
        return self._has_state(row) and self._has_region(row) and self._has_words(row)

    def _has_state(self, row: ImportRow) -> bool:
        return not self.states or row.state in self.states

    def _has_region(self, row: ImportRow) -> bool:
        return not self.regions or row.region in self.regions

    def _has_words(self, row: ImportRow) -> bool:
        found = fold(
            f"{row.name} {row.sender} {row.instructor} {row.summary} {row.answers} {short_date(row.received_on)}"
            f" {words.KINDS[row.kind]}"
        )
        return all(word in found for word in fold(self.text).split())


EVERYTHING = ImportFilter()


def state_counts(rows: Sequence[ImportRow], wanted: ImportFilter) -> Mapping[ImportState, int]:
    """How many imports each state would keep beside the other wishes."""
    others = replace(wanted, states=frozenset())
    return Counter(row.state for row in rows if others.keeps(row))


def region_counts(rows: Sequence[ImportRow], wanted: ImportFilter) -> Mapping[str, int]:
    """How many imports each region would keep beside the other wishes."""
    others = replace(wanted, regions=frozenset())
    return Counter(row.region for row in rows if others.keeps(row))


class ImportFilterBar(QWidget):
    """The chips. ``changed`` when the user wants other imports; ``wanted`` is what he wants."""

    changed = Signal()

    def __init__(self, search: SearchField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wanted = EVERYTHING
        self.search = search
        self.states = {
            state: Chip(text, 0, words.STATES[state][2], words.STATES[state][1]) for state, text in _CHIPS.items()
        }
        self.regions = ChoiceChip("Expéditeur")
        self.reset = button("Tout montrer", "link")
        flow = Flow(parent=self)
        for part in (*self.states.values(), self.regions, self.reset):
            flow.addWidget(part)
        search.textChanged.connect(lambda text: self._want(text=text))
        for state, chip in self.states.items():
            chip.clicked.connect(lambda _on, state=state: self._want(states=self.wanted.states ^ {state}))
        self.regions.chosen_changed.connect(lambda chosen: self._want(regions=chosen))
        self.reset.clicked.connect(self.show_everything)

    def show_everything(self) -> None:
        """Want every import again."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._want(text="", states=frozenset(), regions=frozenset())

    def show_counts(self, rows: Sequence[ImportRow]) -> None:
        """Show how many of ``rows`` each chip would keep."""
        states, wanted = state_counts(rows, self.wanted), self.wanted
        for state, chip in self.states.items():
            chip.set_count(states.get(state, 0))
            chip.setChecked(state in wanted.states)
            rare = state is ImportState.ABANDONED
            chip.setVisible(not rare or state in wanted.states or any(row.state is state for row in rows))
        counts = region_counts(rows, wanted)
        known = sorted({*(row.region for row in rows), *wanted.regions}, key=lambda code: collation(sender_name(code)))
        self.regions.show_offers([Offer(code, sender_name(code), counts.get(code, 0)) for code in known],
                                 wanted.regions)  # fmt: skip
        self.reset.setVisible(wanted != EVERYTHING)

    def _want(self, **changes: Any) -> None:
        self.wanted = replace(self.wanted, **changes)
        self.changed.emit()


def sender_name(region: str) -> str:
    """ARS Bretagne by its INSEE code, « Liste nationale » for ""."""
    return REGIONS[region].ars.name if region else NATIONAL
