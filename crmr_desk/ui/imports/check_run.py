"""Keeps the check of one import up to date, in the lane: what it says is asked again after whatever it depends on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports.progress import Job, ProgressStrip
from crmr_desk.workbooks.checking.check import check
from crmr_desk.workbooks.checking.rows import Checked
from crmr_desk.workbooks.imports import drafts
from crmr_desk.workbooks.imports.rows import DraftView, ImportState

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes

_TABLES = frozenset({
    "workbook_import", "import_choice", "hospital", "person", "fsmr", "crmr", "site", "ccmr", "attachment", "label",
    "mandate",
})  # fmt: skip
"""What the check depends on."""


class Answer(NamedTuple):
    """What a check gives: the draft as it stands, and what the check says of its lines; nothing of what is no draft."""

    view: DraftView
    checked: Checked | None


class CheckRun(QObject):
    """``begun`` when a check starts, ``answered(Answer)``, ``failed(error)`` or ``stopped`` when it is over. While its
    widget ``shown`` is not seen, a check that is out of date waits until ``refresh``."""

    begun = Signal()
    answered = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, desk: Desk, shown: QWidget) -> None:
        super().__init__(shown)
        self._desk, self._shown = desk, shown
        self._import_id = 0
        self._stale, self._dropped = True, False
        self.strip = ProgressStrip(desk)
        self.writing = ProgressStrip(desk)
        """Where the import itself is written: nothing is checked meanwhile."""
        self.strip.stopped.connect(self.stopped)
        desk.changed.connect(self._notice)

    def turn_to(self, import_id: int) -> None:
        """Check another import from now on."""
        self._import_id, self._stale = import_id, True

    def refresh(self) -> None:
        """Check now if that is overdue and somebody looks."""
        if self._stale and self._shown.isVisible():
            self.run()

    def run(self) -> None:
        """Check now."""
        if not self._import_id:
            return
        self._stale = self._dropped = False
        db, import_id, today = self._desk.db, self._import_id, self._desk.today

        def ask(job: Job) -> Answer:
            view = drafts.draft_view(db, import_id, today)
            if view.row.state is not ImportState.DRAFT or view.problem:
                return Answer(view, None)
            checked = check(db, import_id, today, progress=job.report, cancelled=job.cancelled)
            return Answer(view, checked)

        self.strip.read("Contrôle du classeur", ask, self.answered.emit, self.failed.emit)
        self.begun.emit()

    def is_busy(self) -> bool:
        """Whether a check is under way."""
        return self.strip.is_busy()

    def make_room(self) -> None:
        """Something is about to be chosen: a check that is under way would be out of date, and keep it waiting."""
        self._dropped = self._dropped or self.strip.is_busy()
        self.strip.drop()

    def catch_up(self) -> None:
        """What was chosen is kept, or refused: a check that was dropped for it is made good, unless one has begun."""
        if self._dropped:
            self.run()

    def _notice(self, changes: Changes | None) -> None:
        if not shiboken6.isValid(self) or (changes is not None and not _TABLES & changes.tables):
            return
        self._stale = True
        if not self.writing.is_busy():
            self.refresh()
