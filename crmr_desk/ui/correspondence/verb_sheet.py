"""A sheet that stays open until its verb is done: a refusal is said in it, and nothing typed is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtWidgets import QWidget

from crmr_desk.letters.content import LetterError
from crmr_desk.model.errors import UserError
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.imports.progress import Job, ProgressStrip
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.problems import ProblemStrip, Sheet


class VerbSheet(Sheet):
    """Subclasses fill ``body``, call ``settle`` last, and say in ``finish`` what to ``run``."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, title: str, sentence: str, verb: str, *, icon: str, width: int = 480,
        long: str = "",
    ) -> None:  # fmt: skip
        """``verb`` is the word of the primary button. ``long``: the work may last, and a bar says so in these words."""
        super().__init__(parent, title, sentence, icon=icon, width=width)
        self.desk = desk
        self._long = long
        self.problem = ProblemStrip()
        self.progress = ProgressStrip(desk)
        self.keep = button(verb, "primary")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.finish)

    def done(self, result: int) -> None:
        """Closing stops what still runs: nothing is done half."""
        self.progress.drop()
        super().done(result)

    def settle(self) -> None:
        """Put what every sheet has under what this one asks."""
        self.body.addWidget(self.problem)
        if self._long:
            self.body.addWidget(self.progress)
        self.add_verb("Annuler")
        self.verbs.addWidget(self.keep)

    def finish(self) -> None:
        """Do what was asked, or say what is missing."""
        raise NotImplementedError

    def required_day(self, field: DateEdit, missing: str) -> dt.date | None:
        """The day typed in ``field``; None once the strip has said that it cannot be read, or is ``missing``."""
        try:
            day = field.day()
        except ValueError as problem:
            self._refuse_day(field, str(problem))
            return None
        if day is None:
            self._refuse_day(field, missing)
        return day

    def run(self, verb: Callable[[Job], Any], then: Callable[[Any], None]) -> None:
        """Run a verb of the model and close; a refusal stays here."""
        self.problem.say("")
        set_available(self.keep, "C’est en cours")

        def close(result: Any) -> None:
            if shiboken6.isValid(self):
                self.accept()
            then(result)

        if self._long:
            self.progress.run(self._long, verb, close, self.refuse)
        else:
            job = Job()
            self.desk.run(lambda: verb(job), close, failed=self.refuse)

    def write(self, work: Callable[[Job], Any], then: Callable[[Any], None]) -> None:
        """Do what changes nothing in the register, and close; a refusal stays here."""
        self.problem.say("")
        set_available(self.keep, "C’est en cours")

        def close(answer: Any) -> None:
            self.accept()
            then(answer)

        self.progress.read(self._long, work, close, self.refuse)

    def _refuse_day(self, field: DateEdit, sentence: str) -> None:
        self.problem.say(sentence)
        field.line.setFocus()

    def refuse(self, error: Exception) -> None:
        """Say why it was not done, and let the user try again; what is unforeseen is shown as such."""
        if not shiboken6.isValid(self) or not isinstance(error, UserError | LetterError):
            self.desk.show_problem(error)
            return
        set_available(self.keep)
        self.problem.say(str(error))
