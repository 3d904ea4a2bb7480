"""Letters on their way: once one is marked sent, the decision can no longer be taken back."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import StoredBytes
from crmr_desk.model.store.schema import LetterRow
from crmr_desk.model.terms import short_date

SENT = "sent"
_GONE = "Ce courrier n’est plus dans la base\u00a0: la décision a sans doute été annulée."


def letter_pdf(db: Database, letter_id: int) -> StoredBytes:
    """The PDF of a kept letter. Raises UserError when it is no longer there."""
    with db.reading() as session:
        row = session.get(LetterRow, letter_id)
        if row is None:
            raise UserError(_GONE)
        file_id = row.file_id
    return documents.content_of(db, file_id)


def mark_sent(db: Database, letter_id: int, *, sent_on: dt.date, channel: str, today: dt.date) -> Changes:
    """Note that a letter left on ``sent_on``. This cannot be undone: it states a fact.

    Raises UserError for a day to come, an unknown channel, or a letter that has left already.
    """
    if sent_on > today:
        raise UserError(f"Le {short_date(sent_on)} est à venir\u00a0: notez l’envoi le jour où le courrier part.")
    if channel not in CHANNELS:
        known = ", ".join(CHANNELS.values())
        raise UserError(f"Le canal «\u202f{channel}\u202f» n’existe pas\u00a0: choisissez {known}.")
    with db.writing("Courrier envoyé", undoable=False) as session:
        row = session.get(LetterRow, letter_id)
        if row is None:
            raise UserError(_GONE)
        if row.state == SENT and row.sent_on is not None:
            raise UserError(f"Ce courrier est déjà parti le {short_date(row.sent_on)}.")
        row.state, row.sent_on, row.channel = SENT, sent_on, channel
    return session.changes
