"""Writes the reminders of a pass: hundreds of letters in one operation, numbered, kept with the facts of the day.

They are printed before the register is written to, into a file on the disk, so that colleagues do not wait for the
printing and the memory holds one letter at a time.
"""

from __future__ import annotations

import datetime as dt
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.letters.content import LetterError
from crmr_desk.model.correspondence.choosing import counted
from crmr_desk.model.correspondence.reminders.composing import UNNUMBERED, Pass, Reminder, composed, pass_in
from crmr_desk.model.correspondence.reminders.kinds import kind_of
from crmr_desk.model.correspondence.reminders.naming import NamingRule, naming_rule_in, unique
from crmr_desk.model.correspondence.reminders.reading import LETTER, reminded_in, settled_in
from crmr_desk.model.correspondence.reminders.rows import (
    AS_IT_STANDS,
    BatchResult,
    ReminderLine,
    Standing,
    Wording,
)
from crmr_desk.model.correspondence.reminders.wording import check_filled, checked
from crmr_desk.model.deadlines.mark_reading import mark_of
from crmr_desk.model.dossiers.drafts import PDF
from crmr_desk.model.dossiers.letter_states import FINAL, REMINDER
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.store import documents
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import LetterBatch, LetterRow
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

Progress = Callable[[int, int], object]
_STOPPED: Final = "L’écriture des relances est arrêtée\u00a0: rien n’a été écrit."
_MEANWHILE: Final = (
    "D’autres relances ont été écrites entre-temps\u00a0: rien n’a été écrit ici. Actualisez la liste, puis "
    "recommencez."
)
_BY_POST, _BY_EMAIL = "courrier", "courriel"


@dataclass(frozen=True, slots=True)
class _Printed:
    """A letter in the file on the disk, without its words."""

    values: dict[str, Any]
    start: int
    size: int


def preview(db: Database, kind: str, line: ReminderLine, today: dt.date, *, wording: Wording = AS_IT_STANDS) -> bytes:
    """The PDF of one letter as it would be written, without a number; nothing is kept. Raises UserError for what keeps
    it from being printed."""
    kind_of(kind)
    typed = checked(wording, today)
    with db.reading() as session:
        shared = pass_in(session, db.who, today, typed)
    check_filled(typed, [line], shared.shared_facts)
    return pdf_of(composed(shared, line, UNNUMBERED), shared.under, draft=True)


