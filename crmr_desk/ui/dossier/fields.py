"""One question, one field: label, place in the text, control, help and problem, whatever the kind of question.

A field saves when it is left or when something is chosen; showing the same question again never touches what is
being typed.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Question
from crmr_desk.ui import icons
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label

Value = str | bool | int | None


class Field(QWidget):
    """What every kind of question shares. ``saved`` carries the value to keep (None: the answer is taken back)."""

    saved = Signal(object)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self._named: QWidget = self
        self._label = label(question.label, "strong", wrap=True)
        self._optional = label("facultatif", "small")
        self._help = label("", "secondary", wrap=True)
        self._problem = label("", "secondary", wrap=True)
        self._problem.setProperty("tone", "stop")
        self._problem_line = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addLayout(self._heading(question))
        self._column.addWidget(self._help)
        self._lay_problem()

    def put(self, control: QWidget, named: QWidget | None = None) -> None:
        """Place the control under the label; ``named`` is the part that takes the name."""
        self._column.insertWidget(2, control)
        target = named or control
        target.setAccessibleName(self.question.label)
        self._named = target
        self._label.setBuddy(target)
        target.installEventFilter(self)

    def show_question(self, question: Question) -> None:
        """Show the same question as the view says it now."""
        self.question = question
        self._label.setText(question.label)
        self._optional.setVisible(not question.required)
        self._help.setText(question.help)
        self._help.setVisible(bool(question.help))
        if not self.busy():
            self.show_value(question.value)
            self.say_problem(question.problem)

    def show_value(self, value: Value) -> None:
        """Put ``value`` into the control without saving it."""
        raise NotImplementedError

    def busy(self) -> bool:
        """Whether something typed here is not saved yet."""
        return False

    def commit(self) -> None:
        """Save what is typed, when it differs from the answer kept."""

    def save(self, value: Value) -> None:
        """Send ``value`` when it is news."""
        if value != self.question.value:
            self.saved.emit(value)

    def say_problem(self, sentence: str) -> None:
        """The sentence in red under the control; empty takes it away."""
        self._problem.setText(sentence)
        self._problem_line.setVisible(bool(sentence))
        named = self._named
        named.setAccessibleDescription(" ".join(filter(None, (self.question.help, sentence))))
        if named.property("problem") is not bool(sentence):
            named.setProperty("problem", bool(sentence))
            named.style().unpolish(named)
            named.style().polish(named)

    def problem(self) -> str:
        """The sentence shown in red now."""
        return self._problem.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            elsewhere = event.reason() != Qt.FocusReason.PopupFocusReason
            if elsewhere:
                self.commit()
        return super().eventFilter(watched, event)

    def _heading(self, question: Question) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._label, 1)
        line.addWidget(self._optional)
        if question.place:
            line.addWidget(PlaceBadge(question.place))
        return line

    def _lay_problem(self) -> None:
        line = QHBoxLayout(self._problem_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(icons.IconLabel("circle-x", "stop", 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._problem, 1)
        self._problem_line.hide()
        self._column.addWidget(self._problem_line)


class GrowingText(QPlainTextEdit):
    """A text of one line that grows with what is typed, up to ``most`` lines; Tab leaves it."""

    def __init__(self, least: int = 1, most: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bounds = (least, most)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self._fit()

    def text(self) -> str:
        """What is typed, without blank ends."""
        return self.toPlainText().strip()

    def _fit(self) -> None:
        least, most = self._bounds
        typed = round(self.document().size().height())
        lines = min(max(typed, least), most)
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if typed > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolls)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 14)


_LONG = ("reason", "reasons", "evidence")
"""Last words of the paths whose answer is a paragraph, not a name."""


_PHRASED = ("decision.reasons",)
"""Paths whose answer a letter prints: a ready phrase may stand in it."""


class TextField(Field):
    """A text, of one line until it needs more; a reason has room for a paragraph at once. ``phrases_wanted(opener)``
    from what a letter prints."""

    phrases_wanted = Signal(object)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        long = question.id.rpartition(".")[2].endswith(_LONG)
        self.edit = GrowingText(least=3, most=12) if long else GrowingText()
        self.put(self.edit)
        if question.id in _PHRASED:
            phrases = button("Insérer une formule…", "link", "quote")
            phrases.clicked.connect(lambda: self.phrases_wanted.emit(phrases))
            self._column.insertWidget(3, phrases)
        self.show_question(question)

    def insert(self, text: str) -> None:
        """Type ``text`` where the cursor is; it is saved when the field is left."""
        self.edit.insertPlainText(text)
        self.edit.setFocus()

    def show_value(self, value: Value) -> None:
        text = "" if value is None else str(value)
        if text != self.edit.toPlainText():
            self.edit.setPlainText(text)

    def busy(self) -> bool:
        return self.edit.hasFocus() and self.edit.text() != (self.question.value or "")

    def commit(self) -> None:
        self.save(self.edit.text() or None)
