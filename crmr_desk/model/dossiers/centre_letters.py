"""Every letter kept for a centre, whatever dossier wrote it, and those written to it outside any."""

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
    """A letter with its dossier, None and "" for a reminder; ``dated`` is the day on which it was written."""

    letter: LetterLine
    dossier_id: int | None
    number: str
    dated: dt.date


def letters_of_centre(db: Database, kind: CentreKind | str, row_id: int) -> list[CentreLetter]:
    """The letters of all the dossiers of a centre and the reminders to it, the newest first. One statement."""
    name = f"{CentreKind(kind).value}_id"
    of_dossier, to_centre = getattr(Dossier, name) == row_id, getattr(LetterRow, name) == row_id
    query = (
        select(LetterRow, Dossier.id, Dossier.number)
        .outerjoin(Dossier, Dossier.id == LetterRow.dossier_id)
        .where(of_dossier | (to_centre & LetterRow.dossier_id.is_(None)))
        .order_by(LetterRow.dated.desc(), LetterRow.id.desc())
    )
    with db.reading() as session:
        return [
            CentreLetter(letter_line(row), dossier_id, number or "", row.dated)
            for row, dossier_id, number in session.execute(query)
        ]
