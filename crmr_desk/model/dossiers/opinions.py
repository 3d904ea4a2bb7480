"""Opinions and agreements asked of a named body: the request is a letter, so is its reminder; no answer is noted."""

from __future__ import annotations

import datetime as dt
from functools import partial

from crmr_desk.model.dossiers.asked_opinions import LATE, RECEIVED, TO_ASK, UNANSWERED, WAITED, opinion_lines
from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.days_to_come import YEARS_TO_ANSWER, check_answer_day, check_year
from crmr_desk.model.dossiers.drafts import Draft
from crmr_desk.model.dossiers.exchange_letters import OpinionRequest, opinion_letter
from crmr_desk.model.dossiers.kept_letters import keep_letter
from crmr_desk.model.dossiers.letter_states import EXCHANGE
from crmr_desk.model.dossiers.live_drafts import live_draft
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.dossiers.records import ABANDONED, CLOSED, dossier_of, judged_on, labelled, open_dossier_of
from crmr_desk.model.dossiers.rows import OpinionLine
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Opinion
from crmr_desk.model.terms import short_date

__all__ = ["ask", "live_reminder", "live_request", "note_unanswered", "opinion_lines", "remind"]


def ask(
    db: Database,
    dossier_id: int,
    kind: str,
    of: str,
    *,
    body: str,
    asked_on: dt.date,
    due_on: dt.date,
    today: dt.date,
) -> Changes:
    """Ask ``body`` for the opinion that the paper (``kind``, ``of``) will give, expected by ``due_on``; the request is
    written as a letter.

    Raises UserError for an opinion that is not expected, asked already or in hand, a body without a name, or days that
    cannot be.
    """
    with db.writing(labelled(db, dossier_id, "Avis demandé")) as session:
        a = assess(session, open_dossier_of(session, dossier_id), today)
        draft = _request(a, kind, of, body=body, asked_on=asked_on, due_on=due_on)
        row = a.opinions.get((kind, of))
        if row is None:
            row = Opinion(dossier_id=dossier_id, kind=kind, of=of, reminders=0)
            session.add(row)
        row.body, row.asked_on, row.due_on = body.strip(), asked_on, due_on
        row.reminded_on, row.reminders, row.unanswered_on = None, 0, None
        keep_letter(session, a, draft, EXCHANGE)
    return session.changes


def live_request(
    db: Database,
    dossier_id: int,
    kind: str,
    of: str,
    *,
    body: str,
    asked_on: dt.date,
    due_on: dt.date,
    today: dt.date,
) -> LivePages:
    """The letter of the request, to be read before it is written."""
    asked = partial(_request, kind=kind, of=of, body=body, asked_on=asked_on, due_on=due_on)
    return live_draft(db, dossier_id, today, asked)


def remind(db: Database, dossier_id: int, kind: str, of: str, *, due_on: dt.date, today: dt.date) -> Changes:
    """Remind a body of what it was asked, now expected by ``due_on``; the reminder is written as a letter and counted.

    Raises UserError when nothing is waited for, or for a day that is past.
    """
    with db.writing(labelled(db, dossier_id, "Rappel d’un avis")) as session:
        a = assess(session, open_dossier_of(session, dossier_id), today)
        draft, row = _reminder(a, kind, of, due_on), a.opinions[kind, of]
        row.due_on, row.reminded_on, row.reminders = due_on, today, row.reminders + 1
        keep_letter(session, a, draft, EXCHANGE)
    return session.changes


def live_reminder(db: Database, dossier_id: int, kind: str, of: str, *, due_on: dt.date, today: dt.date) -> LivePages:
    """The letter of the reminder, to be read before it is written."""
    return live_draft(db, dossier_id, today, lambda a: _reminder(a, kind, of, due_on))


def note_unanswered(db: Database, dossier_id: int, kind: str, of: str, *, on: dt.date, today: dt.date) -> Changes:
    """Note on ``on`` that no opinion was given and none is waited for any more; a decided dossier can still be closed
    so. Raises UserError when nothing is waited for, or for a day before the request or to come."""
    with db.writing(labelled(db, dossier_id, "Avis non rendu")) as session:
        dossier = dossier_of(session, dossier_id)
        if dossier.state in (CLOSED, ABANDONED):
            raise UserError(f"Le dossier {dossier.number} est terminé\u00a0: il n’attend plus d’avis.")
        a = assess(session, dossier, judged_on(dossier, today))
        _waited(a, kind, of)
        row = a.opinions[kind, of]
        if not row.asked_on <= on <= today:
            raise UserError(
                f"Le {short_date(on)} n’est pas entre la demande, du {short_date(row.asked_on)}, et aujourd’hui."
            )
        row.unanswered_on = on
    return session.changes


def _request(a: Assessment, kind: str, of: str, *, body: str, asked_on: dt.date, due_on: dt.date) -> Draft:
    line = _line(a, kind, of)
    if line.state in (WAITED, LATE) and line.asked_on is not None:
        raise UserError(f"Cet avis est déjà demandé depuis le {short_date(line.asked_on)}\u00a0: rappelez-le.")
    if line.state not in (TO_ASK, UNANSWERED):
        raise UserError("Cet avis est déjà rendu\u00a0: il n’y a plus à le demander.")
    if not body.strip():
        raise UserError("Indiquez à qui l’avis est demandé\u00a0: la lettre s’adresse à cette instance.")
    if asked_on > a.today:
        raise UserError(f"Le {short_date(asked_on)} est à venir\u00a0: une demande se note le jour où elle est faite.")
    if due_on <= asked_on:
        raise UserError(
            f"Le {short_date(due_on)} ne laisse pas de temps pour répondre\u00a0: choisissez un jour plus loin."
        )
    check_year(due_on, a.today, YEARS_TO_ANSWER)
    return opinion_letter(a, OpinionRequest(line, body.strip(), asked_on, due_on), reminder=False)


def _reminder(a: Assessment, kind: str, of: str, due_on: dt.date) -> Draft:
    line = _waited(a, kind, of)
    check_answer_day(due_on, a.today)
    asked_on = line.asked_on or a.today
    return opinion_letter(a, OpinionRequest(line, line.body, asked_on, due_on), reminder=True)


def _waited(a: Assessment, kind: str, of: str) -> OpinionLine:
    line = _line(a, kind, of)
    if line.state not in (WAITED, LATE):
        word = {TO_ASK: "n’a pas été demandé", RECEIVED: "est déjà rendu", UNANSWERED: "n’est plus attendu"}[line.state]
        raise UserError(f"Cet avis {word}\u00a0: relisez la page.")
    return line


def _line(a: Assessment, kind: str, of: str) -> OpinionLine:
    found = next((line for line in opinion_lines(a) if (line.kind, line.of) == (kind, of)), None)
    if found is None:
        raise UserError("La liste des pièces ne demande plus cet avis\u00a0: la situation a changé depuis.")
    return found
