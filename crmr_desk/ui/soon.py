"""What comes once the first page of a register stands there: nobody asks for it before, and the page is not to wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crmr_desk.ui.ops import Ops

if TYPE_CHECKING:
    from crmr_desk.ui.desk import Desk

_TO_BE_PAINTED_MS = 50


class Soon(QObject):
    """Calls ``then`` once, when the lane has answered what the first page asks; at once where ``desk`` works inline.
    Never when the desk has been left before."""

    def __init__(self, desk: Desk, then: Callable[[], object]) -> None:
        super().__init__(desk)
        self._desk, self._then = desk, then
        if isinstance(desk.ops, Ops):
            desk.ops.busy_changed.connect(self._notice)
        else:
            then()

    def _notice(self, busy: bool) -> None:
        if not busy and isinstance(self._desk.ops, Ops):
            self._desk.ops.busy_changed.disconnect(self._notice)
            QTimer.singleShot(_TO_BE_PAINTED_MS, self, self._then)
