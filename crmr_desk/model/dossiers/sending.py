"""Letters on their way: sent, acknowledged, or lifted with a reason. Once one of the decision is marked sent, the
decision can no longer be taken back."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.letter_states import ACKNOWLEDGED, GONE_OUT, LIFTED, REPLACED, SENT
from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import StoredBytes
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import LetterRow
from crmr_desk.model.terms import short_date

_GONE = "Ce courrier n’est plus dans la base\u00a0: ce qui l’a fait écrire a sans doute été annulé."


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

    Raises UserError for a day to come, an unknown channel, or a letter that has left already or was lifted.
    """
    if sent_on > today:
        raise UserError(f"Le {short_date(sent_on)} est à venir\u00a0: notez l’envoi le jour où le courrier part.")
    if channel not in CHANNELS:
        known = ", ".join(CHANNELS.values())
        raise UserError(f"Le canal «\u202f{channel}\u202f» n’existe pas\u00a0: choisissez {known}.")
    with db.writing("Courrier envoyé", undoable=False) as session:
        row = _waiting(session, letter_id)
        row.state, row.sent_on, row.channel = SENT, sent_on, channel
    return session.changes


def acknowledge(db: Database, letter_id: int, *, on: dt.date, today: dt.date) -> Changes:
    """Note that the addressee acknowledged a letter on ``on``. This cannot be undone: it states a fact.

    Raises UserError for a letter that is not on its way, or a day before it left or to come.
    """
    with db.writing("Accusé de réception d’un courrier", undoable=False) as session:
        row = _letter(session, letter_id)
        if row.state == ACKNOWLEDGED and row.acknowledged_on is not None:
            raise UserError(f"L’accusé de réception est déjà noté, du {short_date(row.acknowledged_on)}.")
        if row.state != SENT or row.sent_on is None:
            raise UserError("Ce courrier n’est pas parti\u00a0: notez d’abord son envoi.")
        if not row.sent_on <= on <= today:
            raise UserError(
                f"Le {short_date(on)} n’est pas entre l’envoi, du {short_date(row.sent_on)}, et aujourd’hui."
            )
        row.state, row.acknowledged_on = ACKNOWLEDGED, on
    return session.changes


def lift_letter(db: Database, letter_id: int, reason: str) -> Changes:
    """Give up sending a letter, for a written reason that the dossier keeps.

    Raises UserError without a reason, or for a letter that has left already.
    """
    if not reason.strip():
        raise UserError("Indiquez pourquoi ce courrier ne part pas\u00a0: le dossier le garde.")
    with db.writing("Courrier levé") as session:
        row = _waiting(session, letter_id)
        row.state, row.reason = LIFTED, reason.strip()
    return session.changes


def _letter(session: WriteSession, letter_id: int) -> LetterRow:
    row = session.get(LetterRow, letter_id)
    if row is None:
        raise UserError(_GONE)
    return row


def _waiting(session: WriteSession, letter_id: int) -> LetterRow:
    """A letter that has neither left nor been lifted or replaced."""
    row = _letter(session, letter_id)
    if row.state == LIFTED:
        raise UserError(f"Ce courrier a été levé\u00a0: «\u202f{row.reason}\u202f». Annulez d’abord la levée.")
    if row.state == REPLACED:
        raise UserError("Ce courrier a été repris\u00a0: c’est sa nouvelle édition qui part.")
    if row.state in GONE_OUT and row.sent_on is not None:
        raise UserError(f"Ce courrier est déjà parti le {short_date(row.sent_on)}.")
    return row
