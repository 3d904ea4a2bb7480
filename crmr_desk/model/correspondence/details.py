"""One letter looked at: its editions, what changed since, what was done to it, the signature that it bears."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.correspondence.changed import changed_since
from crmr_desk.model.correspondence.listing import letter
from crmr_desk.model.correspondence.rows import Edition, LetterDetail
from crmr_desk.model.correspondence.scans import PDF, media_type_of
from crmr_desk.model.dossiers.kept_letters import EDITION
from crmr_desk.model.store import documents, journal
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import LetterRow

if TYPE_CHECKING:
    from crmr_desk.letters.signing import SignatureSeen


def letter_of(db: Database, letter_id: int, *, today: dt.date) -> LetterDetail:
    """A letter with all that a reader may ask of it. Raises UserError when it is no longer there."""
    found = letter(db, letter_id)
    with db.reading() as session:
        editions = _editions(session, found.number)
    rows = [(LetterRow.__tablename__, each.letter_id) for each in editions]
    return LetterDetail(
        letter=found,
        editions=editions,
        changed=changed_since(db, [letter_id], today).get(letter_id, ()),
        history=tuple(journal.history_of(db, rows)),
        signature=_signature(db, found.signed_file_id) if found.signed_file_id is not None else None,
    )


def _editions(session: Session, number: str) -> tuple[Edition, ...]:
    first = number.partition(EDITION)[0]
    same = (LetterRow.number == first) | LetterRow.number.startswith(f"{first}{EDITION}", autoescape=True)
    rows = session.scalars(select(LetterRow).where(same).order_by(LetterRow.edition))
    return tuple(Edition(row.id, row.edition, row.number, row.dated, row.state, row.reason) for row in rows)


def _signature(db: Database, file_id: int) -> SignatureSeen | None:
    from crmr_desk.letters import signing
    from crmr_desk.letters.content import LetterError

    content = documents.content_of(db, file_id).content
    if media_type_of(content) != PDF:
        return None
    try:
        return signing.signature_of(content)
    except LetterError:
        return None  # a scan that another program reads; it was checked when it was attached
