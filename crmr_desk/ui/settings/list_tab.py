"""One list of the settings: what it is for, its verbs, its table."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from crmr_desk.model.store.changes import Changes
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView
from crmr_desk.ui.parts.buttons import Kind, button, set_available
from crmr_desk.ui.parts.card import Card, label
from crmr_desk.ui.parts.notes import EmptyState
from crmr_desk.ui.parts.table import Column, DataTable

T = TypeVar("T")

_CHOOSE = "Choisissez d’abord une ligne"


class ListTab(LiveView, Generic[T]):
    """Say ``TITLE``, ``SENTENCE`` and ``EMPTY``, give ``columns``, ``key`` and ``question``; add the verbs with
    ``verb`` and ``verb_of_one``. A double click is ``open_one``."""

    TITLE: ClassVar[str] = ""
    SENTENCE: ClassVar[str] = ""
    EMPTY: ClassVar[str] = ""
    ICON: ClassVar[str] = "settings"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.table: DataTable[T] = DataTable(self.columns(), self.key, self.TITLE)
        self.none = EmptyState(self.ICON, self.EMPTY)
        self.card = Card(self.TITLE, pad=8)
        self.reason = label("", "quiet", wrap=True)
        """Why some verb cannot be done with the row chosen, beside the verbs."""
        self._of_one: list[tuple[QPushButton, Callable[[T], str]]] = []
        self._stack = QStackedWidget()
        self._stack.addWidget(self.none)
        self._stack.addWidget(self.table)
        self._lay_out()
        self.table.opened.connect(self.open_one)
        self.table.current_changed.connect(lambda _row: self._say_available())

    def columns(self) -> Sequence[Column[T]]:
        """The columns of the table."""
        raise NotImplementedError

    def key(self, row: T) -> Hashable:
        """What a row stays known by."""
        raise NotImplementedError

    def open_one(self, row: T) -> Any:
        """Show one row in its form."""
        raise NotImplementedError

    def show_answer(self, answer: Sequence[T]) -> None:
        self._stack.setCurrentIndex(1 if answer else 0)
        self.table.set_rows(answer)
        self.card.set_count(len(answer) or None)
        if answer and self.table.current() is None:
            self.table.select(self.key(answer[0]))
        self._say_available()

    def verb(self, text: str, kind: Kind, icon: str, then: Callable[[], object]) -> QPushButton:
        """A verb that needs no row."""
        made = button(text, kind, icon)
        made.clicked.connect(lambda: then())
        self._verbs.addWidget(made)
        return made

    def verb_of_one(
        self, text: str, icon: str, then: Callable[[T], object], why_not: Callable[[T], str] = lambda _row: ""
    ) -> QPushButton:
        """A verb of the row chosen; ``why_not`` says why it cannot be done with it, "" where it can."""

        def act() -> None:
            row = self.table.current()
            if row is not None:
                then(row)

        made = self.verb(text, "ghost", icon, act)
        self._of_one.append((made, why_not))
        return made

    def write(self, verb: Callable[[], Changes], done: str) -> None:
        """Run a verb of the model, then say that it is done."""
        self.desk.run(verb, lambda _changes: self.desk.done.emit(done))

    def _say_available(self) -> None:
        row = self.table.current()
        reasons = [_CHOOSE if row is None else why_not(row) for _control, why_not in self._of_one]
        for (control, _why_not), reason in zip(self._of_one, reasons, strict=True):
            set_available(control, reason)
            control.setVisible(bool(self.table.rows()))
        self.reason.setText(next(filter(None, reasons), "") if self.table.rows() else "")

    def _lay_out(self) -> None:
        self._verbs = QHBoxLayout()
        self._verbs.setSpacing(8)
        self._verbs.addWidget(self.reason, 1)
        self.card.body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(self.SENTENCE, "secondary", wrap=True))
        column.addLayout(self._verbs)
        column.addWidget(self.card, 1)
