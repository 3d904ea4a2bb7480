"""The life of a dossier until the decision: opened, answered page by page, abandoned."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.answer_values import checked_answer
from crmr_desk.model.dossiers.application_opening import open_application
from crmr_desk.model.dossiers.assessment import assess
from crmr_desk.model.dossiers.campaigns import LABELLING, receiving
from crmr_desk.model.dossiers.facts import SEAT_REQUESTS
from crmr_desk.model.dossiers.facts_centre import centre_on, refuse_ended
from crmr_desk.model.dossiers.records import ABANDONED, CENTRE_OF, centre_exists, labelled, next_number, open_dossier_of
from crmr_desk.model.dossiers.rule_packs import pack_in
from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.person_checks import checked
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier, Person
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.law.packs import Pack

CANDIDATE: Final = "candidate"
PERSON_FIELDS: Final = {
    "candidate.status": "status",
    "candidate.full_time": "full_time",
    "candidate.birth_date": "birth_date",
}
"""Answers about the candidate that the register of people keeps, not the dossier."""


def open_dossier(
    db: Database, pack: Pack, *, request: str, function: str, target_id: int, today: dt.date
) -> tuple[int, Changes]:
    """Open a dossier on a centre, for the colleague who asks, under ``pack``; returns its id.

    An application to be labelled goes to the campaign that receives them. Raises UserError when the pack knows no such
    procedure, the centre is gone, has ended or hangs nowhere, when a dossier of the same kind is open on it, or when no
    campaign receives applications.
    """
    title = pack.journey(request, function).title
    if request == LABELLING:
        return _apply_to_campaign(db, pack, target_id, today)
    kind = CENTRE_OF[Function(function)]
    with db.writing(f"Ouverture d’un dossier, {title[:1].lower()}{title[1:]}") as session:
        if not centre_exists(session, kind, target_id):
            raise UserError("Ce centre n’est plus dans le registre\u00a0: rafraîchissez l’arbre avec F5.")
        refuse_ended(centre_on(session, kind, target_id, today), today)
        _refuse_second_dossier(session, f"{kind.value}_id", target_id, request)
        dossier = Dossier(
            number=next_number(session, today.year),
            pack=pack.id,
            request=request,
            function=function,
            state=OPEN,
            answers={},
            instructor=db.who,
            opened_on=today,
        )
        setattr(dossier, f"{kind.value}_id", target_id)
        session.add(dossier)
        session.flush()
        dossier.scenario = assess(session, dossier, today).answer.scenario
        dossier_id = dossier.id
    return dossier_id, session.changes


def answer(db: Database, dossier_id: int, values: Mapping[str, object], *, today: dt.date) -> Changes:
    """Save answers, keyed by question; None clears one. What concerns the candidate's person goes to the register.
    The procedure to which the answers lead is noted for the lists; the papers in hand stay whatever it is.

    Values are what a Question shows: ISO dates, choices, True or False, numbers, row ids. Raises UserError for a value
    that cannot be, or once the dossier is decided.
    """
    with db.writing(labelled(db, dossier_id, "Réponses")) as session:
        dossier = open_dossier_of(session, dossier_id)
        pack, kept = pack_in(session, dossier.pack), dict(dossier.answers)
        for path, value in values.items():
            if path == CANDIDATE:
                dossier.candidate_id = _person_id(session, value)
            elif path in PERSON_FIELDS:
                _answer_about_candidate(session, dossier, path, value, today)
            elif value is None or value == "":
                kept.pop(path, None)
            else:
                kept[path] = checked_answer(session, pack, path, value)
        dossier.answers = kept
        session.flush()
        dossier.scenario = assess(session, dossier, today).answer.scenario
    return session.changes


def abandon(db: Database, dossier_id: int, reason: str, *, today: dt.date) -> Changes:
    """Close a dossier without a decision, with a written ``reason``. Raises UserError without one."""
    if not reason.strip():
        raise UserError("Indiquez pourquoi le dossier est abandonné\u00a0: le journal le garde.")
    with db.writing(labelled(db, dossier_id, "Abandon")) as session:
        dossier = open_dossier_of(session, dossier_id)
        dossier.state, dossier.closed_on = ABANDONED, today
        dossier.answers = {**dossier.answers, "abandon.reason": reason.strip()}
    return session.changes


def _apply_to_campaign(db: Database, pack: Pack, crmr_id: int, today: dt.date) -> tuple[int, Changes]:
    with db.reading() as session:
        campaign = receiving(session, today)
        campaign_id = campaign.id if campaign is not None else None
    if campaign_id is None:
        raise UserError(
            f"Aucune campagne de labellisation ne reçoit de candidature le {short_date(today)}\u00a0: "
            "ouvrez d’abord une campagne (annexe 2, §\u00a01)."
        )
    return open_application(db, pack, campaign_id=campaign_id, crmr_id=crmr_id, today=today)


def _refuse_second_dossier(session: Session, column: str, target_id: int, request: str) -> None:
    """One open dossier of a request on a centre; those about who sits in its seat are one request."""
    same = SEAT_REQUESTS if request in SEAT_REQUESTS else (request,)
    same_seat = select(Dossier.number).where(
        getattr(Dossier, column) == target_id, Dossier.request.in_(same), Dossier.state == OPEN
    )
    number = session.scalars(same_seat).first()
    if number is not None:
        raise UserError(f"Le dossier {number} est déjà ouvert pour ce centre\u00a0: reprenez-le depuis l’accueil.")


def _person_id(session: Session, value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or session.get(Person, value) is None:
        raise UserError("Cette personne n’est plus dans le registre\u00a0: choisissez-la de nouveau dans la liste.")
    return value


def _answer_about_candidate(session: Session, dossier: Dossier, path: str, value: object, today: dt.date) -> None:
    person = session.get(Person, dossier.candidate_id) if dossier.candidate_id else None
    if person is None:
        raise UserError("Choisissez d’abord le candidat\u00a0: cette réponse le concerne.")
    field = PERSON_FIELDS[path]
    if field == "birth_date" and isinstance(value, str):
        value = dt.date.fromisoformat(value)
    setattr(person, field, checked({field: value}, today=today)[field])
