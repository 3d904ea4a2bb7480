"""The pages of questions: what is asked now, with the answers given so far."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.dossiers.addressees import filieres_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.effects import proposed_start
from crmr_desk.model.dossiers.life import CANDIDATE, PERSON_FIELDS
from crmr_desk.model.dossiers.rows import Choice, Question, QuestionKind
from crmr_desk.model.dossiers.wording import listed
from crmr_desk.model.law.question_rules import QuestionRule
from crmr_desk.model.law.rules import StepRule
from crmr_desk.model.terms import short_date


def questions_by_step(a: Assessment) -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """(step, its questions) for the steps that ask some. A question whose condition does not hold is left out."""
    return tuple(
        (step.id, tuple(_question(a, rule) for rule in asked(a, step))) for step in a.journey.steps if step.questions
    )


def asked(a: Assessment, step: StepRule) -> tuple[QuestionRule, ...]:
    """The questions of ``step`` to be asked now: those about the candidate come once there is one,
    and a refusal or an adjournment takes effect on no day."""
    rules = a.pack.questions_of(step, a.situation)
    nobody, no_effect = a.facts.candidate is None, a.outcome in ("unfavourable", "adjourned")
    return tuple(
        rule
        for rule in rules
        if not (nobody and rule.id.startswith(f"{CANDIDATE}.")) and not (no_effect and rule.id == "start")
    )


def value_of(a: Assessment, path: str) -> str | bool | int | None:
    """The answer given to a question: from the register of people for the candidate, else from the dossier."""
    if path == CANDIDATE:
        return a.dossier.candidate_id
    if path in PERSON_FIELDS:
        candidate = a.facts.candidate
        known = getattr(candidate, PERSON_FIELDS[path]) if candidate is not None else None
        return known.isoformat() if isinstance(known, dt.date) else known
    value: str | bool | int | None = a.dossier.answers.get(path)
    return value


def _question(a: Assessment, rule: QuestionRule) -> Question:
    return Question(
        id=rule.id,
        kind=QuestionKind(rule.kind),
        label=rule.label,
        value=value_of(a, rule.id),
        help=" ".join(part for part in (rule.help, _hint(a, rule.id)) if part),
        place=rule.place,
        choices=tuple(Choice(choice.value, choice.label) for choice in rule.choices),
        required=rule.required,
        problem=_problem(a, rule.id),
    )


def _hint(a: Assessment, path: str) -> str:
    if path == "chosen_end":
        ends = ", ".join(f"le {short_date(end)}" for end in a.answer.mandate_end_choices)
        return f"Les labels finissent {ends}\u202f; le premier est proposé." if ends else ""
    if path != "start" or (day := proposed_start(a)) is None:
        return ""
    known = (
        ("la décision", a.day("decision.date")),
        ("la fin de l’activité", a.day("cessation_letter.effective")),
        ("le préavis", a.answer.earliest_effect),
    )
    return f"Proposé\u00a0: le {short_date(day)}, au plus tôt après {listed([what for what, on in known if on])}."


def _problem(a: Assessment, path: str) -> str:
    former, candidate = a.facts.former, a.facts.candidate
    if path == CANDIDATE and former is not None and candidate is not None and former.person_id == candidate.id:
        return "Cette personne occupe déjà le siège\u00a0: nul ne se succède à soi-même."
    if path == "same_person" and a.dossier.answers.get(path) is True and a.situation.same_person is False:
        return "Le candidat est une autre personne\u00a0: répondez non, ou retirez-le."
    if path == "crmr.fsmr" and a.dossier.answers.get(path) is True and not filieres_of(a):
        return (
            "Le registre ne rattache ce centre à aucune filière\u00a0: complétez la fiche du centre pour que la copie "
            "proposée à la filière parte."
        )
    day = a.day(path) if path.endswith((".date", "_on")) else None
    if day is not None and day > a.today:
        return f"Le {short_date(day)} est à venir\u00a0: un acte reçu ou signé porte une date passée, ou celle du jour."
    letter, end = a.day("cessation_letter.date"), a.day("cessation_letter.effective")
    if path == "cessation_letter.effective" and letter and end and end < letter:
        return "L’activité cesserait avant la lettre qui l’annonce\u00a0: vérifiez les deux dates."
    return ""
