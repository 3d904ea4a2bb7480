"""Choices that are all visible: Oui / Non, a short row, or a list. Nothing is chosen while there is no answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from crmr_desk.model.dossiers.rows import Choice, Question
from crmr_desk.ui.dossier.fields import Field, Value
from crmr_desk.ui.parts.buttons import button, set_available

_ROW_MOST = 4
_ROW_LETTERS = 44
"""A row of segments holds this many choices and letters; more goes into a list, where labels may wrap."""


class Options(QWidget):
    """A group in which nothing may be chosen. ``chosen`` carries the value that the user picked."""

    chosen = Signal(str)

    def __init__(self, choices: Sequence[Choice], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QAbstractButton] = {}
        self._words: dict[str, QLabel] = {}
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        short = len(choices) <= _ROW_MOST and sum(len(choice.label) for choice in choices) <= _ROW_LETTERS
        outer.addWidget(self._segments(choices) if short else self._list(choices), 0 if short else 1)
        if short:
            outer.addStretch(1)
        for value, each in self._buttons.items():
            each.setAccessibleName(f"{name}, {each.text() or each.accessibleName()}")
            each.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            self._group.addButton(each)

    def value(self) -> str | None:
        """The value chosen, None while there is none."""
        return next((value for value, each in self._buttons.items() if each.isChecked()), None)

    def set_value(self, value: str | None) -> None:
        """Choose ``value``, or nothing, without telling anybody."""
        self._group.setExclusive(False)
        for known, each in self._buttons.items():
            each.setChecked(known == value)
        self._group.setExclusive(True)

    def offer(self, value: str, reason: str = "") -> None:
        """Let a value be chosen, or not, and say why in ``reason``."""
        for part in (self._buttons[value], self._words.get(value)):
            if part is not None:
                set_available(part, reason)

    def button_of(self, value: str) -> QAbstractButton:
        """The button of a value."""
        return self._buttons[value]

    def _segments(self, choices: Sequence[Choice]) -> QFrame:
        frame = QFrame()
        frame.setProperty("seg", True)
        frame.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(frame)
        line.setContentsMargins(2, 2, 2, 2)
        line.setSpacing(0)
        for choice in choices:
            made = button(choice.label, "seg")
            made.setCheckable(True)
            made.setMinimumWidth(64)
            self._buttons[choice.value] = made
            line.addWidget(made)
        return frame

    def _list(self, choices: Sequence[Choice]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for choice in choices:
            radio = QRadioButton()
            radio.setAccessibleName(choice.label)
            self._buttons[choice.value] = radio
            line = QHBoxLayout()
            line.setSpacing(4)
            line.addWidget(radio, 0, Qt.AlignmentFlag.AlignTop)
            self._words[choice.value] = ClickableWords(choice.label, radio)
            line.addWidget(self._words[choice.value], 1)
            column.addLayout(line)
        return holder


class ClickableWords(QLabel):
    """The words of a radio button, which wrap, as those of QRadioButton cannot."""

    def __init__(self, text: str, target: QAbstractButton) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setContentsMargins(0, 3, 0, 3)
        self._target = target

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._target.setFocus()
        self._target.click()
        event.accept()


class ChoiceField(Field):
    """A choice among a few; an optional one can be taken back."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        self.options = Options(self._choices(), question.label)
        self.options.chosen.connect(lambda value: self.save(self._answer(value)))
        self._clear = button("Effacer", "link")
        self._clear.setAccessibleName(f"Effacer la réponse, {question.label}")
        self._clear.clicked.connect(lambda: self.save(None))
        line.addWidget(self.options, 1)
        line.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        self.put(holder, self.options)
        self.show_question(question)

    def show_value(self, value: Value) -> None:
        self.options.set_value(self._shown(value))
        self._clear.setVisible(value is not None and not self.question.required)

    def _choices(self) -> Sequence[Choice]:
        return self.question.choices

    def _answer(self, shown: str) -> Value:
        return shown

    def _shown(self, value: Value) -> str | None:
        return None if value is None else str(value)


class YesNoField(ChoiceField):
    """Oui or Non; neither while unanswered."""

    def _choices(self) -> Sequence[Choice]:
        return (Choice("yes", "Oui"), Choice("no", "Non"))

    def _answer(self, shown: str) -> Value:
        return shown == "yes"

    def _shown(self, value: Value) -> str | None:
        return None if value is None else ("yes" if value else "no")
