"""What keeps the decision from being applied, recorded or put off: lines that lead to the step that cures them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crmr_desk.model.bureau.signatories import why_not_signing
from crmr_desk.model.dossiers.act_blockers import undetermined
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.candidacy_findings import application_blockers
from crmr_desk.model.dossiers.completeness import blocker, no_longer_complete
from crmr_desk.model.dossiers.correspondence import drafts_of
from crmr_desk.model.dossiers.effects import plan_of
from crmr_desk.model.dossiers.findings import finding_lines, to_lift
from crmr_desk.model.dossiers.questions import asked
from crmr_desk.model.dossiers.rows import FindingLine, StepKind
from crmr_desk.model.terms import short_date

FAVOURABLE: Final = "favourable"
ADJOURNED: Final = "adjourned"

_ANSWERS: Final = (
    ("decision.date", "Date du visa à saisir", "La décision est datée, du jour ou d’avant."),
    (
        "decision.signatory",
        "Signataire à saisir",
        "Un acte porte le nom et la qualité de son auteur (CRPA, art. L. 212-1).",
    ),
    ("decision.reasons", "Motifs à écrire", "Un refus est motivé (CRPA, art. L. 211-2)\u202f; un ajournement aussi."),
    ("start", "Date d’effet à saisir", "Le texte ne la fixe pas\u00a0: elle se saisit."),
)
_NO_DECISION: Final = ("Décision à saisir", "Elle n’est pas encore saisie.")
_NO_CONCLUSION: Final = ("Conclusion à choisir", "Le suivi n’est pas encore conclu.")
_ACTS: Final = (
    ("complete_on", "Dossier à déclarer complet", StepKind.PIECES),
    ("examined_on", "Examen à commencer", StepKind.FINDINGS),
    ("visa_on", "Dossier à envoyer au visa", StepKind.DECISION),
)


def blockers_of(a: Assessment) -> tuple[FindingLine, ...]:
    """What keeps the decision from being applied, or the dossier from being put off. A refusal needs no complete
    dossier: only its date and reasons."""
    lacking = tuple(_lacking(a))
    if a.outcome != FAVOURABLE or a.rule is None:
        return lacking
    return (*_acts_to_do(a), *(line for line in finding_lines(a) if to_lift(line)), *lacking)


def _acts_to_do(a: Assessment) -> Iterator[FindingLine]:
    """The stages that a favourable decision has behind it; one that is recorded here has been complete."""
    if a.concluded:  # a follow-up has no dossier to receive, nor anything to visa
        return
    for column, title, kind in _ACTS[:1] if a.recorded else _ACTS:
        if getattr(a.dossier, column) is None:
            yield blocker(a, column, _said(a, title), "Cet acte est daté, et annulable jusqu’à la décision.", kind)
    yield from no_longer_complete(a)
    sent, signed = a.dossier.visa_on, a.day("decision.date")
    if sent is not None and signed is not None and signed < sent:
        act = "Visa" if a.is_visa else "Décision"
        sending = "antérieur à l’envoi au visa" if a.is_visa else "antérieure à l’envoi à la décision"
        title = f"{act} du {short_date(signed)}, {sending} du {short_date(sent)}"
        yield blocker(a, "visa_before_sending", title, "Corrigez l’une des deux dates.", StepKind.DECISION)


def _lacking(a: Assessment) -> list[FindingLine]:
    """What the act itself lacks, whatever the law says of the dossier."""
    nowhere = undetermined(a)
    if nowhere is not None:
        return [nowhere]
    of_application = list(application_blockers(a))
    if a.outcome is None and of_application:
        return of_application
    if a.outcome is None:
        title, text = _NO_CONCLUSION if a.concluded else _NO_DECISION
        return [blocker(a, "decision_pending", title, text, StepKind.DECISION)]
    blank = [(path, _said(a, title), text) for path, title, text in _ANSWERS if _is_blank(a, path)]
    lines = [blocker(a, path, title, text, StepKind.DECISION) for path, title, text in blank]
    lines += _no_delegation(a)
    if a.outcome != ADJOURNED:
        lines += of_application
        lines += [blocker(a, one.path, one.title, one.text, _kind_of(a, one.path)) for one in plan_of(a).missing]
    return lines or _blank_letters(a)


def _no_delegation(a: Assessment) -> Iterator[FindingLine]:
    """Whoever records a decision does not sign it."""
    name = str(a.dossier.answers.get("decision.signatory") or "")
    why = "" if a.recorded else why_not_signing(a.signatories, name, a.today)
    if why:
        title = "Signataire sans délégation ce jour"
        yield blocker(a, "signatory_without_delegation", title, why, StepKind.DECISION)


def _said(a: Assessment, title: str) -> str:
    """A decision that is recorded here, or that the DGOS validates, has no visa."""
    return title if a.is_visa else title.replace("du visa", "de la décision").replace("au visa", "à la décision")


def _is_blank(a: Assessment, path: str) -> bool:
    """Whether the act lacks this answer, which a page asks; whoever records a decision does not sign it."""
    if not any(path == rule.id for step in a.journey.steps for rule in asked(a, step)):
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
            lines.append(blocker(a, "letter_blank", title, text, StepKind.LETTERS))
    return lines


def _kind_of(a: Assessment, question: str) -> StepKind:
    """The kind of the page that asks a question; that of questions where none does."""
    asking = (StepKind(step.kind) for step in a.journey.steps if question in step.questions)
    return next(asking, StepKind.QUESTIONS)
