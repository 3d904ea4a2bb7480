"""Makes the unfolded entry of the panel, and finds the dossier that would answer it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from crmr_desk.model.deadlines import moving
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers import procedures
from crmr_desk.model.dossiers.procedures import Procedure
from crmr_desk.ui.deadlines import look
from crmr_desk.ui.deadlines.explanation import Explanation
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.pages import PAGES

_LETTERS_PAGE = "correspondence"


class Explainer(QObject):
    """``verb_wanted(verb, row)``; every other wish goes straight to the desk. What was found is kept until
    ``forget``."""

    verb_wanted = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._found: dict[str, Procedure | None] = {}
        self._reminders = any(page.key == _LETTERS_PAGE for page in PAGES)

    def unfolded(self, row: DeadlineRow) -> Explanation:
        """The explanation of ``row``, with what answers it as soon as that is known."""
        desk = self._desk
        made = Explanation(row, desk.today, no_write=desk.why_no_write, reminders=self._reminders)
        made.verb_wanted.connect(self.verb_wanted)
        made.open_wanted.connect(lambda shown: desk.centre_wanted.emit(shown.centre_kind, shown.centre_id))
        made.dossier_wanted.connect(desk.dossier_wanted)
        made.start_wanted.connect(self._start)
        made.letters_wanted.connect(lambda batch_id: desk.page_wanted.emit(_LETTERS_PAGE, f"batch/{batch_id}"))
        made.reminder_wanted.connect(lambda what: desk.page_wanted.emit(_LETTERS_PAGE, f"reminders/{what}"))
        self._ask(row, made)
        self._ask_move(row, made)
        return made

    def forget(self) -> None:
        """The register has changed."""
        self._found.clear()

    def _start(self, procedure: Procedure, row: DeadlineRow) -> None:
        self._desk.start_wanted.emit(procedure.request, procedure.function, row.centre_id)

    def _ask(self, row: DeadlineRow, shown: Explanation) -> None:
        wanted = look.ANSWERED_BY.get(row.kind)
        if wanted is None or row.dossier_id is not None or not row.centre_kind or look.is_over(row):
            return
        if row.key in self._found:
            shown.offer(self._found[row.key])
            return
        db, kind, row_id, today = self._desk.db, row.centre_kind, row.centre_id, self._desk.today

        def then(offered: Sequence[Procedure]) -> None:
            self._found[row.key] = _answer(offered, wanted)
            shown.offer(self._found[row.key])

        self._desk.read(lambda: procedures.offered(db, kind, row_id, today), then, owner=shown)

    def _ask_move(self, row: DeadlineRow, shown: Explanation) -> None:
        """What a dossier moved without keeping why is told by the journal."""
        db = self._desk.db

        def then(told: str) -> None:
            if told:
                shown.tell_move(told)

        if row.kind in moving.EXPECTED:
            self._desk.read(lambda: moving.last_move(db, row), then, owner=shown)


def _answer(offered: Sequence[Procedure], requests: Sequence[str]) -> Procedure | None:
    return next((each for request in requests for each in offered if each.request == request), None)
