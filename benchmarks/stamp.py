"""What floors and ours share inside a child process: the moment of the first paint, told to the parent.

Imports nothing of the program.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class FirstPaint(QObject):
    """Calls ``then`` once, when the first paint of ``widget`` has reached the screen."""

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then: Callable[[], None] | None = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """After the event that is running, everything painted with it is on the screen."""
        if event.type() == QEvent.Type.Paint and self._then is not None:
            QTimer.singleShot(0, self._then)
            self._then = None
        return False


def tell(value: float) -> None:
    """Give the parent one number (seconds) and leave."""
    print(repr(value), flush=True)
    application = QApplication.instance()
    if application is not None:
        application.quit()


def tell_the_clock() -> None:
    """Give the parent this instant: the monotonic clock is the same in every process of a machine."""
    tell(time.monotonic())


def number_argument(place: int = 1) -> int:
    """The round, or another number given on the command line of a child."""
    return int(sys.argv[place])
