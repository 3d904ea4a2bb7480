"""Letters of batches that wait, and the answers that reminders ask for, as deadlines that say why: a line for all that
wait alike, the instruction gives none of them a day."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Final

from crmr_desk.model.deadlines.kinds import LETTERS_DUE, LETTERS_TO_SIGN, LETTERS_UNACKNOWLEDGED, REPLY_DUE
from crmr_desk.model.deadlines.letter_explaining import (
    ACKNOWLEDGED_RULE,
    dated,
    fortnight,
    waiting_story,
    waiting_title,
)
from crmr_desk.model.deadlines.reckoning import Reckoning, days_after
from crmr_desk.model.deadlines.rows import OUTSIDE, DeadlineRow, Story, Telling
from crmr_desk.model.deadlines.window import Around
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.store.words import thousands
from crmr_desk.model.terms import french_date

_ACKNOWLEDGED_CHANGES: Final = (
    "L’accusé de réception noté sur chaque courrier. Ce qui en est décidé ici ne vaut pas pour un courrier qui s’y"
    " ajoute."
)
_REPLY_RULE: Final = (
    "Hors texte\u00a0: l’instruction ne prévoit pas de relance\u202f; chacune dit pour quand elle attend une réponse."
)
_REPLY_CHANGES: Final = (
    "L’échéance que chacune rappelle, notée comme faite ou levée\u202f; une relance levée, ou suivie d’une autre."
)


def to_sign(row: AnyRow, around: Around) -> DeadlineRow:
    """The letters of a batch that wait to be signed, all together."""
    return _waiting(row, around, LETTERS_TO_SIGN)


def to_send(row: AnyRow, around: Around) -> DeadlineRow:
    """The letters of a batch that wait to be sent, all together."""
    return _waiting(row, around, LETTERS_DUE)


def of_unacknowledged(row: AnyRow, around: Around) -> DeadlineRow:
    """The letters of a batch sent on one day by channels that bring a proof back, which has not come."""
    one, several = f"Accusé de réception attendu\u00a0: {row.addressee}", "accusés de réception attendus"
    number, title = f"{row.sent_on}:{row.joined}", _counted(row, one, several)
    return _of_batch(row, LETTERS_UNACKNOWLEDGED, number, title, fortnight(row), _unacknowledged_story, around)


def of_reply(row: AnyRow, around: Around) -> DeadlineRow:
    """The answers that reminders of a batch ask for by one day."""
    reckoned = days_after(row.dated, dt.date.fromisoformat(row.reply_by))
    title = _counted(row, "Réponse attendue à une relance", "réponses attendues à des relances")
    return _of_batch(row, REPLY_DUE, row.reply_by, title, reckoned, _reply_story, around)


def _waiting(row: AnyRow, around: Around, kind: str) -> DeadlineRow:
    telling = partial(waiting_story, kind, _named(row))
    return _of_batch(row, kind, row.joined, waiting_title(row, kind), dated(row), telling, around)


def _unacknowledged_story(row: AnyRow) -> Story:
    left = _counted(row, "Courrier envoyé", "courriers envoyés")
    event = f"{left} le {french_date(row.sent_on)} contre preuve de réception, {_named(row)}."
    return (event, ACKNOWLEDGED_RULE, _ACKNOWLEDGED_CHANGES)


def _reply_story(row: AnyRow) -> Story:
    event = f"{_counted(row, 'Relance écrite', 'relances écrites')} le {french_date(row.dated)}, {_named(row)}."
    return (event, _REPLY_RULE, _REPLY_CHANGES)


def _counted(row: AnyRow, one: str, several: str) -> str:
    return one if row.letters == 1 else f"{thousands(row.letters)} {several}"


def _named(row: AnyRow) -> str:
    return f"envoi groupé «\u202f{row.name}\u202f»"


def _of_batch(
    row: AnyRow, kind: str, number: int | str, title: str, reckoning: Reckoning, telling: Telling, around: Around
) -> DeadlineRow:
    on = reckoning.evaluate()
    return DeadlineRow(
        key=f"{kind}:batch:{row.id}:{number}",
        on=on,
        kind=kind,
        title=title,
        detail=row.name,
        centre_kind="",
        centre_id=0,
        fsmr="",
        place=OUTSIDE,
        days=(on - around.today).days,
        reckoning=reckoning,
        telling=telling,
        facts=row,
        instructor=row.by,
    )
