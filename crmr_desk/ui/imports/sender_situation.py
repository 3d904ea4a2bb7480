"""The day that a national list tells of: centres that it adds exist from that day on."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.card import label

_HELP = "Un centre que la liste ajoute existe à partir de ce jour."


class SituationField(QWidget):
    """``given(day)`` when the user says another day; one that cannot be read is said under the field."""

    given = Signal(object)

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dt.date | None = None
        self.edit = DateEdit("Situation au", today)
        self.help = label(_HELP, "secondary", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(named("Situation au", self.edit))
        column.addWidget(self.help)
        self.edit.left.connect(self._commit)

    def show_day(self, day: dt.date) -> None:
        """The day that is kept; what is being typed stays."""
        if day != self._shown or not self.edit.line.hasFocus():
            self._shown = day
            self.edit.set_day(day)
            self._say(_HELP, "")

    def _commit(self) -> None:
        try:
            day = self.edit.day()
        except ValueError as problem:
            self._say(str(problem), "stop")
            return
        if day is None:
            self._say("Indiquez le jour dont la liste parle.", "stop")
        elif day != self._shown:
            self.given.emit(day)
        else:
            self._say(_HELP, "")

    def _say(self, sentence: str, tone: str) -> None:
        self.help.setText(sentence)
        self.help.setProperty("tone", tone)
        self.help.style().unpolish(self.help)
        self.help.style().polish(self.help)
