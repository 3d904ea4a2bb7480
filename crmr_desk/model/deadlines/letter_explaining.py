"""Letters of dossiers that wait, as deadlines that say why: the instruction gives none of them a day."""

from __future__ import annotations

from functools import partial
from typing import Final

from crmr_desk.model.deadlines.dossier_explaining import of_dossier_row
from crmr_desk.model.deadlines.kinds import LETTERS_DUE, LETTERS_TO_SIGN, LETTERS_UNACKNOWLEDGED
from crmr_desk.model.deadlines.letter_reading import ACKNOWLEDGED_WITHIN
from crmr_desk.model.deadlines.reckoning import Reckoning, known
from crmr_desk.model.deadlines.rows import DeadlineRow, Story
from crmr_desk.model.deadlines.window import Around
from crmr_desk.model.dossiers.recipients import CHANNELS
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.store.words import thousands
from crmr_desk.model.terms import french_date

_RULE: Final = {
    LETTERS_TO_SIGN: "Hors texte\u00a0: l’instruction ne fixe pas de délai de signature\u202f; un courrier attend"
    " depuis le jour qu’il porte.",
    LETTERS_DUE: "Hors texte\u00a0: l’instruction ne fixe pas de délai d’envoi\u202f; un courrier part le jour qu’il"
    " porte.",
}
ACKNOWLEDGED_RULE: Final = (
    f"Hors texte\u00a0: aucun texte ne fixe ce délai\u202f; passé {ACKNOWLEDGED_WITHIN} jours sans preuve de réception,"
    " le courrier mérite un regard."
)
_CHANGES: Final = {
    LETTERS_TO_SIGN: "Le courrier signé, envoyé ou levé, ou rouvert à une autre date. Ce qui en est décidé ici ne vaut"
    " pas pour un courrier qui s’y ajoute.",
    LETTERS_DUE: "Le courrier envoyé ou levé. Ce qui en est décidé ici ne vaut pas pour un courrier qui s’y ajoute.",
}
_ACKNOWLEDGED_CHANGES: Final = "L’accusé de réception noté, ou le dossier clos."
_TO_DO: Final = {LETTERS_TO_SIGN: "à signer", LETTERS_DUE: "à envoyer"}


def to_sign(row: AnyRow, around: Around) -> DeadlineRow:
    """The letters of a dossier that wait to be signed, all together."""
    return _waiting(row, around, LETTERS_TO_SIGN)


def to_send(row: AnyRow, around: Around) -> DeadlineRow:
    """The letters of a dossier that wait to be sent, all together."""
    return _waiting(row, around, LETTERS_DUE)


def of_unacknowledged(row: AnyRow, around: Around) -> DeadlineRow:
    """A letter sent by a channel that brings a proof back, which has not come."""
    title = f"Accusé de réception attendu\u00a0: {row.addressee}"
    return of_dossier_row(row, LETTERS_UNACKNOWLEDGED, row.id, title, fortnight(row), _unacknowledged_story, around)


def waiting_title(row: AnyRow, kind: str) -> str:
    """How many letters wait for what."""
    return f"Courrier {_TO_DO[kind]}" if row.letters == 1 else f"{thousands(row.letters)} courriers {_TO_DO[kind]}"


def dated(row: AnyRow) -> Reckoning:
    """The day that the oldest letter bears."""
    return known(row.dated, "Jour que porte le courrier" if row.letters == 1 else "Jour que porte le plus ancien")


def fortnight(row: AnyRow) -> Reckoning:
    """The day on which an acknowledgement that has not come is worth a look."""
    return Reckoning("days", row.sent_on, ACKNOWLEDGED_WITHIN)


def waiting_story(kind: str, where: str, row: AnyRow) -> Story:
    """Since when letters wait, of which dossier or batch (``where``)."""
    verb = "Courrier écrit" if row.letters == 1 else f"{thousands(row.letters)} courriers écrits, le premier"
    return (f"{verb} le {french_date(row.dated)}, {where}.", _RULE[kind], _CHANGES[kind])


def _waiting(row: AnyRow, around: Around, kind: str) -> DeadlineRow:
    telling = partial(waiting_story, kind, f"dossier {row.dossier_number}")
    number = f"{row.dossier_id}:{row.joined}"
    return of_dossier_row(row, kind, number, waiting_title(row, kind), dated(row), telling, around)


def _unacknowledged_story(row: AnyRow) -> Story:
    by = CHANNELS.get(row.channel, row.channel).lower()
    event = f"Courrier {row.number} envoyé le {french_date(row.sent_on)} ({by}), dossier {row.dossier_number}."
    return (event, ACKNOWLEDGED_RULE, _ACKNOWLEDGED_CHANGES)
