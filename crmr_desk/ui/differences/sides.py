"""The two sides of a comparison: a day each, and the day on which it was known so."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crmr_desk.model.network.differences.rows import StateOf
from crmr_desk.ui.differences.comparison import Pair, presets
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.buttons import Chip, button
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.flow import Flow
from crmr_desk.ui.problems import ProblemStrip


class SideEdit(QWidget):
    """One state of the network, typed or picked."""

    def __init__(self, words: str, today: dt.date, parent: QWidget | None = None) -> None:
        """``words`` begin the names of both fields: « Du »."""
        super().__init__(parent)
        self._words, self._today = words, today
        self.on = DateEdit(f"{words}, jour du réseau", today)
        self.known = DateEdit(f"{words}, tel que connu le", today)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addLayout(named(words, self.on))
        line.addLayout(named("tel que connu le", self.known))

    def show_state(self, state: StateOf) -> None:
        """Show these days."""
        self.on.set_day(state.on)
        self.known.set_day(state.known)

    def state(self) -> StateOf:
        """What is typed. ValueError with a French sentence when it cannot be read, or is yet to be known."""
        try:
            on, known = self.on.day(), self.known.day()
        except ValueError as problem:
            raise ValueError(f"{self._words}\u00a0: {problem}") from problem
        if on is None:
            raise ValueError(f"{self._words}\u00a0: indiquez un jour.")
        if known is not None and known > self._today:
            raise ValueError(f"{self._words}\u00a0: ce qui sera connu un jour à venir ne l’est pas encore.")
        return StateOf(on, known if known != self._today else None)


class Sides(Card):
    """``wanted(Pair)`` when the user asks for another comparison."""

    wanted = Signal(object)

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.earlier, self.later = SideEdit("Du", today), SideEdit("Au", today)
        self.swap = button("Échanger les deux côtés", "icon", "switch-horizontal")
        self.compare = button("Comparer", "primary")
        self.problem = ProblemStrip()
        self.presets = {words: Chip(words, checkable=False) for words, _pair in presets(today)}
        self._lay_out()
        self.swap.clicked.connect(self._swap)
        self.compare.clicked.connect(self.take)
        for side in (self.earlier, self.later):
            for edit in (side.on, side.known):
                edit.line.returnPressed.connect(self.take)
        for words, pair in presets(today):
            self.presets[words].clicked.connect(lambda _on=False, pair=pair: self._want(pair))

    def show_pair(self, pair: Pair) -> None:
        """Show the days of ``pair``."""
        self.problem.say("")
        self.earlier.show_state(pair.earlier)
        self.later.show_state(pair.later)

    def take(self) -> None:
        """Compare the days typed; what cannot be read is said here."""
        pair = self._typed()
        if pair is not None:
            self._want(pair)

    def _typed(self) -> Pair | None:
        try:
            pair = Pair(self.earlier.state(), self.later.state())
        except ValueError as problem:
            self.problem.say(str(problem))
            return None
        return pair

    def _swap(self) -> None:
        pair = self._typed()
        if pair is not None:
            self._want(pair.swapped)

    def _want(self, pair: Pair) -> None:
        self.show_pair(pair)
        self.wanted.emit(pair)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.earlier)
        line.addWidget(self.swap, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self.later)
        line.addStretch(1)
        line.addWidget(self.compare, 0, Qt.AlignmentFlag.AlignBottom)
        flow = Flow(8, 6)
        for chip in self.presets.values():
            flow.addWidget(chip)
        self.body.addLayout(line)
        self.body.addLayout(flow)
        self.body.addWidget(self.problem)
