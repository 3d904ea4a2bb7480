"""Letters exchanged before the decision: pieces requested, receipt acknowledged, dossier put off; each kept, final."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.awaited import REPLY_BY
from crmr_desk.model.dossiers.correspondence import drafts_of
from crmr_desk.model.dossiers.days_to_come import check_answer_day
from crmr_desk.model.dossiers.decision_blockers import ADJOURNED, blockers_of
from crmr_desk.model.dossiers.drafts import Draft
from crmr_desk.model.dossiers.exchange_letters import ACKNOWLEDGEMENT, pieces_letter, receipt_letter
from crmr_desk.model.dossiers.kept_letters import keep_letter
from crmr_desk.model.dossiers.letter_states import EXCHANGE, OVER
from crmr_desk.model.dossiers.live_drafts import live_draft
from crmr_desk.model.dossiers.live_words import LivePages
from crmr_desk.model.dossiers.records import labelled, open_dossier_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database

_DECISION = "decision."


def request_pieces(db: Database, dossier_id: int, *, reply_by: dt.date, today: dt.date) -> Changes:
    """Write the one letter that asks for every paper missing or to be redone, with its reason, by ``reply_by``.

    Raises UserError for a day that is not to come, or when nothing lacks.
    """
    with db.writing(labelled(db, dossier_id, "Demande de pièces")) as session:
        a = assess(session, open_dossier_of(session, dossier_id), today)
        draft = _request(a, reply_by)
        keep_letter(session, a, draft, EXCHANGE, {REPLY_BY: reply_by.isoformat()})
    return session.changes


def live_request(db: Database, dossier_id: int, *, reply_by: dt.date, today: dt.date) -> LivePages:
    """The same letter, to be read before it is written."""
    return live_draft(db, dossier_id, today, lambda a: _request(a, reply_by))


def acknowledge_receipt(db: Database, dossier_id: int, *, today: dt.date) -> Changes:
    """Write the acknowledgement of receipt of the dossier (general law: CRPA L112-3, R112-5).

    Raises UserError when it is written already, or while the day of receipt is not known.
    """
    with db.writing(labelled(db, dossier_id, "Accusé de réception")) as session:
        a = assess(session, open_dossier_of(session, dossier_id), today)
        keep_letter(session, a, _receipt(a), EXCHANGE)
    return session.changes


def live_acknowledgement(db: Database, dossier_id: int, *, today: dt.date) -> LivePages:
    """The same letter, to be read before it is written."""
    return live_draft(db, dossier_id, today, _receipt)


def adjourn(db: Database, dossier_id: int, *, today: dt.date) -> Changes:
    """Put the dossier off: those whom the decision would be notified to are told why, and the dossier is gathered
    anew. Its decision is cleared; the journal keeps it. ``correspondence.preview`` shows the letters beforehand.

    Raises UserError when the decision is not an adjournment, or lacks its date, its signatory or its reasons.
    """
    with db.writing(labelled(db, dossier_id, "Ajournement")) as session:
        dossier = open_dossier_of(session, dossier_id)
        a = assess(session, dossier, today)
        _refuse_adjournment(a)
        for draft in drafts_of(a):
            keep_letter(session, a, draft, EXCHANGE)
        dossier.answers = {path: value for path, value in dossier.answers.items() if not path.startswith(_DECISION)}
        dossier.complete_on = dossier.examined_on = dossier.visa_on = None
        dossier.scenario = a.answer.scenario
    return session.changes


def _request(a: Assessment, reply_by: dt.date) -> Draft:
    check_answer_day(reply_by, a.today)
    return pieces_letter(a, reply_by)


def _receipt(a: Assessment) -> Draft:
    written = next((row for row in a.letters if row.kind == ACKNOWLEDGEMENT and row.state not in OVER), None)
    if written is not None:
        raise UserError(f"L’accusé de réception est déjà écrit\u00a0: c’est le courrier {written.number}.")
    return receipt_letter(a)


def _refuse_adjournment(a: Assessment) -> None:
    if a.outcome != ADJOURNED:
        raise UserError("La décision n’est pas un ajournement\u00a0: changez-la d’abord à l’étape de la décision.")
    reasons = "\u202f; ".join(line.title for line in blockers_of(a))
    if reasons:
        raise UserError(f"Le dossier ne peut pas être ajourné\u00a0: {reasons}.")
