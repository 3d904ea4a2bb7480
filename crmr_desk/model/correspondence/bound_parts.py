"""What a bound dossier is made of, in its order: sheets of our own, the papers that came in, the letters that went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from sqlalchemy import func, select, union_all

from crmr_desk.model.correspondence.listing import letters_of_dossier
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.model.dossiers.awaited import LETTER, PIECE
from crmr_desk.model.dossiers.history import dossier_history
from crmr_desk.model.dossiers.letter_names import slug
from crmr_desk.model.dossiers.letter_states import OVER
from crmr_desk.model.dossiers.rows import DossierView, PieceLine
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.model.store.schema import LetterRow, StoredFile

_EVERY_OPERATION: Final = 10_000


@dataclass(frozen=True, slots=True)
class Paper:
    """A file of the register that goes into the bound dossier. ``name`` is the one under which it stands in the
    archive, ``given`` the one under which it came in; empty where the register keeps the same bytes for other papers
    too, under the name of the first."""

    title: str
    name: str
    given: str
    file_id: int
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class BoundDossier:
    """All of it. ``letters`` are those in force and those that were given up; only the former have a paper."""

    view: DossierView
    pieces: tuple[Paper, ...]
    letters: tuple[KeptLetter, ...]
    letter_papers: tuple[Paper, ...]
    journal: tuple[OperationRow, ...]
    """The oldest operation first."""
    today: dt.date


def bound_dossier(db: Database, dossier_id: int, today: dt.date) -> BoundDossier:
    """A dossier as it is read, to be bound. Raises UserError when it is no longer there."""
    view = dossier_view(db, dossier_id, today)
    letters = tuple(reversed(letters_of_dossier(db, dossier_id)))
    sent = [letter for letter in letters if letter.state not in OVER]
    ids = _file_ids(db, [letter.id for letter in sent])
    pieces = [line for line in view.pieces if line.file_id is not None]
    received = [line.file_id or 0 for line in pieces]
    files = _files(db, [*ids.values(), *received])
    return BoundDossier(
        view=view,
        pieces=tuple(_of_pieces(pieces, files, _kept_twice(db, received))),
        letters=letters,
        letter_papers=tuple(_of_letters(sent, ids, files)),
        journal=tuple(reversed(dossier_history(db, dossier_id, _EVERY_OPERATION))),
        today=today,
    )


def _file_ids(db: Database, letter_ids: list[int]) -> dict[int, int]:
    """The file of each letter as it leaves: the signed paper where there is one."""
    query = select(LetterRow.id, LetterRow.file_id, LetterRow.signed_file_id).where(LetterRow.id.in_(letter_ids))
    with db.reading() as session:
        return {row.id: row.signed_file_id or row.file_id for row in session.execute(query)}


def _files(db: Database, file_ids: list[int]) -> dict[int, StoredFile]:
    with db.reading() as session:
        return {row.id: row for row in session.scalars(select(StoredFile).where(StoredFile.id.in_(file_ids)))}


def _kept_twice(db: Database, file_ids: list[int]) -> set[int]:
    """Those of which more than one paper or letter, of any dossier, has the bytes. One statement."""
    uses = union_all(*(select(column.label("file_id")) for column in (PIECE.c.file_id, LETTER.c.file_id))).subquery()
    among = select(uses.c.file_id).where(uses.c.file_id.in_(file_ids))
    with db.reading() as session:
        return set(session.scalars(among.group_by(uses.c.file_id).having(func.count() > 1)))


def _of_pieces(lines: list[PieceLine], files: dict[int, StoredFile], twice: set[int]) -> Iterator[Paper]:
    for rank, line in enumerate(lines, start=1):
        file = files[line.file_id or 0]
        name = f"P{rank:02d}_{slug(line.label)}{_suffix(file.name)}"
        yield Paper(line.label, name, "" if file.id in twice else file.name, file.id, file.sha256, file.size)


def _of_letters(letters: list[KeptLetter], ids: dict[int, int], files: dict[int, StoredFile]) -> Iterator[Paper]:
    for rank, letter in enumerate(letters, start=1):
        file = files[ids[letter.id]]
        suffix = _suffix(file.name if letter.signed_file_id is not None else letter.file_name)
        name = f"C{rank:02d}_{PurePath(letter.file_name).stem}{suffix}"
        title = f"{letter.number}, {letter.title}, {letter.addressee}"
        yield Paper(title, name, letter.file_name, file.id, file.sha256, file.size)


def _suffix(name: str) -> str:
    """The end of a name, as a file system takes it; empty for one that is none."""
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix[1:].isalnum() and suffix.isascii() else ""
