"""The decision: its application in one transaction."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.assessment import assess
from crmr_desk.model.dossiers.correspondence import drafts_of
from crmr_desk.model.dossiers.decision_blockers import ADJOURNED, blockers_of
from crmr_desk.model.dossiers.effects import apply_plan, plan_of
from crmr_desk.model.dossiers.kept_letters import keep_letter
from crmr_desk.model.dossiers.letter_states import DECISION
from crmr_desk.model.dossiers.records import DECIDED, dossier_of, labelled, open_dossier_of
from crmr_desk.model.dossiers.rule_packs import pack_in
from crmr_desk.model.dossiers.wording import act_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database


def decide(db: Database, dossier_id: int, *, today: dt.date) -> Changes:
    """Apply the decision, or record that of a director or a governance: the register changed as the last page shows it,
    letters kept, dossier decided, all or nothing, one operation.

    Raises UserError with everything that stands in the way, and when the seat has been filled meanwhile.
    """
    with db.writing(labelled(db, dossier_id, _act(db, dossier_id))) as session:
        dossier = open_dossier_of(session, dossier_id)
        a = assess(session, dossier, today)
        if a.outcome == ADJOURNED:
            raise UserError("Le dossier est ajourné\u00a0: il reste ouvert, aucune décision n’est à appliquer.")
        blockers = blockers_of(a)
        if blockers:
            reasons = "\u202f; ".join(line.title for line in blockers)
            raise UserError(f"La décision ne peut pas être appliquée\u00a0: {reasons}.")
        drafts = drafts_of(a)
        apply_plan(session, a, plan_of(a))
        for draft in drafts:
            keep_letter(session, a, draft, DECISION)
        dossier.state, dossier.scenario, dossier.decided_on = DECIDED, a.answer.scenario, today
    return session.changes


def _act(db: Database, dossier_id: int) -> str:
    """What the journal calls the decision, by who took it."""
    with db.reading() as session:
        dossier = dossier_of(session, dossier_id)
        pack = pack_in(session, dossier.pack)
        deciders = next((one.decided_by for one in pack.scenarios if one.id == dossier.scenario), ())
    return act_of(deciders)
