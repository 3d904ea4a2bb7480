"""What somebody decides of deadlines: done, put off, lifted; or nothing any more. Several at once, all or none.

A mark holds as long as the deadline falls on the day on which it fell when it was marked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from crmr_desk.model.deadlines.as_shown import require_due, require_mark
from crmr_desk.model.deadlines.entries import FIRST_DAY, LAST_DAY
from crmr_desk.model.deadlines.kinds import SEEN_BY_THEMSELVES
from crmr_desk.model.deadlines.rows import DONE, LIFTED, POSTPONED, DeadlineRow
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.typed_text import LONGEST_REASON, typed_text
from crmr_desk.model.store.schema import DeadlineMark
from crmr_desk.model.store.words import thousands
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_AT_ONCE: Final = 500
"""Keys in one statement."""
_ACTS: Final = {DONE: "faite{s}", POSTPONED: "reportée{s} au {until}", LIFTED: "levée{s}"}


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided: ``state`` on the day ``on``, ``until`` which day where it is put off, and why."""

    state: str
    on: dt.date
    reason: str = ""
    until: dt.date | None = None


def mark_done(db: Database, row: DeadlineRow, *, on: dt.date, reason: str = "", today: dt.date) -> Changes:
    """Note that it was done on ``on``: a report received, a letter seen to. Raises UserError for a day to come, a
    deadline gone meanwhile, or without a reason for what a dossier knows by itself once its paper is noted."""
    return mark_all(db, [row], Decided(DONE, on, reason), today=today)


def postpone(db: Database, row: DeadlineRow, until: dt.date, reason: str, *, today: dt.date) -> Changes:
    """Put it off to ``until``; the day of the text stays told. Raises UserError without a reason, for a day that is
    past, or for the day on which it falls anyway."""
    return mark_all(db, [row], Decided(POSTPONED, today, reason, until), today=today)


def lift(db: Database, row: DeadlineRow, reason: str, *, today: dt.date) -> Changes:
    """Set it aside for good. Raises UserError without a reason."""
    return mark_all(db, [row], Decided(LIFTED, today, reason), today=today)


def unmark(db: Database, row: DeadlineRow) -> Changes:
    """Take back what was decided of it. Raises UserError where nothing was, or where a dossier says it, not a mark;
    Conflict where somebody decided otherwise meanwhile."""
    if row.mark is not None and row.mark.told_by:
        raise UserError(f"{row.mark.words} C’est ce dossier qui le dit\u00a0: corrigez sa réponse.")
    if row.mark is None:
        raise UserError("Rien n’est décidé de cette échéance\u00a0: il n’y a rien à retirer.")
    with db.writing(f"{row.named}\u00a0: suite retirée") as session:
        found = session.scalars(select(DeadlineMark).where(DeadlineMark.key == row.key)).first()
        require_mark(row, found)
        session.delete(found)
    return session.changes


def mark_all(db: Database, rows: Sequence[DeadlineRow], decided: Decided, *, today: dt.date) -> Changes:
    """Decide the same of several deadlines in one operation. Raises UserError as for one, and where there is none;
    Conflict for one of which somebody else decided meanwhile."""
    if not rows:
        raise UserError("Choisissez au moins une échéance dans la liste.")
    words = reason_of(decided.reason)
    for row in rows:
        _check(row, decided, words, today)
    with db.writing(_label(rows, decided)) as session:
        require_due(session, rows, today)
        known = _known(session, [row.key for row in rows])
        for row in rows:
            mark = known.get(row.key)
            require_mark(row, mark)
            if mark is None:
                mark = known[row.key] = DeadlineMark(key=row.key)
                session.add(mark)
            mark.due_on, mark.state, mark.until = row.due_on, decided.state, decided.until
            mark.reason, mark.by, mark.marked_on = words, db.who, decided.on
    return session.changes


def _known(session: Session, keys: Sequence[str]) -> dict[str, DeadlineMark]:
    found: dict[str, DeadlineMark] = {}
    for first in range(0, len(keys), _AT_ONCE):
        some = keys[first : first + _AT_ONCE]
        found |= {mark.key: mark for mark in session.scalars(select(DeadlineMark).where(DeadlineMark.key.in_(some)))}
    return found


def _check(row: DeadlineRow, decided: Decided, reason: str, today: dt.date) -> None:
    match decided.state:
        case "done":
            _check_done(row, decided.on, reason, today)
        case "postponed":
            _check_postponed(row, decided.until, reason, today)
        case _ if not reason:
            raise UserError("Indiquez pourquoi l’échéance est levée\u00a0: elle ne reviendra pas.")


def _check_done(row: DeadlineRow, on: dt.date, reason: str, today: dt.date) -> None:
    if on > today:
        raise UserError(f"Le {short_date(on)} est à venir\u00a0: notez le jour où c’était fait.")
    if on < FIRST_DAY:
        raise UserError(f"Le {short_date(on)} ne peut pas être le jour où c’était fait\u00a0: vérifiez l’année.")
    if row.kind in SEEN_BY_THEMSELVES and not reason:
        raise UserError(
            f"«\u202f{row.title}\u202f» tombe de soi-même quand la suite est notée dans le dossier ou le"
            " courrier\u00a0: écrivez pourquoi elle est faite autrement."
        )


def _check_postponed(row: DeadlineRow, until: dt.date | None, reason: str, today: dt.date) -> None:
    if until is None:
        raise UserError("Choisissez le jour auquel l’échéance est reportée.")
    if until > LAST_DAY:
        raise UserError(f"Le {short_date(until)} est trop loin pour une échéance\u00a0: vérifiez l’année.")
    if until < today:
        raise UserError(f"Le {short_date(until)} est passé\u00a0: reportez à un jour à venir.")
    if until == row.due_on:
        raise UserError(f"L’échéance tombe déjà le {short_date(until)}\u00a0: choisissez un autre jour.")
    if not reason:
        raise UserError("Indiquez pourquoi l’échéance est reportée\u00a0: le motif reste avec elle.")


def reason_of(text: str) -> str:
    """Why, without what cannot be seen; empty where nothing was typed. Raises UserError where it is too long."""
    return typed_text("Motif", text, LONGEST_REASON)


def _label(rows: Sequence[DeadlineRow], decided: Decided) -> str:
    until = short_date(decided.until) if decided.until is not None else ""
    act = _ACTS[decided.state].format(until=until, s="s" * (len(rows) > 1))
    if len(rows) > 1:
        return f"{thousands(len(rows))} échéances {act}"
    return f"Échéance {act}\u00a0: {rows[0].named}"
