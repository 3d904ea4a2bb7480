"""One lane off the GUI thread: what is asked of the model runs in order, its answers come back to the GUI thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal

T = TypeVar("T")
Failed = Callable[[Exception], None]


class Lane(Protocol):
    """What a screen needs of ``Ops`` or ``InlineOps``."""

    def do(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None,
        *, owner: QObject | None = None,
    ) -> None: ...  # fmt: skip

    def close(self) -> None: ...


class Ops(QObject):
    """The lane of the running program. ``busy_changed(True)`` is sent when work waits, False when all is done.

    ``work`` runs in the lane's thread and must not touch a widget. ``then(result)``, or ``failed(error)``, runs in
    the GUI thread, unless ``owner`` has been deleted meanwhile. Without ``failed`` the error goes to ``unhandled``.
    """

    busy_changed = Signal(bool)
    unhandled = Signal(object)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[Callable[[], Callable[[], None]] | None] = SimpleQueue()
        self._waiting = 0
        self._finished.connect(self._deliver)
        self._thread = threading.Thread(target=self._run, name="lane")
        self._thread.start()

    def do(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None,
        *, owner: QObject | None = None,
    ) -> None:  # fmt: skip
        """Queue ``work``; see the class."""
        self._waiting += 1
        if self._waiting == 1:
            self.busy_changed.emit(True)
        self._jobs.put(lambda: _outcome(work, then, failed or self.unhandled.emit, owner))

    def close(self) -> None:
        """Let the queued work end (a write is never cut), then stop the thread. No answer is delivered any more."""
        self._finished.disconnect(self._deliver)
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._finished.emit(job())

    def _deliver(self, answer: Callable[[], None]) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self.busy_changed.emit(False)
        answer()


class InlineOps:
    """The same interface, run at once in the caller's thread: for tests. An error without ``failed`` is raised."""

    def do(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None,
        *, owner: QObject | None = None,
    ) -> None:  # fmt: skip
        """Run ``work`` and deliver its answer before returning."""
        _outcome(work, then, failed or _raise, owner)()

    def close(self) -> None:
        """Nothing to stop."""


def _outcome(
    work: Callable[[], Any], then: Callable[[Any], None], failed: Callable[[Exception], Any], owner: QObject | None
) -> Callable[[], None]:
    """Run ``work`` here; what is returned delivers the answer."""

    def deliver(tell: Callable[[Any], Any], answer: object) -> None:
        if owner is None or shiboken6.isValid(owner):
            tell(answer)

    try:
        result = work()
    except Exception as error:
        # Everything that work raises is an answer too: problems.py tells refusals from bugs.
        caught = error
        return lambda: deliver(failed, caught)
    return lambda: deliver(then, result)


def _raise(error: Exception) -> None:
    raise error
