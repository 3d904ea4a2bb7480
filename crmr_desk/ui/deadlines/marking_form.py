"""A small sheet over the page: the day on which it was done, the day to which it is put off, and why."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.fields import GrowingText
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet


class MarkingForm(Sheet):
    """``given(day or None, reason)`` once all that is asked is there. ``day_name`` is the question of the day, empty
    asks for none; a reason that is not ``reason_needed`` may stay empty."""

    given = Signal(object, str)

    def __init__(
        self, title: str, sentence: str, verb: str, today: dt.date, *, day_name: str = "",
        proposed: dt.date | None = None, reason_needed: bool, icon: str = "calendar-event",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, title, sentence, icon=icon)
        self._asks_day, self._reason_needed = bool(day_name), reason_needed
        self.day, self.reason, self.problem = DateEdit(day_name, today), GrowingText(least=2), ProblemStrip()
        self.day.set_day(proposed)
        if day_name:
            self.body.addLayout(named(day_name, self.day))
        more = "" if reason_needed else ", facultatif"
        self.body.addLayout(named(f"Motif, gardé au journal{more}", self.reason))
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        self.keep = button(verb, "primary")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.finish)
        self.verbs.addWidget(self.keep)

    def finish(self) -> None:
        """Give what was typed, or say what is missing."""
        try:
            day = self.day.day() if self._asks_day else None
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        reason = self.reason.text().strip()
        if self._asks_day and day is None:
            self.problem.say("Indiquez la date.")
        elif self._reason_needed and (missing := words.reason_problem(reason)):
            self.problem.say(f"{missing}.")
        else:
            self.given.emit(day, reason)
            self.accept()
