"""Constats du réseau: what the network of a day says beside the rules of the text, with their places and since when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.network.names import collation, fold
from crmr_desk.model.network.rules_seen.looking import rules_seen
from crmr_desk.model.network.rules_seen.rows import Remark, Rule
from crmr_desk.model.terms import french_place, short_date
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.fields import SearchField
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Cell, Column, DataTable

LOOKS: Final = {
    Rule.VACANT: ("user-off", "stop"),
    Rule.NEVER_LED: ("user-off", "mute"),
    Rule.LABEL_ENDED: ("hourglass", "stop"),
    Rule.BELOW_THREE: ("alert-triangle", "warn"),
    Rule.NO_GROUND: ("alert-triangle", "warn"),
    Rule.NOT_CLINICAL: ("alert-triangle", "warn"),
    Rule.NO_CRMR: ("alert-triangle", "warn"),
}
"""The icon and the tone of each rule."""


class RulesSeenPage(LiveView):
    """One line for each remark; a double click opens the centre."""

    TABLES = frozenset(
        {"fsmr", "fsmr_designation", "crmr", "label", "site", "ccmr", "attachment", "mandate", "hospital",
         "former_value"}
    )  # fmt: skip
    TURNS = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.search = SearchField("Filtrer les constats", parent=self)
        self.chips = {rule: Chip(rule.label, 0, LOOKS[rule][0]) for rule in Rule}
        self.card = Card("Constats", pad=8)
        self.save_list = button("Exporter…", "link", "table-export")
        self.table: DataTable[Remark] = DataTable(_columns(), lambda row: row.key, "Constats du réseau", two_lines=True)
        self.nothing = EmptyState("circle-check", "Rien à signaler à cette date.")
        self.unmatched = EmptyState("search", "Aucun constat ne répond à ce filtre.")
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def question(self) -> Callable[[], list[Remark]]:
        db, on = self.desk.seen, self.desk.on
        return lambda: rules_seen(db, on)

    def show_answer(self, answer: Sequence[Remark]) -> None:
        counts = Counter(remark.rule for remark in answer)
        for rule, chip in self.chips.items():
            chip.set_count(counts[rule])
            chip.setVisible(counts[rule] > 0 or chip.isChecked())
        self.table.set_rows(answer)
        self._filter()

    def go_to(self, rule: str) -> None:
        """Show the remarks on one rule only."""
        for each, chip in self.chips.items():
            chip.setChecked(each == rule)
        self.search.clear()
        self._filter()

    def _lay_out(self) -> None:
        chips = Flow()
        for chip in self.chips.values():
            chips.addWidget(chip)
        self.card.corner.addWidget(self.save_list)
        for part in (self.table, self.nothing, self.unmatched):
            self.stack.addWidget(part)
        self.card.body.addWidget(self.stack, 1)
        first = QHBoxLayout()
        first.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 16)
        column.setSpacing(12)
        column.addLayout(first)
        column.addLayout(chips)
        column.addWidget(self.card, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._filter())
        for chip in self.chips.values():
            chip.toggled.connect(lambda _on: self._filter())
        self.table.opened.connect(lambda remark: self.desk.centre_wanted.emit(remark.kind, remark.row_id))
        self.table.offer(
            "Ouvrir la fiche du centre", lambda remark: self.desk.centre_wanted.emit(remark.kind, remark.row_id)
        )
        self.save_list.clicked.connect(self._export)

    def _filter(self) -> None:
        rules = {rule for rule, chip in self.chips.items() if chip.isChecked()}
        words = fold(self.search.text()).split()

        def keep(remark: Remark) -> bool:
            searched = fold(f"{remark.centre} {remark.fsmr} {remark.sentence}")
            return (not rules or remark.rule in rules) and all(word in searched for word in words)

        self.table.set_filter(keep if rules or words else None)
        every, shown = len(self.table.rows()), len(self.table.shown_rows())
        self.card.set_count(f"{shown} sur {every}" if shown != every else str(every) if every else "")
        self.save_list.setVisible(bool(shown))
        self.stack.setCurrentWidget(self.table if shown else self.unmatched if every else self.nothing)

    def _export(self) -> None:
        headings = ["Règle", "Filière", "Centre", "Constat", "Depuis", "Place dans le texte"]
        rows = [
            [row.rule.label, row.fsmr, row.centre, row.sentence, row.since, row.place]
            for row in self.table.shown_rows()
        ]
        exports.export_list(self.desk, f"Constats au {self.desk.on:%d-%m-%Y}", headings, rows)


def _columns() -> tuple[Column[Remark], ...]:
    return (
        Column("Règle", _rule_cell, lambda row: list(Rule).index(row.rule), width=184),
        Column("Filière", lambda row: Cell(row.fsmr, tip=row.fsmr), width=112),
        Column("Centre et constat", _centre_cell, lambda row: collation(row.centre), stretch=5),
        Column("Depuis", _since_cell, lambda row: row.since, width=96),
        Column("Place", lambda row: Cell(french_place(row.place), tip="Place dans l’instruction"), width=136),
    )


def _rule_cell(row: Remark) -> Cell:
    icon, tone = LOOKS[row.rule]
    tip = "Le texte le laisse à l’appréciation." if row.open else ""
    return Cell(row.rule.label, badge=True, icon=icon, tone=tone, tip=tip)


def _centre_cell(row: Remark) -> Cell:
    return Cell(row.centre, bold=True, second=row.sentence, tip=f"{row.centre}\n{row.sentence}")


def _since_cell(row: Remark) -> Cell:
    if row.since is None:
        return Cell("Inconnu", tone="mute", tip="Le registre ne dit pas depuis quand.")
    return Cell(short_date(row.since))
