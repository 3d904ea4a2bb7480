"""A question whose answer is a count: patients of an active file, years, structures."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLineEdit, QWidget

from crmr_desk.model.dossiers.rows import Question
from crmr_desk.ui.dossier.fields import Field, Value

_MOST_DIGITS = 7


def read_number(text: str) -> int | None:
    """The whole number typed, spaces between thousands allowed; None when nothing is typed.

    Raises ValueError with a French sentence for anything else.
    """
    digits = re.sub(r"\s", "", text)
    if not digits:
        return None
    if not re.fullmatch(rf"[0-9]{{1,{_MOST_DIGITS}}}", digits):
        raise ValueError("Nombre illisible. Tapez un nombre entier, par exemple 25.")
    return int(digits)


class NumberField(Field):
    """A whole number, never below zero."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._shown = ""
        self.line = QLineEdit()
        self.line.setFixedWidth(130)
        self.line.setPlaceholderText("Nombre entier")
        self.line.editingFinished.connect(self.commit)
        self.put(self.line)
        self.show_question(question)

    def show_value(self, value: Value) -> None:
        self.line.setText("" if value is None else str(value))
        self._shown = self.line.text()

    def busy(self) -> bool:
        return self.line.text() != self._shown

    def commit(self) -> None:
        if not self.busy():
            return
        try:
            number = read_number(self.line.text())
        except ValueError as problem:
            self.say_problem(str(problem))
            return
        self.line.setText("" if number is None else str(number))
        self._shown = self.line.text()
        self.say_problem("")
        self.save(number)
