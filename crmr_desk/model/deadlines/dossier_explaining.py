"""What a dossier waits for, as deadlines that say why: none of these days is fixed by the instruction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.dossiers.records import CENTRE_OF
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.seat_words import centre_words
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import french_date, short_date

OPINION_DUE, REPLY_DUE, WAKING, LETTERS_DUE = "opinion_due", "reply_due", "waking", "letters_due"
_OUTSIDE, _GENERAL_LAW = "hors texte", "CRPA L114-5"
_EVENT, _RULE, _SUM = "L’événement", "La règle", "Le calcul"
_OPINION_RULE: Final = "Hors texte\u00a0: l’instruction prévoit cet avis, la demande en fixe le délai."
_REPLY_RULE: Final = (
    "Droit général\u00a0: la demande de pièces dit pour quand elle les attend (CRPA, article L. 114-5)."
)
_WAKING_RULE: Final = "Hors texte\u00a0: l’instructeur a choisi ce jour\u202f; le dossier se réveille de lui-même."
_LETTERS_RULE: Final = (
    "Hors texte\u00a0: l’instruction ne fixe pas de délai d’envoi\u202f; un courrier part le jour qu’il porte."
)


def fsmr_of(row: AnyRow, fsmrs: Mapping[int, list[str]]) -> str:
    """The filière of a seat; those of a CCMR, which may be attached to CRMR of several."""
    if row.ccmr_id is not None:
        return ", ".join(sorted(fsmrs.get(row.ccmr_id, ()), key=collation))
    return row.sigle or ""


def of_opinion(row: AnyRow, today: dt.date, fsmr: str) -> DeadlineRow:
    """An opinion asked that is still waited for."""
    reminded = f"\u202f; rappel du {french_date(row.reminded_on)}" if row.reminded_on else ""
    event = f"{row.body}\u00a0: avis demandé le {french_date(row.asked_on)}{reminded}, dossier {row.dossier_number}."
    since = row.reminded_on or row.asked_on
    explanation = ((_EVENT, event), (_RULE, _OPINION_RULE), (_SUM, _days_after(since, row.due_on)))
    key = f"{OPINION_DUE}:{row.id}"
    return _line(row, key, OPINION_DUE, row.due_on, f"Avis attendu\u00a0: {row.body}", explanation, today, fsmr)


def of_reply(row: AnyRow, today: dt.date, fsmr: str) -> DeadlineRow:
    """Pieces requested that are still expected."""
    on = dt.date.fromisoformat(row.reply_by)
    event = f"Pièces demandées le {french_date(row.asked_on)}, dossier {row.dossier_number}."
    explanation = ((_EVENT, event), (_RULE, _REPLY_RULE), (_SUM, _days_after(row.asked_on, on)))
    key = f"{REPLY_DUE}:{row.dossier_id}"
    return _line(row, key, REPLY_DUE, on, "Pièces demandées", explanation, today, fsmr, _GENERAL_LAW)


def of_hold(row: AnyRow, today: dt.date, fsmr: str) -> DeadlineRow:
    """The day on which a dossier on hold wakes."""
    event = f"Dossier {row.dossier_number} mis en attente\u00a0: «\u202f{row.hold_reason}\u202f»."
    explanation = ((_EVENT, event), (_RULE, _WAKING_RULE), (_SUM, f"Jour choisi\u00a0: {short_date(row.hold_until)}."))
    key = f"{WAKING}:{row.dossier_id}"
    return _line(row, key, WAKING, row.hold_until, "Réveil du dossier", explanation, today, fsmr)


def of_letters(row: AnyRow, today: dt.date, fsmr: str) -> DeadlineRow:
    """Letters written that wait to be sent, all those of a dossier together."""
    one = row.letters == 1
    title = "Courrier à envoyer" if one else f"{row.letters} courriers à envoyer"
    verb = "Courrier écrit" if one else f"{row.letters} courriers écrits, le premier"
    event = f"{verb} le {french_date(row.dated)}, dossier {row.dossier_number}."
    explanation = ((_EVENT, event), (_RULE, _LETTERS_RULE), (_SUM, f"Courrier daté du {short_date(row.dated)}."))
    return _line(row, f"{LETTERS_DUE}:{row.dossier_id}", LETTERS_DUE, row.dated, title, explanation, today, fsmr)


def _days_after(start: dt.date, on: dt.date) -> str:
    days = (on - start).days
    return f"{short_date(start)} + {days} jour{'s' if days > 1 else ''} = {short_date(on)}."


def _line(
    row: AnyRow,
    key: str,
    kind: str,
    on: dt.date,
    title: str,
    explanation: tuple[tuple[str, str], ...],
    today: dt.date,
    fsmr: str,
    place: str = _OUTSIDE,
) -> DeadlineRow:
    function, centre_id = seat_of(row)
    return DeadlineRow(
        key=key,
        on=on,
        kind=kind,
        title=title,
        detail=f"{centre_words(row)}, dossier {row.dossier_number}",
        centre_kind=CENTRE_OF[Function(function)],
        centre_id=centre_id,
        fsmr=fsmr,
        place=place,
        days=(on - today).days,
        explanation=explanation,
        dossier_id=row.dossier_id,
    )
