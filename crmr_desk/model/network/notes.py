"""The remarks of the bureau on a centre, a person or a hospital: signed, dated, newest first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.network.sheet_rows import NoteLine
from crmr_desk.model.network.shown_rows import as_shown, name_of
from crmr_desk.model.network.tables import NOTE
from crmr_desk.model.store.schema import NOTE_SUBJECTS, Note

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

SUBJECTS = tuple(column.removesuffix("_id") for column in NOTE_SUBJECTS)
"""The tables of which a row can bear notes."""
_LONGEST = 5000


def notes_of(db: Database, subject: str, row_id: int) -> tuple[NoteLine, ...]:
    """The notes on one row of ``subject`` (fsmr, crmr, site, ccmr, person, hospital), the newest first."""
    order = (NOTE.c.written_on.desc(), NOTE.c.id.desc())
    query = select(NOTE).where(NOTE.c[_column(subject)] == row_id).order_by(*order)
    with db.reading() as session:
        rows = session.execute(query).all()
    return tuple(NoteLine(row.id, row.version, row.text, row.by, row.written_on) for row in rows)


def count_of(session: Session, subject: str, row_id: int) -> int:
    """How many notes there are."""
    return session.scalar(select(func.count(NOTE.c.id)).where(NOTE.c[_column(subject)] == row_id)) or 0


def add_note(db: Database, subject: str, row_id: int, text: str, today: dt.date) -> tuple[int, Changes]:
    """Write a note, signed by whoever writes; returns its id and what changed. Raises UserError without words."""
    words, name = _checked(text), name_of(db, subject, row_id)
    with db.writing(f"{name}\u00a0: note écrite") as session:
        note = Note(text=words, by=db.who, written_on=today, **{_column(subject): row_id})
        session.add(note)
        session.flush()
        added = note.id
    return added, session.changes


def change_note(db: Database, note_id: int, text: str, today: dt.date, *, version: int) -> Changes:
    """Write a note anew: it is then signed by whoever did it, on that day; the journal keeps what it said before.
    Raises UserError without words, Conflict when somebody has changed it meanwhile."""
    words = _checked(text)
    with db.writing("Note modifiée") as session:
        note = as_shown(session, Note, note_id, version)
        if note.text != words:
            note.text, note.by, note.written_on = words, db.who, today
    return session.changes


def remove_note(db: Database, note_id: int, *, version: int) -> Changes:
    """Take a note away; the journal keeps it, and it can be put back."""
    with db.writing("Note effacée") as session:
        session.delete(as_shown(session, Note, note_id, version))
    return session.changes


def _column(subject: str) -> str:
    column = f"{subject}_id"
    if column not in NOTE_SUBJECTS:
        raise ValueError(f"no notes on {subject}")
    return column


def _checked(text: str) -> str:
    words = "\n".join(as_typed(line) for line in text.strip().splitlines()).strip()
    if not words:
        raise UserError("La note est vide\u00a0: écrivez-la d’abord.")
    if len(words) > _LONGEST:
        raise UserError(f"La note est trop longue\u00a0: {_LONGEST} signes au plus.")
    return words
