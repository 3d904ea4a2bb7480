"""First step: what is reminded of, for which year or until which day, and to whom it is written."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.reminders.due import MONTHS_AHEAD, usual_year, years_of
from crmr_desk.model.correspondence.reminders.kinds import KINDS, OURS
from crmr_desk.model.correspondence.reminders.rows import ReminderKind
from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.errors import UserError
from crmr_desk.model.terms import add_months
from crmr_desk.ui.correspondence.reminders.look import PARTS
from crmr_desk.ui.correspondence.reminders.pass_state import PassState
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.card import ScrollPage, label
from crmr_desk.ui.parts.notes import Note

_KINDS_WIDTH = 290
"""Pixels in which the longest kind stands on one line."""


class WhatPage(ScrollPage):
    """``changed`` follows each answer; ``fill`` writes them into the state."""

    changed = Signal()

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.kinds = Options([Choice(kind.id, kind.title) for kind in KINDS.values()], "Ce que l’on rappelle")
        self.owed = Note("book-2", "", "")
        self.year = QComboBox()
        self.until = DateEdit("Jusqu’au", today)
        self.until.set_day(add_months(today, MONTHS_AHEAD))
        self.parts = {part: QCheckBox(words) for part, words in PARTS.items()}
        self._rows: dict[str, QWidget] = {}
        self._lay()
        self.kinds.chosen.connect(self._show_kind)
        self._show_kind("")

    def choose(self, kind: str, year: int | None = None) -> None:
        """Choose a kind, as a click would, and the ``year`` where it asks for one; a kind that does not exist chooses
        none."""
        if kind in KINDS:
            self.kinds.set_value(kind)
            self._show_kind(kind)
            self._show_year(year)

    def kind(self) -> ReminderKind | None:
        """The kind chosen, None while there is none."""
        return KINDS.get(self.kinds.value() or "")

    def why_not_yet(self) -> str:
        """Why the next step cannot be shown; "" when it can."""
        if self.kind() is None:
            return "Choisissez ce que l’on rappelle"
        return "" if self._to() else "Choisissez à qui l’on écrit"

    def fill(self, state: PassState) -> None:
        """Write the answers into ``state``. Raises UserError for a day that cannot be read."""
        about = self.kind()
        if about is None:
            return
        try:
            day = self.until.day()
        except ValueError as problem:
            raise UserError(str(problem)) from problem
        state.kind, state.to = about.id, self._to()
        state.year = self.year.currentData() if about.asks == "year" else None
        state.until = (day or add_months(self._today, MONTHS_AHEAD)) if about.asks == "until" else None

    def _to(self) -> tuple[str, ...]:
        return tuple(part for part, box in self.parts.items() if box.isChecked())

    def _show_kind(self, name: str) -> None:
        about = KINDS.get(name)
        for row in ("owed", "year", "until", "parts"):
            self._rows[row].setVisible(about is not None)
        if about is not None:
            self.owed.say(about.owed, OURS)
            first, last = years_of(about.id, self._today)
            self._rows["year"].setVisible(about.asks == "year" and first < last)
            self.year.clear()
            for year in range(last, first - 1, -1):
                self.year.addItem(str(year), year)
            self._rows["until"].setVisible(about.asks == "until")
            self._show_year(usual_year(about.id, self._today))
            for part, box in self.parts.items():
                box.setChecked(part in about.to)
                box.setVisible(part in about.may_go_to)
        self.changed.emit()

    def _show_year(self, year: int | None) -> None:
        """Choose it, where it is one of those of which one may be reminded."""
        place = self.year.findData(year)
        if place >= 0:
            self.year.setCurrentIndex(place)

    def _lay(self) -> None:
        who = QWidget()
        boxes = QVBoxLayout(who)
        boxes.setContentsMargins(0, 0, 0, 0)
        boxes.addWidget(label("Écrire à", "secondary"))
        for box in self.parts.values():
            box.toggled.connect(lambda _on: self.changed.emit())
            boxes.addWidget(box)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(label("Ce que l’on rappelle", "section"))
        self._rows = {"owed": self.owed, "parts": who, "year": _row("Année", self.year),
                      "until": _row("Ce qui finit jusqu’au", self.until)}  # fmt: skip
        line = QHBoxLayout()
        line.setSpacing(32)
        for row in ("year", "until", "parts"):
            line.addWidget(self._rows[row])
        line.addStretch(1)
        of_kind = QVBoxLayout()
        of_kind.setSpacing(16)
        of_kind.addWidget(self.owed)
        of_kind.addLayout(line)
        of_kind.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(32)
        self.kinds.setMinimumWidth(_KINDS_WIDTH)
        sides.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignTop)
        sides.addLayout(of_kind, 1)
        self.body.addLayout(sides)
        self.body.addStretch(1)


def _row(name: str, control: QWidget) -> QWidget:
    holder = QWidget()
    column = named(name, control)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    holder.setLayout(column)
    return holder
