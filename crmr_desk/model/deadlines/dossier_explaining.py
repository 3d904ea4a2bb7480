"""What a dossier waits for, as deadlines that say why: none of these days is fixed by the instruction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from crmr_desk.model.deadlines.kinds import COMMITTEE, OPINION_DUE, REPLY_DUE, WAKING
from crmr_desk.model.deadlines.reading import CUT_OFF, MEETS_ON
from crmr_desk.model.deadlines.reckoning import Reckoning, chosen, days_after, known
from crmr_desk.model.deadlines.rows import OUTSIDE, DeadlineRow, Story, Telling
from crmr_desk.model.deadlines.window import Around
from crmr_desk.model.dossiers.records import CENTRE_OF
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.seat_words import centre_words
from crmr_desk.model.network.sheet_parts import answered_day
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import french_date

_GENERAL_LAW: Final = "CRPA L114-5"
_SINCE_2018: Final = "Depuis 2018"
_CHOSEN_DAY: Final = "Jour choisi"
_OPINION_RULE: Final = "Hors texte\u00a0: l’instruction prévoit cet avis, la demande en fixe le délai."
_REPLY_RULE: Final = (
    "Droit général\u00a0: la demande de pièces dit pour quand elle les attend (CRPA, article L. 114-5)."
)
_CHOSEN_OPINION_RULE: Final = (
    "Hors texte\u00a0: l’instruction prévoit cet avis, la demande en fixe le délai. La lettre dit le {said}\u202f; un"
    " autre jour a été choisi depuis."
)
_CHOSEN_REPLY: Final = "Celle-ci dit le {said}\u202f; un autre jour a été choisi depuis."
_WAKING_RULE: Final = "Hors texte\u00a0: l’instructeur a choisi ce jour\u202f; le dossier se réveille de lui-même."
_COMMITTEE_RULE: Final = (
    "Règles depuis 2018, source secondaire à vérifier\u00a0: un dossier envoyé après ce jour n’est pas examiné à cette"
    " séance du comité de suivi de la labellisation."
)
_OPINION_CHANGES: Final = (
    "L’avis reçu et noté parmi les pièces, un rappel qui donne un autre jour, ou l’avis noté comme non rendu."
)
_REPLY_CHANGES: Final = "Les pièces reçues et le dossier déclaré complet, ou une nouvelle demande de pièces."
_WAKING_CHANGES: Final = "Le dossier repris plus tôt, remis en attente jusqu’à un autre jour, ou décidé."
_COMMITTEE_CHANGES: Final = "Un autre comité choisi dans le dossier, ou le dossier décidé."


def of_opinion(row: AnyRow, around: Around) -> DeadlineRow:
    """An opinion asked that is still waited for."""
    reckoned = _reckoned(row.reminded_on or row.asked_on, row.due_on, row.said)
    title = f"Avis attendu\u00a0: {row.body}"
    return of_dossier_row(row, OPINION_DUE, row.id, title, reckoned, _opinion_story, around)


def _opinion_story(row: AnyRow) -> Story:
    reminded = f"\u202f; rappel du {french_date(row.reminded_on)}" if row.reminded_on else ""
    event = f"{row.body}\u00a0: avis demandé le {french_date(row.asked_on)}{reminded}, dossier {row.dossier_number}."
    rule = _CHOSEN_OPINION_RULE.format(said=row.said) if _is_chosen(row.due_on, row.said) else _OPINION_RULE
    return (event, rule, _OPINION_CHANGES)


def of_reply(row: AnyRow, around: Around) -> DeadlineRow:
    """Pieces requested that are still expected."""
    reckoned = _reckoned(row.asked_on, dt.date.fromisoformat(row.reply_by), row.said)
    return of_dossier_row(
        row, REPLY_DUE, row.dossier_id, "Pièces demandées", reckoned, _reply_story, around, place=_GENERAL_LAW
    )


def _reply_story(row: AnyRow) -> Story:
    event = f"Pièces demandées le {french_date(row.asked_on)}, dossier {row.dossier_number}."
    moved = _is_chosen(dt.date.fromisoformat(row.reply_by), row.said)
    rule = f"{_REPLY_RULE} {_CHOSEN_REPLY.format(said=row.said)}" if moved else _REPLY_RULE
    return (event, rule, _REPLY_CHANGES)


def _is_chosen(on: dt.date, said: str | None) -> bool:
    """Whether it is another day than the letter says: somebody has moved it since."""
    return said is not None and said != french_date(on)


def _reckoned(asked_on: dt.date, on: dt.date, said: str | None) -> Reckoning:
    return chosen(on, _CHOSEN_DAY) if _is_chosen(on, said) else days_after(asked_on, on)


def of_hold(row: AnyRow, around: Around) -> DeadlineRow:
    """The day on which a dossier on hold wakes."""
    day = chosen(row.hold_until, _CHOSEN_DAY)
    return of_dossier_row(row, WAKING, row.dossier_id, "Réveil du dossier", day, _hold_story, around)


def _hold_story(row: AnyRow) -> Story:
    event = f"Dossier {row.dossier_number} mis en attente\u00a0: «\u202f{row.hold_reason}\u202f»."
    return (event, _WAKING_RULE, _WAKING_CHANGES)


def of_committee(row: AnyRow, around: Around) -> Iterator[DeadlineRow]:
    """The last day to send a dossier to the committee that it names (rules since 2018)."""
    cut_off = answered_day(row.answers, CUT_OFF)
    if cut_off is not None:
        number, title = f"dossier:{row.dossier_id}", "Dernier jour d’envoi au comité"
        day = known(cut_off, "Jour noté dans le dossier")
        yield of_dossier_row(row, COMMITTEE, number, title, day, _committee_story, around, place=_SINCE_2018)


def _committee_story(row: AnyRow) -> Story:
    meets_on = answered_day(row.answers, MEETS_ON)
    sits = f"séance du {french_date(meets_on)}" if meets_on is not None else "séance non datée"
    event = f"Comité de suivi de la labellisation, {sits}, dossier {row.dossier_number}."
    return (event, _COMMITTEE_RULE, _COMMITTEE_CHANGES)


def of_dossier_row(
    row: AnyRow,
    kind: str,
    number: int | str,
    title: str,
    reckoning: Reckoning,
    telling: Telling,
    around: Around,
    *,
    place: str = OUTSIDE,
) -> DeadlineRow:
    """A deadline of a dossier, whose row ``seated_dossiers`` gave."""
    function, centre_id = seat_of(row)
    on = reckoning.evaluate()
    return DeadlineRow(
        key=f"{kind}:{number}",
        on=on,
        kind=kind,
        title=title,
        detail=f"{centre_words(row)}, dossier {row.dossier_number}",
        centre_kind=CENTRE_OF[Function(function)],
        centre_id=centre_id,
        fsmr=around.fsmr(row),
        place=place,
        days=(on - around.today).days,
        reckoning=reckoning,
        telling=telling,
        facts=row,
        dossier_id=row.dossier_id,
        region=around.region(row),
        instructor=row.instructor,
    )
