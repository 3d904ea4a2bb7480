"""Second step: everybody who could be written to, ticked or not and why, by filière, region and standing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.reminders.rows import ReminderLine, Standing
from crmr_desk.model.network.names import collation, fold
from crmr_desk.ui.correspondence.reminders.look import address_words, region_name
from crmr_desk.ui.correspondence.reminders.pass_state import PassState
from crmr_desk.ui.correspondence.reminders.tick_table import TickTable
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import Chip, button, set_available
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.choice_chip import ChoiceChip, Offer
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.notes import EmptyState

_NOTHING = "Rien de tel n’est dû\u00a0: revenez en arrière pour choisir autre chose."
_NONE_KEPT = "Aucune ligne ne répond à ces filtres."
_STANDINGS = {
    Standing.PROPOSED: ("Proposés", "circle-check", "ok"),
    Standing.TO_CHOOSE: ("Laissés au choix", "alert-triangle", "warn"),
    Standing.NOT_WRITTEN: ("Sans courrier", "circle-x", "text2"),
}


class WhomPage(QWidget):
    """``changed`` follows each tick."""

    changed = Signal()

    def __init__(self, state: PassState, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._searched: dict[str, str] = {}
        self.search = SearchField("Chercher un centre, une personne, une ville", parent=self)
        self.standings = {one: Chip(words, 0, icon, tone) for one, (words, icon, tone) in _STANDINGS.items()}
        self.fsmrs, self.regions = ChoiceChip("Filière"), ChoiceChip("Région")
        self.table = TickTable(lambda: self._state.ticked, today)
        self.nothing, self.none_kept = EmptyState("mail-forward", _NOTHING), EmptyState("search", _NONE_KEPT)
        self.shown = QStackedWidget()
        self.count = label("", "strong")
        self.all, self.none = button("Cocher les lignes affichées"), button("Décocher les lignes affichées")
        self._lay()
        self._connect()

    def show_lines(self) -> None:
        """Show the lines of the state, those that match the filters."""
        lines = self._state.lines
        self._searched = {line.key: fold(f"{line.centre} {line.addressee} {address_words(line)}") for line in lines}
        self.table.set_rows(lines)
        self._narrow()

    def why_not_yet(self) -> str:
        """Why the next step cannot be shown; "" when it can."""
        if all(line.standing is Standing.NOT_WRITTEN for line in self._state.lines):
            return "Aucun courrier n’est à écrire"
        return "" if self._state.ticked else "Cochez au moins un destinataire"

    def _narrow(self) -> None:
        keep = self._keeps()
        self.table.set_filter(lambda line: line.key in keep)
        empty = self.none_kept if self._state.lines else self.nothing
        self.shown.setCurrentWidget(self.table if keep else empty)
        self._show_counts()
        self._tell()

    def _keeps(self, *, but: str = "") -> frozenset[str]:
        """The keys that every filter keeps, ``but`` one."""
        standings = {one for one, chip in self.standings.items() if chip.isChecked()} if but != "standing" else set()
        fsmrs = self.fsmrs.chosen() if but != "fsmr" else frozenset()
        regions = self.regions.chosen() if but != "region" else frozenset()
        words = fold(self.search.text()).split()

        def kept(line: ReminderLine) -> bool:
            return (
                (not standings or line.standing in standings)
                and (not fsmrs or bool(fsmrs.intersection(line.fsmrs)))
                and (not regions or line.region in regions)
                and all(word in self._searched[line.key] for word in words)
            )

        return frozenset(line.key for line in self._state.lines if kept(line))

    def _show_counts(self) -> None:
        lines = self._state.lines
        keep = self._keeps(but="standing")
        found = Counter(line.standing for line in lines if line.key in keep)
        for one, chip in self.standings.items():
            chip.set_count(found[one])
        keep = self._keeps(but="fsmr")
        sigles = Counter(sigle for line in lines if line.key in keep for sigle in line.fsmrs)
        self.fsmrs.show_offers(_offers(sigles, {sigle: sigle for sigle in sigles}), self.fsmrs.chosen())
        keep = self._keeps(but="region")
        codes = Counter(line.region for line in lines if line.key in keep)
        self.regions.show_offers(_offers(codes, {code: region_name(code) for code in codes}), self.regions.chosen())

    def _tell(self) -> None:
        self.count.setText(f"{plural(len(self._state.ticked), 'courrier')} à écrire")
        shown = self.table.shown_rows()
        free = [line for line in shown if line.standing is not Standing.NOT_WRITTEN]
        clear = [line for line in free if line.key not in self._state.ticked]
        why = "Un courrier personnel se coche un par un" if self._state.kind and self._state.about.personal else ""
        full = "Tout ce qui peut l’être est coché" if free else "Aucune ligne affichée ne peut être cochée"
        set_available(self.all, why or ("" if clear else full))
        set_available(self.none, "" if len(clear) < len(free) else "Aucune ligne affichée n’est cochée")

    def _toggle(self, lines: Sequence[ReminderLine]) -> None:
        on = any(line.key not in self._state.ticked for line in lines if line.standing is not Standing.NOT_WRITTEN)
        personal = self._state.about.personal
        self._set(lines[:1] if personal else lines, on=on)

    def _set(self, lines: Iterable[ReminderLine], *, on: bool) -> None:
        self._state.tick(lines, on=on)
        self.table.viewport().update()
        self._tell()
        self.changed.emit()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._narrow())
        for chip in self.standings.values():
            chip.clicked.connect(lambda _on: self._narrow())
        for choice in (self.fsmrs, self.regions):
            choice.chosen_changed.connect(lambda _chosen: self._narrow())
        self.table.toggled.connect(self._toggle)
        self.all.clicked.connect(lambda: self._set(self.table.shown_rows(), on=True))
        self.none.clicked.connect(lambda: self._set(self.table.shown_rows(), on=False))

    def _lay(self) -> None:
        chips = QWidget()
        flow = Flow(parent=chips)
        for part in (*self.standings.values(), self.fsmrs, self.regions):
            flow.addWidget(part)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.none)
        foot.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(chips)
        for page in (self.table, self.nothing, self.none_kept):
            self.shown.addWidget(page)
        column.addWidget(self.shown, 1)
        column.addLayout(foot)


def _offers(counts: Counter[str], words: dict[str, str]) -> list[Offer]:
    return [
        Offer(value, words[value], counts[value]) for value in sorted(counts, key=lambda one: collation(words[one]))
    ]
