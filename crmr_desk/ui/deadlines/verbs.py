"""What can be decided of deadlines: asks what a verb needs, runs it in the lane, and says what was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import shiboken6
from PySide6.QtWidgets import QWidget

from crmr_desk.model.deadlines import entries, kinds, marks, moving
from crmr_desk.model.deadlines.entries import EntryValues, TypedEntry
from crmr_desk.model.deadlines.marks import Decided
from crmr_desk.model.deadlines.rows import DONE, LIFTED, POSTPONED, DeadlineRow
from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.terms import short_date
from crmr_desk.ui.deadlines import concerns
from crmr_desk.ui.deadlines.concerns import Offered
from crmr_desk.ui.deadlines.entry_form import EntryForm
from crmr_desk.ui.deadlines.periods import day_words
from crmr_desk.ui.deadlines.row_verbs import Verb, verbs_for
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.words import plural

Rows = Sequence[DeadlineRow]


class DeadlineVerbs:
    """Lives as long as the page, over whose window its sheets open. ``added(key)`` is told of a new deadline."""

    def __init__(self, desk: Desk, over: QWidget, added: Callable[[str], object]) -> None:
        self._desk, self._over, self._added = desk, over, added

    def ask(self, verb: Verb, rows: Rows) -> None:
        """Do ``verb`` with those of ``rows`` that offer it, asking first what it needs."""
        those = [row for row in rows if verb in verbs_for(row)]
        if not those or self._desk.why_no_write:
            return
        asked: dict[Verb, Callable[[], object]] = {
            Verb.DONE: lambda: self._ask_done(those),
            Verb.POSTPONE: lambda: self._ask_postpone(those),
            Verb.LIFT: lambda: self._ask_lift(those),
            Verb.RESTORE: lambda: self._restore(those[0]),
            Verb.MOVE: lambda: self.ask_move(those[0]),
            Verb.EDIT: lambda: self._ask_edit(those[0]),
            Verb.DELETE: lambda: self._delete(those[0]),
        }
        asked[verb]()

    def ask_move(self, row: DeadlineRow, to: dt.date | None = None) -> None:
        """Ask to which day and why, ``to`` being proposed; what is fixed says why not."""
        if row.fixed:
            self._desk.show_problem(UserError(row.fixed))
            return
        form = self._form(
            "Déplacer", [row], "Déplacer", day_name="Nouvelle date", proposed=to,
            reason_needed=moving.needs_reason(row), icon="arrows-move",
        )  # fmt: skip
        form.given.connect(lambda day, reason: self._move(form, row, day, reason))
        form.open()

    def ask_new(self, on: dt.date | None) -> None:
        """Type a deadline, on ``on`` at first."""
        if self._desk.why_no_write:
            return
        values = EntryValues(on=on or self._desk.today, kind=kinds.MEETING, title="")
        self._with_offers(lambda offered: self._open_new(values, offered))

    def _ask_done(self, rows: Rows) -> None:
        form = self._form(
            "Noter comme faite", rows, "Noter comme faite", day_name="Faite le", proposed=self._desk.today,
            reason_needed=any(row.kind in kinds.SEEN_BY_THEMSELVES for row in rows), icon="check",
        )  # fmt: skip
        form.given.connect(lambda day, reason: self._mark(form, rows, Decided(DONE, day, reason), "faite"))
        form.open()

    def _ask_postpone(self, rows: Rows) -> None:
        today = self._desk.today
        form = self._form("Reporter", rows, "Reporter", day_name="Reportée au", icon="calendar-time")
        form.given.connect(
            lambda day, reason: self._mark(
                form, rows, Decided(POSTPONED, today, reason, day), f"reportée au {short_date(day)}"
            )
        )  # fmt: skip
        form.open()

    def _ask_lift(self, rows: Rows) -> None:
        today = self._desk.today
        form = self._form("Lever", rows, "Lever", icon="minus")
        form.given.connect(lambda _day, reason: self._mark(form, rows, Decided(LIFTED, today, reason), "levée"))
        form.open()

    def _form(
        self, title: str, rows: Rows, verb: str, *, day_name: str = "", proposed: dt.date | None = None,
        reason_needed: bool = True, icon: str,
    ) -> DatedForm:  # fmt: skip
        many = len(rows) > 1
        counted = f"{title} {plural(len(rows), 'échéance')}" if many else f"{title} l’échéance"
        said = _WHAT.get(verb, "")
        about = "" if many else f"{rows[0].title}, {rows[0].detail or day_words(rows[0].on)}. "
        return DatedForm(
            counted, f"{about}{said}", verb, self._desk.today, day_name=day_name, proposed=proposed,
            reason_asked=True, reason_needed=reason_needed, kept_in="au journal", icon=icon, stays=True,
            parent=self._over.window(),
        )  # fmt: skip

    def _mark(self, form: DatedForm, rows: Rows, decided: Decided, words: str) -> None:
        db, today = self._desk.db, self._desk.today
        self._run(lambda: marks.mark_all(db, rows, decided, today=today), _done(rows, words), form)

    def _restore(self, row: DeadlineRow) -> None:
        db = self._desk.db
        self._run(lambda: marks.unmark(db, row), "Échéance rétablie.")

    def _move(self, form: DatedForm, row: DeadlineRow, to: dt.date, reason: str) -> None:
        db, today = self._desk.db, self._desk.today
        said = f"Échéance déplacée au {short_date(to)}."
        self._run(lambda: moving.move(db, row, to, reason, today=today), said, form)

    def _ask_edit(self, row: DeadlineRow) -> None:
        self._read_entry(
            kinds.entry_id_of(row.key) or 0,
            lambda entry: self._with_offers(lambda offered: self._open_entry(entry, offered)),
        )

    def _read_entry(self, entry_id: int, then: Callable[[TypedEntry], None]) -> None:
        db = self._desk.db
        self._desk.read(lambda: entries.read_entry(db, entry_id), then, owner=self._over)

    def _with_offers(self, then: Callable[[Offered], None]) -> None:
        db, today, who = self._desk.db, self._desk.today, self._desk.who
        self._desk.read(lambda: concerns.offered(db, today, who), then, owner=self._over)

    def _open_new(self, values: EntryValues, offered: Offered) -> None:
        form, db, today = self._entry_form(values, offered, new=True), self._desk.db, self._desk.today

        def keep(given: EntryValues) -> None:
            said = f"Échéance ajoutée le {short_date(given.on)}."
            self._run(
                lambda: entries.add_entry(db, given, today=today), said, form,
                then=lambda written: self._added(f"{kinds.ENTRY}:{written[0]}"),
            )  # fmt: skip

        form.given.connect(keep)
        form.open()

    def _open_entry(self, entry: TypedEntry, offered: Offered) -> None:
        form, db, version = self._entry_form(entry.values, offered, new=False), self._desk.db, entry.version

        def tell_conflict(now: TypedEntry) -> None:
            nonlocal version
            version = now.version
            if shiboken6.isValid(form):
                form.tell_conflict(now)

        def keep(given: EntryValues) -> None:
            self._run(
                lambda: entries.change_entry(db, entry.id, given, version=version), "Échéance modifiée.", form,
                lambda: self._read_entry(entry.id, tell_conflict),
            )  # fmt: skip

        form.given.connect(keep)
        form.open()

    def _entry_form(self, values: EntryValues, offered: Offered, *, new: bool) -> EntryForm:
        today, over = self._desk.today, self._over.window()
        return EntryForm(values, offered.concerns, offered.instructors, today, new=new, parent=over)

    def _delete(self, row: DeadlineRow) -> None:
        db, today = self._desk.db, self._desk.today
        self._run(lambda: entries.delete_entry(db, row, today=today), "Échéance supprimée.")

    def _run(
        self, verb: Callable[[], Any], said: str, form: DatedForm | EntryForm | None = None,
        changed_meanwhile: Callable[[], object] | None = None, then: Callable[[Any], object] | None = None,
    ) -> None:  # fmt: skip
        """Say that it is done, or that nothing changed, and give ``then`` what was written. A ``form`` is closed then,
        and says a refusal: nothing typed is lost. One that can show what a colleague wrote does so by
        ``changed_meanwhile``."""

        def done(written: Any) -> None:
            if form is not None and shiboken6.isValid(form):
                form.accept()
            if written:
                self._desk.done.emit(said)
            else:
                self._desk.toast.emit("Rien n’a changé.")
            if then is not None:
                then(written)

        def refused(error: Exception) -> None:
            if changed_meanwhile is not None and isinstance(error, Conflict):
                changed_meanwhile()
            elif form is not None and shiboken6.isValid(form) and isinstance(error, UserError):
                form.problem.say(str(error))
            else:
                self._desk.show_problem(error)

        self._desk.run(verb, done, failed=refused)


_WHAT = {
    "Noter comme faite": "Elle restera visible, avec qui l’a dit et quand.",
    "Reporter": "Elle reviendra à la nouvelle date\u202f; celle d’origine reste écrite à côté.",
    "Lever": "Plus rien n’est attendu. Elle restera visible, avec le motif.",
    "Déplacer": "Le texte ne fixe pas ce jour\u00a0: il change à sa source, et le journal le garde.",
}


def _done(rows: Rows, words: str) -> str:
    """ "Échéance levée.", "3 échéances levées."."""
    if len(rows) == 1:
        return f"Échéance {words}."
    first, _, rest = words.partition(" ")
    return f"{plural(len(rows), 'échéance')} {first}s{' ' if rest else ''}{rest}."