def write(
    db: Database, kind: str, lines: Sequence[ReminderLine], *,
    name: str, today: dt.date, wording: Wording = AS_IT_STANDS,
    progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> tuple[BatchResult, Changes]:  # fmt: skip
    """Write one letter for each of ``lines``, in their order, as one operation that can be taken back until one of them
    is sent. ``progress`` is told how many are printed; once ``cancelled``, nothing is written.

    Raises UserError without a line or a name, for a line of which no letter is written, or that was reminded, done or
    lifted meanwhile, for words that do not fill, a letter that cannot be printed, or when it was cancelled; then
    nothing is written.
    """
    about = kind_of(kind)
    called = as_typed(name)
    lines = list({line.key: line for line in lines}.values())
    if not called:
        raise UserError("Donnez un nom à cet envoi\u00a0: c’est sous ce nom que les courriers le montrent.")
    check_lines(lines)
    typed = checked(wording, today)
    with db.reading() as session:
        shared, rule = pass_in(session, db.who, today, typed), naming_rule_in(session)
        first = _next_rank(session, today.year)
    check_filled(typed, lines, shared.shared_facts)
    with tempfile.TemporaryFile() as pages:
        printed = list(_print_all(shared, rule, lines, first, pages, progress, cancelled))
        label = counted("Relance écrite", "relances écrites", len(lines))
        with db.writing(f"{label}\u00a0: {about.title[:1].lower()}{about.title[1:]}") as session:
            _check_meanwhile(session, kind, lines, first, today)
            batch_id, letter_ids = _keep_all(
                session, LetterBatch(kind=kind, name=called, made_on=today, by=db.who), printed, pages
            )
    numbers = [each.values["number"] for each in printed]
    return BatchResult(batch_id, called, tuple(letter_ids), numbers[0], numbers[-1]), session.changes


def check_lines(lines: Sequence[ReminderLine]) -> None:
    """Raises UserError without a line, or for one of which no letter is written."""
    if not lines:
        raise UserError("Aucun destinataire n’est coché\u00a0: il n’y a rien à écrire.")
    for line in lines:
        if line.standing is Standing.NOT_WRITTEN:
            named = ", ".join(filter(None, (line.addressee, line.centre)))
            raise UserError(f"{named}\u00a0: aucun courrier n’est à écrire. {line.why_not}")


def _print_all(
    shared: Pass, rule: NamingRule, lines: Sequence[ReminderLine], first: int, pages: IO[bytes],
    progress: Progress | None, cancelled: Callable[[], bool] | None,
) -> Iterator[_Printed]:  # fmt: skip
    taken: set[str] = set()
    for place, line in enumerate(lines):
        if cancelled is not None and cancelled():
            raise UserError(_STOPPED)
        reminder = composed(shared, line, _number(shared.today.year, first + place))
        content = pdf_of(reminder, shared.under)
        named = unique(rule.file_name(reminder.line, reminder.number, shared.today), taken)
        yield _Printed(values_of(reminder, named, shared.today), pages.tell(), len(content))
        pages.write(content)
        if progress is not None:
            progress(place + 1, len(lines))


def pdf_of(reminder: Reminder, under: Underlay | None, *, draft: bool = False) -> bytes:
    """Its pages, read back unless it is a ``draft``. Raises UserError where they do not say what they should."""
    from crmr_desk.letters.pdf import render  # reportlab is loaded when a letter is wanted, not with the window
    from crmr_desk.letters.reading import final

    try:
        return render(reminder.letter, under, draft=True) if draft else final(reminder.letter, under)
    except LetterError as error:
        raise UserError(f"{reminder.title}, {reminder.line.addressee}\u00a0: {error}") from error


def values_of(reminder: Reminder, file_name: str, today: dt.date) -> dict[str, Any]:
    """The row of the letter, but for its batch and its file."""
    line = reminder.line
    return {
        "number": reminder.number,
        "kind": line.template,
        "who": line.who,
        "of": line.deadline,
        "addressee": line.addressee,
        "channel": _BY_EMAIL if line.email else _BY_POST,
        "state": FINAL,
        "facts": {"title": reminder.title, **reminder.facts},
        "file_name": file_name,
        "dated": today,
        "purpose": REMINDER,
        "email": line.email,
        f"{line.centre_kind}_id": line.centre_id,
    }


def _keep_all(
    session: WriteSession, batch: LetterBatch, printed: Sequence[_Printed], pages: IO[bytes]
) -> tuple[int, list[int]]:
    session.add(batch)
    session.flush()
    rows = [{**each.values, "batch_id": batch.id, "file_id": _keep(session, each, pages)} for each in printed]
    return batch.id, session.write_rows(LetterRow, insert=rows)


def _keep(session: WriteSession, printed: _Printed, pages: IO[bytes]) -> int:
    pages.seek(printed.start)
    content = pages.read(printed.size)
    return documents.keep(session, name=printed.values["file_name"], media_type=PDF, content=content)


def _check_meanwhile(session: Session, kind: str, lines: Sequence[ReminderLine], first: int, today: dt.date) -> None:
    """Nobody is reminded twice, nor of what was received, because two people worked at once."""
    since, settled = reminded_in(session, kind), settled_in(session, kind)
    for line in lines:
        mark = settled.get(line.deadline)
        if mark is not None and line.since in (None, mark.due_on):
            raise UserError(f"{line.addressee}, {line.centre}\u00a0: {mark_of(mark).words} Actualisez la liste.")
        last = since.get((line.deadline, line.who))
        if last is not None and last != line.reminded_on:
            raise UserError(
                f"{line.addressee}, {line.centre}\u00a0: déjà relancé le {short_date(last)}. Actualisez la liste, puis "
                "recommencez."
            )
    if _next_rank(session, today.year) != first:
        raise UserError(_MEANWHILE)


def _number(year: int, rank: int) -> str:
    return f"{_start(year)}{rank:04d}"


def _start(year: int) -> str:
    return f"R{year}-"


def _next_rank(session: Session, year: int) -> int:
    """After the highest number of the year; later editions of a letter keep its number."""
    start = _start(year)
    query = (
        select(LETTER.c.number)
        .where(LETTER.c.number.startswith(start), LETTER.c.edition == 1)
        .order_by(func.length(LETTER.c.number).desc(), LETTER.c.number.desc())
        .limit(1)
    )
    last = re.match(rf"{start}(\d+)", session.scalar(query) or "")
    return int(last[1]) + 1 if last else 1
