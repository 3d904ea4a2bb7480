"""Every letter kept for a centre, whatever dossier wrote it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from crmr_desk.model.dossiers.correspondence import letter_line
from crmr_desk.model.dossiers.rows import LetterLine
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.store.schema import Dossier, LetterRow

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


@dataclass(frozen=True, slots=True)
class CentreLetter:
    """A letter with its dossier; ``dated`` is the day on which it was written."""

    letter: LetterLine
    dossier_id: int
    number: str
    dated: dt.date


def letters_of_centre(db: Database, kind: CentreKind | str, row_id: int) -> list[CentreLetter]:
    """The letters of all the dossiers of a centre, the newest first. One statement."""
    column = getattr(Dossier, f"{CentreKind(kind).value}_id")
    query = (
        select(LetterRow, Dossier.id, Dossier.number)
        .join(Dossier, Dossier.id == LetterRow.dossier_id)
        .where(column == row_id)
        .order_by(LetterRow.dated.desc(), LetterRow.id.desc())
    )
    with db.reading() as session:
        return [
            CentreLetter(letter_line(row), dossier_id, number, row.dated)
            for row, dossier_id, number in session.execute(query)
        ]
