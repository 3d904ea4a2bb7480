"""The decision: whether it can be applied, and its application in one transaction."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.assessment import Assessment, assess
from crmr_desk.model.dossiers.candidacy_findings import application_blockers
from crmr_desk.model.dossiers.correspondence import drafts_of
from crmr_desk.model.dossiers.effects import apply_plan, plan_of
from crmr_desk.model.dossiers.findings import finding_lines, outside_pack, to_lift
from crmr_desk.model.dossiers.kept_letters import keep_letter
from crmr_desk.model.dossiers.letter_states import DECISION
from crmr_desk.model.dossiers.records import DECIDED, dossier_of, labelled, open_dossier_of
from crmr_desk.model.dossiers.rows import FindingLine, Severity, StepKind
from crmr_desk.model.dossiers.rule_packs import pack_in
from crmr_desk.model.dossiers.wording import act_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database


def blockers_of(a: Assessment) -> tuple[FindingLine, ...]:
    """What keeps the decision from being applied. A refusal needs no complete dossier: only its date and reasons."""
    lacking = tuple(_lacking(a))
    if a.outcome != "favourable" or a.rule is None:
        return lacking
    return (*(line for line in finding_lines(a) if to_lift(line)), *lacking)


def decide(db: Database, dossier_id: int, *, today: dt.date) -> Changes:
    """Apply the decision, or record that of a director or a governance: the register changed as the last page shows it,
    letters kept, dossier decided, all or nothing, one operation.

    Raises UserError with everything that stands in the way, and when the seat has been filled meanwhile.
    """
    with db.writing(labelled(db, dossier_id, _act(db, dossier_id))) as session:
        dossier = open_dossier_of(session, dossier_id)
        a = assess(session, dossier, today)
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


def _lacking(a: Assessment) -> list[FindingLine]:
    """What the act itself lacks, whatever the law says of the dossier."""
    if a.rule is None:
        outside = outside_pack(a)
        if outside is not None:
            return [outside]
        text = "Répondez aux questions de la situation."
        return [_line("scenario", "Procédure à déterminer", text, StepKind.QUESTIONS, a)]
    of_application = list(application_blockers(a))
    if a.outcome is None and of_application:
        return of_application
    if a.outcome is None:
        text = "La décision n’est pas encore saisie." if a.recorded else "Le visa n’est pas encore saisi."
        return [_line("decision_pending", "Décision à saisir", text, StepKind.DECISION, a)]
    if a.outcome == "adjourned":
        text = "Un dossier ajourné reste ouvert\u00a0: aucun mandat ne change, aucun courrier de décision ne part."
        return [_line("adjourned", "Dossier ajourné", text, StepKind.DECISION, a)]
    blank = [(path, _said(a, title), text) for path, title, text in _ACT if _is_blank(a, path)]
    lines = [_line(path, title, text, StepKind.DECISION, a) for path, title, text in blank]
    lines += of_application
    lines += [_line(one.path, one.title, one.text, _kind_of(a, one.path), a) for one in plan_of(a).missing]
    lines += _blank_letters(a) if not lines else []
    return lines


_ACT = (
    ("decision.date", "Date du visa à saisir", "La décision est datée, du jour ou d’avant."),
    (
        "decision.signatory",
        "Signataire à saisir",
        "Un acte porte le nom et la qualité de son auteur (CRPA, art. L. 212-1).",
    ),
    ("decision.reasons", "Motifs à écrire", "Un refus est motivé (CRPA, art. L. 211-2)."),
    ("start", "Date d’effet à saisir", "Le texte ne la fixe pas\u00a0: elle se saisit."),
)


def _act(db: Database, dossier_id: int) -> str:
    """What the journal calls the decision, by who took it."""
    with db.reading() as session:
        dossier = dossier_of(session, dossier_id)
        pack = pack_in(session, dossier.pack)
        deciders = next((one.decided_by for one in pack.scenarios if one.id == dossier.scenario), ())
    return act_of(deciders)


def _said(a: Assessment, title: str) -> str:
    """A decision that is recorded here has no visa."""
    return title.replace("du visa", "de la décision") if a.recorded else title


def _is_blank(a: Assessment, path: str) -> bool:
    """Whether the act lacks this answer, which its journey asks; whoever records a decision does not sign it."""
    asked = {"decision.reasons": "unfavourable", "start": "favourable"}.get(path, a.outcome)
    if a.outcome != asked or not any(path in step.questions for step in a.journey.steps):
        return False
    if a.recorded and path == "decision.signatory":
        return False
    day = a.day(path) if path == "decision.date" else None
    return not str(a.dossier.answers.get(path) or "").strip() or (day is not None and day > a.today)


def _blank_letters(a: Assessment) -> list[FindingLine]:
    lines = []
    for draft in drafts_of(a):
        if draft.blanks:
            text = f"Il y manque\u00a0: {', '.join(draft.blanks)}."
            title = f"{draft.title}\u00a0: {draft.recipient.name}"
            lines.append(_line("letter_blank", title, text, StepKind.LETTERS, a))
    return lines


def _kind_of(a: Assessment, question: str) -> StepKind:
    """The kind of the page that asks a question; that of questions where none does."""
    asking = (StepKind(step.kind) for step in a.journey.steps if question in step.questions)
    return next(asking, StepKind.QUESTIONS)


def _line(finding: str, title: str, text: str, kind: StepKind, a: Assessment) -> FindingLine:
    step = next((step.id for step in a.journey.steps if step.kind == kind), a.journey.steps[0].id)
    return FindingLine(finding, "", "", Severity.BLOCKING, title, text, "", liftable=False, go_to=step)
