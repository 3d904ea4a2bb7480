"""The movable clock in the bar of a rehearsal: a day typed or picked, or moved by a step."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from crmr_desk.model.terms import add_months
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label

_FIRST, _LAST = dt.date(1990, 1, 1), dt.date(2150, 12, 31)
"""Outside of these days the register says nothing."""


class ClockControl(QWidget):
    """``moved(day)`` when the user has chosen another day; ``refused(sentence)`` for one that cannot be read."""

    moved = Signal(object)
    refused = Signal(str)

    def __init__(self, day: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = self._day = day
        self.edit = DateEdit("Date de la répétition", day)
        self.edit.line.setFixedWidth(110)
        self.edit.set_day(day)
        self.edit.left.connect(self._typed)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 0, 0)
        line.setSpacing(4)
        self.back = self._step("Un mois plus tôt", "chevron-left", -1)
        self.forth = self._step("Un mois plus tard", "chevron-right", 1)
        self.home = button("Aujourd’hui", "link")
        self.home.clicked.connect(lambda: self.move_to(self._start))
        line.addWidget(label("On est le", "secondary"))
        for part in (self.back, self.edit, self.forth, self.home):
            line.addWidget(part)
        self._weigh()

    def day(self) -> dt.date:
        """The day of the rehearsal."""
        return self._day

    def move_to(self, day: dt.date) -> None:
        """Go to ``day``, and say so when it is another one."""
        if not _FIRST <= day <= _LAST:
            self.edit.set_day(self._day)
            self.refused.emit(f"Choisissez un jour entre {_FIRST.year} et {_LAST.year}.")
            return
        self.edit.set_day(day)
        if day != self._day:
            self._day = day
            self._weigh()
            self.moved.emit(day)

    def _typed(self) -> None:
        try:
            day = self.edit.day()
        except ValueError as problem:
            self.edit.set_day(self._day)
            self.refused.emit(str(problem))
            return
        self.move_to(day or self._start)

    def _step(self, words: str, icon: str, months: int) -> QPushButton:
        made = button(words, "icon", icon)
        made.clicked.connect(lambda: self.move_to(add_months(self._day, months)))
        return made

    def _weigh(self) -> None:
        self.home.setVisible(self._day != self._start)
