"""Letters on their way: sent, acknowledged, or lifted with a reason, one or several at once, all or none. Once one of a
decision is marked sent, the decision can no longer be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from crmr_desk.model.correspondence.choosing import GONE, chosen, counted, waiting
from crmr_desk.model.dossiers.letter_states import ACKNOWLEDGED, LIFTED, SENT
from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.typed_text import LONGEST_REASON, typed_text
from crmr_desk.model.store import documents
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import StoredBytes
from crmr_desk.model.store.schema import LetterRow
from crmr_desk.model.terms import short_date


def letter_pdf(db: Database, letter_id: int) -> StoredBytes:
    """What a kept letter was printed as, without any signature. Raises UserError when it is no longer there."""
    with db.reading() as session:
        row = session.get(LetterRow, letter_id)
        if row is None:
            raise UserError(GONE)
        file_id = row.file_id
    return documents.content_of(db, file_id)


def mark_sent(db: Database, letter_ids: Sequence[int], *, sent_on: dt.date, channel: str, today: dt.date) -> Changes:
    """Note that letters left on ``sent_on``. This cannot be undone: it states a fact.

    Raises UserError for a day to come or before the letter was written or signed, an unknown channel, or a letter that
    has left already, was lifted or was replaced; then none is noted.
    """
    if sent_on > today:
        raise UserError(f"Le {short_date(sent_on)} est à venir\u00a0: notez l’envoi le jour où le courrier part.")
    if channel not in CHANNELS:
        known = ", ".join(CHANNELS.values())
        raise UserError(f"Le canal «\u202f{channel}\u202f» n’existe pas\u00a0: choisissez {known}.")
    with db.writing(counted("Courrier envoyé", "courriers envoyés", len(letter_ids)), undoable=False) as session:
        rows = waiting(session, letter_ids)
        for row in rows:
            if row.signed_on is not None and sent_on < row.signed_on:
                raise UserError(
                    f"Le courrier {row.number} est signé du {short_date(row.signed_on)}\u00a0: il n’est pas parti le "
                    f"{short_date(sent_on)}, avant sa signature."
                )
            if sent_on < row.dated:
                raise UserError(
                    f"Le courrier {row.number} est daté du {short_date(row.dated)}\u00a0: il n’est pas parti le "
                    f"{short_date(sent_on)}, avant d’être écrit."
                )
            row.state, row.sent_on, row.channel = SENT, sent_on, channel
    return session.changes


def acknowledge(db: Database, letter_ids: Sequence[int], *, on: dt.date, today: dt.date) -> Changes:
    """Note that the addressees acknowledged letters on ``on``. This cannot be undone: it states a fact.

    Raises UserError for a letter that is not on its way, or a day before it left or to come; then none is noted.
    """
    label = counted("Accusé de réception d’un courrier", "accusés de réception de courriers", len(letter_ids))
    with db.writing(label, undoable=False) as session:
        for row in chosen(session, letter_ids):
            _refuse_unless_sent(row)
            if row.sent_on is None or not row.sent_on <= on <= today:
                left = f", du {short_date(row.sent_on)}," if row.sent_on is not None else ""
                raise UserError(
                    f"Le {short_date(on)} n’est pas entre l’envoi{left} du courrier {row.number} et aujourd’hui."
                )
            row.state, row.acknowledged_on = ACKNOWLEDGED, on
    return session.changes


def lift(db: Database, letter_ids: Sequence[int], reason: str) -> Changes:
    """Give up sending letters, for a written reason that the register keeps.

    Raises UserError without a reason or for one that is too long, or for a letter that has left already; then none is
    lifted.
    """
    words = typed_text("Motif", reason, LONGEST_REASON)
    if not words:
        raise UserError("Indiquez pourquoi ce courrier ne part pas\u00a0: le dossier le garde.")
    with db.writing(counted("Courrier levé", "courriers levés", len(letter_ids))) as session:
        for row in waiting(session, letter_ids):
            row.state, row.reason = LIFTED, words
    return session.changes


def _refuse_unless_sent(row: LetterRow) -> None:
    if row.state == ACKNOWLEDGED and row.acknowledged_on is not None:
        raise UserError(
            f"L’accusé de réception du courrier {row.number} est déjà noté, du {short_date(row.acknowledged_on)}."
        )
    if row.state != SENT:
        raise UserError(f"Le courrier {row.number} n’est pas parti\u00a0: notez d’abord son envoi.")
