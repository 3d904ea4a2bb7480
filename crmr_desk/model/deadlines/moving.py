"""A deadline moved to another day, where the law lets it: what was typed goes there, an opinion, a reply or a hold is
given another day in its dossier, what only the program dates is put off."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from sqlalchemy import and_, select

from crmr_desk.model.deadlines import marks
from crmr_desk.model.deadlines.as_shown import entry_of, require_due, require_mark
from crmr_desk.model.deadlines.entries import LAST_DAY
from crmr_desk.model.deadlines.kinds import OPINION_DUE, REPLY_DUE, WAKING, entry_id_of
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers import awaited, keeping
from crmr_desk.model.dossiers.letter_states import OVER
from crmr_desk.model.dossiers.records import open_dossier_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.conflicts import row_changed
from crmr_desk.model.store.journal import changes_of, undone_operations
from crmr_desk.model.store.schema import DeadlineMark, LetterRow, Operation, OperationChange, Opinion
from crmr_desk.model.store.words import quoted
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database
    from crmr_desk.model.store.row_changes import Fields

EXPECTED: Final = {OPINION_DUE: "attendu le", REPLY_DUE: "attendues le"}
"""Those of which the dossier keeps the day alone: the journal has the reason."""
_GONE: Final = "Cette échéance n’est plus attendue\u00a0: rafraîchissez la liste avec F5."


def needs_reason(row: DeadlineRow) -> bool:
    """Whether moving it asks why: everything but what was typed by hand."""
    return entry_id_of(row.key) is None


def move(db: Database, row: DeadlineRow, to: dt.date, reason: str, *, today: dt.date) -> Changes:
    """Move a deadline to ``to``: an entry to its day; an opinion, a reply or a hold to another day of its dossier; what
    the text does not date is put off. All but an entry need a ``reason``.

    Raises UserError for what the law or a period fixes, a day that is past, without a reason, or when it is gone;
    Conflict when somebody has moved it, or decided of it, meanwhile.
    """
    if row.fixed:
        raise UserError(row.fixed)
    if to < today:
        raise UserError(f"Le {short_date(to)} est passé\u00a0: choisissez un jour à venir.")
    if to > LAST_DAY:
        raise UserError(f"Le {short_date(to)} est trop loin pour une échéance\u00a0: vérifiez l’année.")
    entry_id = entry_id_of(row.key)
    if entry_id is not None:
        return _move_entry(db, row, entry_id, to, today)
    words = marks.reason_of(reason)
    if not words:
        raise UserError("Indiquez pourquoi l’échéance change de jour\u00a0: le motif reste avec elle.")
    if row.kind == OPINION_DUE:
        return _move_opinion(db, row, to, words)
    if row.kind == WAKING:
        return keeping.hold(db, [row.dossier_id or 0], to, words, today=today, shown=row.due_on)
    if row.kind == REPLY_DUE and row.dossier_id is not None:
        return _move_reply(db, row, to, words)
    return marks.postpone(db, row, to, words, today=today)


def last_move(db: Database, row: DeadlineRow) -> str:
    """Who gave the opinion or the reply its present day, and why, as the journal alone keeps it: « Par Nadia Belkacem,
    le 20/11/2026 à 10:00 : « Congés du directoire. » ». Empty where no move did, but a request or a reminder."""
    if row.kind not in EXPECTED or row.dossier_id is None:
        return ""
    with db.reading() as session:
        dating = _dating(session, row)
    if dating is None:
        return ""
    _whose, moved, why = dating.label.partition(_moved_to(row, row.due_on))
    told = f"Par {dating.who}, le {dating.at.astimezone():%d/%m/%Y à %H:%M}"
    return f"{told}\u00a0: {quoted(why.removesuffix(')'))}." if moved else ""


def _dating(session: Session, row: DeadlineRow) -> Operation | None:
    """The last operation in force that gave an opinion or a reply its present day."""
    table, ids = _dated_by(session, row)
    steps = changes_of(session, and_(OperationChange.table_name == table, OperationChange.row_id.in_(ids)))
    day = row.due_on.isoformat()
    dating = {each for each in steps if any(_day(step.before) != day == _day(step.after) for step in steps[each])}
    in_force = (Operation.id.in_(dating - undone_operations(session)), Operation.undoes.is_(None))
    return session.scalar(select(Operation).where(*in_force).order_by(Operation.id.desc()).limit(1))


def _dated_by(session: Session, row: DeadlineRow) -> tuple[str, list[int]]:
    """The rows of the register that hold the day of an opinion or of a reply."""
    if row.kind == OPINION_DUE:
        return Opinion.__tablename__, [int(row.key.partition(":")[2])]
    return LetterRow.__tablename__, [letter.id for letter in _requests(session, row.dossier_id or 0)]


def _day(fields: Fields | None) -> str | None:
    """The day that such a row holds, in ISO form, as the journal has its fields."""
    known = fields or {}
    day: str | None = known.get("due_on") or known.get("facts", {}).get(awaited.REPLY_BY)
    return day


def _moved_to(row: DeadlineRow, to: dt.date) -> str:
    """What stands in the journal between the deadline and the reason for which it was moved."""
    return f"\u00a0: {EXPECTED[row.kind]} {short_date(to)} ("


def _move_entry(db: Database, row: DeadlineRow, entry_id: int, to: dt.date, today: dt.date) -> Changes:
    """It stands on its new day: what put it off before holds no longer."""
    with db.writing(f"Échéance déplacée au {short_date(to)}\u00a0: {row.title}") as session:
        require_due(session, [row], today)
        mark = session.scalars(select(DeadlineMark).where(DeadlineMark.key == row.key)).first()
        require_mark(row, mark)
        entry_of(session, entry_id).on = to
        if mark is not None:
            session.delete(mark)
    return session.changes


def _move_opinion(db: Database, row: DeadlineRow, to: dt.date, reason: str) -> Changes:
    with db.writing(f"{row.named}{_moved_to(row, to)}{reason})") as session:
        opinion = session.get(Opinion, int(row.key.partition(":")[2]))
        if opinion is None or opinion.unanswered_on is not None:
            raise UserError(_GONE)
        open_dossier_of(session, opinion.dossier_id)
        if opinion.due_on != row.due_on:
            raise row_changed(session, (Opinion.__tablename__, opinion.id))
        _require_after(to, opinion.reminded_on or opinion.asked_on)
        opinion.due_on = to
    return session.changes


def _move_reply(db: Database, row: DeadlineRow, to: dt.date, reason: str) -> Changes:
    with db.writing(f"{row.named}{_moved_to(row, to)}{reason})") as session:
        dossier = open_dossier_of(session, row.dossier_id or 0)
        letters = _requests(session, dossier.id)
        if dossier.complete_on is not None or not letters:
            raise UserError(_GONE)
        if max(letter.facts.get(awaited.REPLY_BY, "") for letter in letters) != row.due_on.isoformat():
            raise row_changed(session, (LetterRow.__tablename__, letters[-1].id))
        _require_after(to, letters[-1].dated)
        for letter in letters:
            letter.facts = {**letter.facts, awaited.REPLY_BY: to.isoformat()}
    return session.changes


def _requests(session: Session, dossier_id: int) -> list[LetterRow]:
    asked = (LetterRow.dossier_id == dossier_id, LetterRow.kind == awaited.REQUEST_PIECES)
    query = select(LetterRow).where(*asked, LetterRow.state.not_in(OVER)).order_by(LetterRow.dated, LetterRow.id)
    return list(session.scalars(query))


def _require_after(to: dt.date, asked_on: dt.date) -> None:
    if to <= asked_on:
        raise UserError(
            f"Le {short_date(to)} ne suit pas la demande, du {short_date(asked_on)}\u00a0: choisissez plus loin."
        )
