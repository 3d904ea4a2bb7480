"""A small form over a page: a day, a reason, or both."""

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


class DatedForm(Sheet):
    """``given(day or None, reason)`` once all that is asked is there. A field that is not asked gives None or ""."""

    given = Signal(object, str)

    def __init__(
        self,
        title: str,
        sentence: str,
        verb: str,
        today: dt.date,
        *,
        day_name: str = "",
        proposed: dt.date | None = None,
        reason_asked: bool = False,
        reason_needed: bool = True,
        kept_in: str = "au dossier et au journal",
        icon: str = "calendar-event",
        stays: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``day_name`` is the question of the day; empty asks for none. A reason that is asked may stay empty unless
        it is ``reason_needed``; it is ``kept_in`` the places named. A form that ``stays`` is closed by who keeps what
        was typed, or its ``problem`` says why it cannot be kept."""
        super().__init__(parent, title, sentence, icon=icon)
        self._asks_day, self._asks_reason = bool(day_name), reason_asked
        self._needs_reason, self._stays = reason_asked and reason_needed, stays
        self.day = DateEdit(day_name, today)
        self.day.set_day(proposed)
        self.reason = GrowingText(least=3)
        self.problem = ProblemStrip()
        if day_name:
            self.body.addLayout(named(day_name, self.day))
        if reason_asked:
            optional = "" if reason_needed else ", facultatif"
            self.body.addLayout(named(f"Motif, gardé {kept_in}{optional}", self.reason))
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
            self._refuse_day(str(problem))
            return
        reason = self.reason.text() if self._asks_reason else ""
        if self._asks_day and day is None:
            self._refuse_day("Indiquez la date.")
        elif self._needs_reason and (missing := words.reason_problem(reason)):
            self.problem.say(f"{missing}.")
            self.reason.setFocus()
        else:
            self.given.emit(day, reason)
            if not self._stays:
                self.accept()

    def _refuse_day(self, problem: str) -> None:
        self.problem.say(problem)
        self.day.line.setFocus()
