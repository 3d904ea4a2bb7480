"""A small form over the sheet of a centre: what is typed becomes one verb of the model; a refusal is said inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet


class EntryForm(Sheet):
    """Fill ``body`` in the constructor, then call ``finish_layout``; ``verb()`` gives what to run with what is typed.

    A date that cannot be read may raise ValueError there, with its French sentence.
    """

    def __init__(
        self, desk: Desk, title: str, sentence: str = "", *, icon: str, done: str, parent: QWidget | None = None
    ) -> None:
        """``done`` is said when it is kept."""
        super().__init__(parent, title, sentence, icon=icon, width=640)
        self.desk = desk
        self._done = done
        self.problem = ProblemStrip()
        self.keep = button("", "primary")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.save)

    def verb(self) -> Callable[[], Any]:
        """What to run in the lane."""
        raise NotImplementedError

    def agreed(self, key: str) -> Callable[[], Any]:
        """What to run once the user has agreed to what ``verb`` asks for under ``key``; where it asks."""
        raise NotImplementedError

    def finish_layout(self, verb: str) -> None:
        """The strip and the buttons below what was laid out."""
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        self.keep.setText(verb)
        self.keep.setAccessibleName(verb)
        self.verbs.addWidget(self.keep)
        for line in self.findChildren(QLineEdit):
            line.textEdited.connect(lambda _text: self.problem.say(""))
        for text in self.findChildren(QPlainTextEdit):
            text.textChanged.connect(lambda: self.problem.say(""))
        for box in self.findChildren(QComboBox):
            box.activated.connect(lambda _place: self.problem.say(""))

    def save(self) -> None:
        """Run the verb; the form closes when it is done."""
        try:
            verb = self.verb()
        except (ValueError, UserError) as problem:
            self.problem.say(str(problem))
            return
        self.desk.run(verb, lambda _result: self._kept(), failed=self._refused, confirmed=self.agreed)

    def _kept(self) -> None:
        self.desk.done.emit(self._done)
        self.accept()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.problem.say(str(error))
        else:
            self.desk.show_problem(error)
