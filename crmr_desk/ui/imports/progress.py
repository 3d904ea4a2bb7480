"""Long work in the lane, as the user sees it: a bar with words, and « Annuler »."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.words import thousands
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label

PATIENCE_MS = 300
"""What ends within it shows no bar."""
_PERMILLE = 1000


class Job(QObject):
    """One piece of work under way. The lane calls ``report`` and asks ``cancelled``; the window hears ``moved(done,
    total)`` in its own thread, as long as what listens is a method of a QObject.

    It has no parent on purpose: the lane may hold it after the widget that started it has gone.
    """

    moved = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._cancelled = False
        self._last = -1

    def report(self, done: int, total: int) -> None:
        """Say how far the work is, in lines or in whatever it counts. Steps too small to be seen are not sent."""
        permille = done * _PERMILLE // total if total > 0 else 0
        if permille != self._last:
            self._last = permille
            self.moved.emit(done, total)

    def cancelled(self) -> bool:
        """Whether the user wants it to stop."""
        return self._cancelled

    def cancel(self) -> None:
        """Ask it to stop at the next line."""
        self._cancelled = True


class ProgressStrip(QFrame):
    """The bar of one place of the window; hidden while nothing runs. What is started while another piece of work runs
    takes its place: the former is cancelled and its answer is heard no more. ``stopped`` once the user has stopped what
    ran."""

    stopped = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, edge: str = "") -> None:
        """A sheet of its own; with ``edge`` ("top", "bottom") a band across the page with a line on that side."""
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self._name = ""
        for name, value in (("ground", "raised"), ("edge", edge)) if edge else (("card", "raised"),):
            self.setProperty(name, value)
        self.words = label("", "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel_button = button("Annuler", "secondary")
        self.cancel_button.clicked.connect(self.cancel)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self._lay()
        closing = getattr(desk.window, "closing", None)
        if closing is not None:
            closing.connect(self.cancel)
        self.hide()

    def read(
        self, words: str, question: Callable[[Job], Any], then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:  # fmt: skip
        """Ask the model something long; ``words`` say what is being done (« Contrôle de CCMR_AURA.xlsx »)."""
        job, owner = self._begin(words), self
        self._desk.ops.do(
            lambda: question(job), lambda answer: self._ended(job, then, answer),
            lambda error: self._failed(job, error, failed), owner=owner,
        )  # fmt: skip

    def run(
        self, words: str, verb: Callable[[Job], Any], then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:  # fmt: skip
        """Run a long verb of the model that returns ``Changes`` or a tuple that ends with it."""
        job = self._begin(words)
        self._desk.run(
            lambda: verb(job), lambda result: self._ended(job, then, result),
            failed=lambda error: self._failed(job, error, failed),
        )  # fmt: skip

    def cancel(self) -> None:
        """Ask what runs to stop. Its end is said by a toast, not as a problem: the user wanted it."""
        if self._job is not None:
            self._job.cancel()
            self.words.setText(f"{self._name}\u00a0: arrêt demandé…")
            set_available(self.cancel_button, "L’arrêt est demandé")

    def drop(self) -> None:
        """Stop what runs without a word: nobody wants its answer any more."""
        if self._job is not None:
            self._job.cancel()
            self._leave(self._job)

    def is_busy(self) -> bool:
        """Whether something runs that was not cancelled."""
        return self._job is not None and not self._job.cancelled()

    def _begin(self, words: str) -> Job:
        if self._job is not None:
            self._job.cancel()
            self._job.moved.disconnect(self._moved)
        self._job, self._name = Job(), words
        self._job.moved.connect(self._moved)
        self.words.setText(f"{words}…")
        self.setAccessibleName(words)
        self.bar.setRange(0, 0)
        set_available(self.cancel_button)
        self._patience.start()
        return self._job

    def _moved(self, done: int, total: int) -> None:
        if self.is_busy():
            self.bar.setRange(0, max(total, 0))
            self.bar.setValue(done)
            self.words.setText(f"{self._name}\u00a0: {thousands(done)} sur {thousands(total)}")

    def _ended(self, job: Job, then: Callable[[Any], None], answer: Any) -> None:
        if self._leave(job):
            then(answer)

    def _failed(self, job: Job, error: Exception, failed: Callable[[Exception], None] | None) -> None:
        if not self._leave(job):
            return
        if job.cancelled() and isinstance(error, UserError):
            self._desk.toast.emit(str(error))
            self.stopped.emit()
        else:
            (failed or self._desk.show_problem)(error)

    def _leave(self, job: Job) -> bool:
        """Whether ``job`` is the one on screen; then it is there no more."""
        # A write ends even when the window was closed over it.
        if not shiboken6.isValid(self) or job is not self._job:
            return False
        self._job = None
        self._patience.stop()
        self.hide()
        return True

    def _lay(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.bar)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 12, 10)
        line.setSpacing(16)
        line.addLayout(column, 1)
        line.addWidget(self.cancel_button)
