"""The letterheads of the bureau over the years: its lines, and the administration's own file laid under page one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from crmr_desk.letters.content import LetterError
from crmr_desk.model.bureau.lines import Bureau, letterhead_from, letterhead_in, lines_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.schema import Letterhead, StoredFile

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay
    from crmr_desk.model.store.database import Database

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class LetterheadRow:
    """A letterhead in force from ``start`` until the next one. ``file_name`` is empty where no file is laid under the
    letters."""

    id: int
    start: dt.date
    lines: Bureau
    file_name: str
    says_direction: bool


@dataclass(frozen=True, slots=True)
class FileLaid:
    """The file under the letters of a day, by its name and its SHA-256 in hexadecimal; empty where there is none.
    ``says_direction`` is that of its ``Underlay``."""

    name: str = ""
    sha256: str = ""
    says_direction: bool = False


def letterheads(db: Database) -> tuple[LetterheadRow, ...]:
    """All of them, the newest first."""
    query = select(Letterhead, StoredFile.name).outerjoin(StoredFile, StoredFile.id == Letterhead.file_id)
    with db.reading() as session:
        return tuple(
            LetterheadRow(row.id, row.start, lines_of(row), name or "", row.says_direction)
            for row, name in session.execute(query.order_by(Letterhead.start.desc()))
        )


def file_laid(session: Session, letterhead: Letterhead | None) -> FileLaid:
    """The file of a letterhead, which is not read."""
    if letterhead is None or letterhead.file_id is None:
        return FileLaid()
    query = select(StoredFile.name, StoredFile.sha256).where(StoredFile.id == letterhead.file_id)
    return FileLaid(*session.execute(query).one(), letterhead.says_direction)


def underlay_in(session: Session, on: dt.date) -> Underlay | None:
    """What is laid under page one of a letter of that day, None where the bureau has no file."""
    row = letterhead_in(session, on)
    if row is None or row.file_id is None:
        return None
    file = session.get_one(StoredFile, row.file_id, options=[undefer(StoredFile.content)])
    return _checked(file.name, file.content, row.says_direction)


def lay_under(
    db: Database, name: str, content: bytes, *, start: dt.date, says_direction: bool
) -> tuple[tuple[str, ...], Changes]:
    """Lay a PDF or a picture under the letters dated from ``start`` on; returns what the user should know of it.
    ``says_direction``: it bears the names of the direction and the bureau. Raises UserError for a file that cannot be
    a letterhead."""
    underlay = _checked(name, content, says_direction)
    with db.writing("En-tête des courriers") as session:
        row = letterhead_from(session, start)
        row.file_id = documents.keep(session, name=name, media_type=_media_type(content), content=content)
        row.says_direction = says_direction
    return underlay.remarks, session.changes


def take_away(db: Database, *, start: dt.date) -> Changes:
    """Lay nothing under the letters dated from ``start`` on."""
    with db.writing("En-tête des courriers retiré") as session:
        row = letterhead_from(session, start)
        row.file_id, row.says_direction = None, False
    return session.changes


def remove_letterhead(db: Database, letterhead_id: int) -> Changes:
    """Take out a letterhead typed by mistake: the one before it stays in force."""
    with db.writing("En-tête supprimé") as session:
        row = session.get(Letterhead, letterhead_id)
        if row is None:
            raise UserError("Cet en-tête n’est plus dans le registre\u00a0: actualisez la page.")
        session.delete(row)
    return session.changes


@lru_cache(maxsize=4)
def _checked(name: str, content: bytes, says_direction: bool) -> Underlay:
    from crmr_desk.letters.letterhead import checked_letterhead  # pikepdf is loaded where there is a file

    try:
        return checked_letterhead(name, content, says_direction=says_direction)
    except LetterError as error:
        raise UserError(str(error)) from error


def _media_type(content: bytes) -> str:
    if content.startswith(b"\x89PNG"):
        return "image/png"
    return "image/jpeg" if content.startswith(b"\xff\xd8") else _PDF
