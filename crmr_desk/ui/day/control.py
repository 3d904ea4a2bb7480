"""The date control of the top bar: the day shown, a step back, a step forth, and the way to its choices."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from crmr_desk.model.terms import add_months, add_years, short_date
from crmr_desk.ui import icons, theme
from crmr_desk.ui.parts.buttons import GAP, button

_STEPS: Final = "un mois plus {}, un jour avec Ctrl, un an avec Maj"


class DateControl(QWidget):
    """``moved(day)`` by an arrow, ``choices_wanted`` by a click on the day."""

    moved = Signal(object)
    choices_wanted = Signal()

    def __init__(self, day: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = day
        self._look = ("calendar", "accent")
        self.back = self._arrow("Jour affiché", _STEPS.format("tôt"), "chevron-left", -1)
        self.forth = self._arrow("Jour affiché", _STEPS.format("tard"), "chevron-right", 1)
        self.day = button("", "secondary")
        self.day.setIconSize(QSize(16 + GAP, 16))
        theme.signals.changed.connect(self._draw_icon)
        self.day.clicked.connect(self.choices_wanted)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for part in (self.back, self.day, self.forth):
            line.addWidget(part)
        self.show_day(day, None, today=day)

    def show_day(self, day: dt.date, known: dt.date | None, *, today: dt.date) -> None:
        """The day shown, as it was ``known`` on a day (None: as it is known now); another look for any but today."""
        self._day = day
        words = f"au {short_date(day)}"
        told = f"Réseau {words}" + (f", tel que connu le {short_date(known)}" if known else "")
        self.day.setText(words)
        self.day.setAccessibleName(f"{told}\u00a0: choisir un autre jour")
        self.day.setToolTip(f"{told}. Choisir un autre jour (Ctrl J)")
        away = known is not None or day != today
        self._look = ("history" if known else "calendar", "softtx" if away else "accent")
        self._draw_icon()
        self.day.setProperty("away", away)
        self.day.style().unpolish(self.day)
        self.day.style().polish(self.day)

    def _draw_icon(self) -> None:
        self.day.setIcon(icons.icon(*self._look, gap=GAP))

    def _arrow(self, name: str, effect: str, icon: str, way: int) -> QPushButton:
        made = button(f"{name}\u00a0: {effect}", "icon", icon)
        made.clicked.connect(lambda: self.moved.emit(step(self._day, way, QApplication.keyboardModifiers())))
        return made


def step(day: dt.date, way: int, keys: Qt.KeyboardModifier) -> dt.date:
    """A month earlier (-1) or later (1); a day with Ctrl, a year with Shift. The end of a month stays one."""
    if keys & Qt.KeyboardModifier.ControlModifier:
        return day + dt.timedelta(days=way)
    if keys & Qt.KeyboardModifier.ShiftModifier:
        return add_years(day, way)
    eve_of_month = (day + dt.timedelta(days=1)).day == 1
    return add_months(day.replace(day=1), way + 1) - dt.timedelta(days=1) if eve_of_month else add_months(day, way)
