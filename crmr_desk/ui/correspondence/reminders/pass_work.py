"""What the wizard asks of the model for a pass: read, print, write, all of it off the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from crmr_desk.model.bureau.signatories import signatories_on
from crmr_desk.model.correspondence import listing, live_letters
from crmr_desk.model.correspondence.phrases import PhraseRow, phrases
from crmr_desk.model.correspondence.reminders import drafting, writing
from crmr_desk.model.correspondence.reminders.due import due
from crmr_desk.model.correspondence.reminders.naming import NamingRule, naming_rule
from crmr_desk.model.correspondence.reminders.rows import BatchResult, ReminderLine, Wording
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.errors import UserError
from crmr_desk.ui.correspondence.reminders.pass_state import PassState
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports.progress import Job, ProgressStrip

Failed = Callable[[Exception], None]


class PassWork:
    """The long ones run under ``strip``. What keeps one of them from being done goes to ``refused``."""

    def __init__(self, desk: Desk, state: PassState, strip: ProgressStrip, refused: Failed) -> None:
        self._desk, self._state, self._strip, self._refused = desk, state, strip, refused

    def read_known(self, then: Callable[[Sequence[PhraseRow], list[str], NamingRule], None], owner: QObject) -> None:
        """The phrases, who may sign today, and the rule by which files are named."""
        db, today = self._desk.db, self._desk.today

        def read() -> tuple[Sequence[PhraseRow], list[str], NamingRule]:
            return phrases(db), [row.lines.name for row in signatories_on(db, today)], naming_rule(db)

        self._desk.read(read, lambda known: then(*known), owner=owner)

    def read_lines(self, then: Callable[[Sequence[ReminderLine]], None]) -> None:
        """Everybody who could be written to."""
        db, today, state = self._desk.db, self._desk.today, self._state
        kind, year, until, choice = state.kind, state.year, state.until, state.choice

        def read(_job: Job) -> list[ReminderLine]:
            return due(db, kind, today, year=year, until=until, choice=choice)

        self._strip.read("Lecture de ce qui est dû", read, then, self._refused)

    def print(
        self, line: ReminderLine, wording: Wording, then: Callable[[LivePages], None], failed: Failed, owner: QObject
    ) -> None:
        """One letter, as it would be written; ``failed`` for what keeps it from being printed."""
        db, kind, today = self._desk.db, self._state.kind, self._desk.today

        def refused(error: Exception) -> None:
            if isinstance(error, UserError):
                failed(error)
            else:
                self._desk.show_problem(error)

        self._desk.ops.do(
            lambda: live_letters.live_reminder(db, kind, line, today, wording), then, refused, owner=owner
        )

    def write(self, name: str, wording: Wording, then: Callable[[BatchResult], None]) -> None:
        """The letters chosen, in one operation that is called ``name``."""
        db, today = self._desk.db, self._desk.today
        kind, lines = self._state.kind, self._state.chosen()

        def verb(job: Job) -> Any:
            return writing.write(
                db, kind, lines, name=name, today=today, wording=wording, progress=job.report, cancelled=job.cancelled
            )

        words = f"Écriture de {plural(len(lines), 'courrier')}"
        self._strip.run(words, verb, lambda result: then(result[0]), self._refused)

    def save_drafts(self, path: Path, wording: Wording, then: Callable[[int], None]) -> None:
        """The letters chosen, as they would be written now, in the PDF ``path``: ``then(how many)``; the register keeps
        nothing."""
        db, today = self._desk.db, self._desk.today
        kind, lines = self._state.kind, self._state.chosen()

        def draft(job: Job) -> int:
            return drafting.write_drafts(
                db, kind, lines, path, today, wording=wording, progress=job.report, cancelled=job.cancelled
            )

        self._strip.read(f"Projet de {plural(len(lines), 'courrier')}", draft, then, self._refused)

    def read_written(self, result: BatchResult, then: Callable[[list[KeptLetter]], None], owner: QObject) -> None:
        """The letters of the pass as they stand now, in the order in which they were written."""
        db, today, ids = self._desk.db, self._desk.today, frozenset(result.letter_ids)

        def read() -> list[KeptLetter]:
            rows = (row for row in listing.letters(db, today=today) if row.id in ids)
            return sorted(rows, key=lambda row: row.id)

        self._desk.read(read, then, owner=owner)
