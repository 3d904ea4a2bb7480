"""The recipients grid: who is written to, who is lifted and why."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.dossiers.records import labelled, open_dossier_of, recipients_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Recipient

CHANNELS: Final = {
    "courriel": "Courriel",
    "courrier": "Courrier",
    "recommande": "Recommandé",
    "remise": "Remise en main propre",
}
DEFAULT_CHANNEL: Final = "courriel"


def set_recipient(
    db: Database, dossier_id: int, who: str, of: str, *, included: bool, channel: str, ordered: bool, reason: str = ""
) -> Changes:
    """Keep or lift one recipient, and choose how the letter goes out.

    ``ordered`` says whether the text orders this recipient: lifting it then needs a ``reason``, which the dossier
    keeps. Raises UserError without one.
    """
    reason = reason.strip()
    if channel not in CHANNELS:
        known = ", ".join(CHANNELS.values())
        raise UserError(f"Le canal «\u202f{channel}\u202f» n’existe pas\u00a0: choisissez {known}.")
    if ordered and not included and not reason:
        raise UserError("Le texte prévoit ce destinataire\u00a0: indiquez pourquoi il n’est pas informé.")
    with db.writing(labelled(db, dossier_id, "Destinataire retenu" if included else "Destinataire levé")) as session:
        open_dossier_of(session, dossier_id)
        row = recipients_of(session, dossier_id).get((who, of))
        if row is None:
            row = Recipient(dossier_id=dossier_id, who=who, of=of)
            session.add(row)
        row.included, row.channel, row.reason = included, channel, "" if included else reason
    return session.changes
