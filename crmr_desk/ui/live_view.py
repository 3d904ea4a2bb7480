"""A view that reads again by itself: when rows it shows have changed, and only while somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.ui.desk import Desk


class LiveView(QWidget):
    """Say which ``TABLES`` are shown, what to ask (``question``) and how to show the answer (``show_answer``).

    The view reads when it is first shown, then after each change of one of its tables: at once when visible, else
    when it is shown again. An answer that a later question has overtaken is dropped. A table keeps its selection by
    key (``DataTable`` does it), so that a reload moves nothing under the user's hand.
    """

    TABLES: frozenset[str] = frozenset()
    TURNS = False
    """Whether the view shows the register of the day chosen (``desk.seen`` on ``desk.on``) and turns with it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self._asked = 0
        desk.changed.connect(self._notice)
        if self.TURNS:
            desk.turned.connect(lambda: self._notice(None))

    def question(self) -> Callable[[], Any] | None:
        """What to run in the lane, with everything it needs bound now; None when there is nothing to ask."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Fill the widgets from what the question returned."""
        raise NotImplementedError

    def reload(self) -> None:
        """Ask now, whether visible or not."""
        self._stale = False
        self._asked += 1
        number, question = self._asked, self.question()
        if question is not None:
            self.desk.read(question, lambda answer: self._take(number, answer), owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.reload()

    def _take(self, number: int, answer: Any) -> None:
        # Where the register has just been left, the page outlives its desk for a moment.
        if number == self._asked and shiboken6.isValid(self.desk):
            self.show_answer(answer)

    def _notice(self, changes: Changes | None) -> None:
        if changes is not None and not self.TABLES & changes.tables:
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True
