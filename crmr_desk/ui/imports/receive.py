"""Reception of files that were dropped or chosen: read first, then asked who sent them, then kept one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.model.errors import NeedsConfirmation, UserError
from crmr_desk.ui import problems
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports.list_filter import sender_name
from crmr_desk.ui.imports.progress import Job, ProgressStrip
from crmr_desk.ui.imports.receive_form import ReceiveForm
from crmr_desk.workbooks.imports import arrivals, drafts
from crmr_desk.workbooks.imports.arrivals import Arrival

Given = list[tuple[Arrival, str]]


class Reception(QObject):
    """``received([import id, …])`` once the files are kept as drafts. ``strip`` shows the reading of large files."""

    received = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.strip = ProgressStrip(desk, edge="bottom")

    def begin(self, paths: Sequence[Path]) -> None:
        """Read these files, then ask who sent those that can be read."""
        db = self._desk.db
        if not paths:
            return
        words = f"Lecture de {paths[0].name}" if len(paths) == 1 else f"Lecture de {len(paths)} fichiers"

        def read(job: Job) -> list[Arrival | str]:
            found: list[Arrival | str] = []
            for number, path in enumerate(paths):
                if job.cancelled():
                    raise UserError("Réception annulée\u00a0: rien n’a été gardé.")
                if number:
                    job.report(number, len(paths))
                found.append(arrivals.arrival_or_refusal(db, path))
            return found

        self.strip.read(words, read, self._ask)

    def _ask(self, found: list[Arrival | str]) -> None:
        readable = [each for each in found if isinstance(each, Arrival)]
        refusals = [each for each in found if isinstance(each, str)]
        if not readable:
            self._desk.show_problem(UserError("\n".join(refusals)))
            return
        form = ReceiveForm(readable, refusals, self._desk.today, self._desk.who, self._over.window())
        form.given.connect(lambda given, day: self._keep(given, day, []))
        form.open()

    def _keep(self, given: Given, day: dt.date, kept: list[int], *confirmed: str) -> None:
        """Keep the first of ``given``, then the others; each is one operation of its own."""
        if not given:
            if kept:
                self.received.emit(kept)
            return
        (arrival, region), rest = given[0], given[1:]
        desk = self._desk

        def receive() -> Any:
            return drafts.receive(
                desk.db, name=arrival.name, content=arrival.content, region=region or None,
                sender=sender_name(region), received_on=day, today=desk.today, confirmed=confirmed,
            )  # fmt: skip

        def refused(error: Exception) -> None:
            if isinstance(error, NeedsConfirmation):
                self._confirm(
                    error, partial(self._keep, given, day, kept, error.key), partial(self._keep, rest, day, kept)
                )
            else:
                desk.show_problem(error)
                self._keep(rest, day, kept)

        desk.run(receive, lambda result: self._keep(rest, day, [*kept, result[0]]), failed=refused)

    def _confirm(self, error: NeedsConfirmation, agreed: Callable[[], None], declined: Callable[[], None]) -> None:
        """A file that is known already: whatever the answer, the others come next."""
        sheet = problems.confirm(
            self._over.window(), str(error), agreed, title="Ce fichier est déjà connu", verb="Recevoir quand même",
            refuse="Ne pas le recevoir",
        )  # fmt: skip
        sheet.rejected.connect(declined)
