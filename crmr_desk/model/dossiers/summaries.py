"""The sentence of the last page: what the decision does, in one breath."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.effects import Plan
from crmr_desk.model.dossiers.effects_mandates import Opening, term_of
from crmr_desk.model.dossiers.effects_network import Creation, Designation, EndOfDesignation, Move
from crmr_desk.model.dossiers.effects_steps import Step
from crmr_desk.model.dossiers.labelling import plan_of as labelling_plan
from crmr_desk.model.dossiers.labelling_words import labelling_summary
from crmr_desk.model.dossiers.wording import at_hospital, of_hospital, of_name
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.terms import french_date

_AT_THE_HEAD: Final = {
    CentreKind.CRMR: "à la tête du centre",
    CentreKind.SITE: "à la tête du site",
    CentreKind.CCMR: "à la tête du centre de compétences",
    CentreKind.FSMR: "à l’animation de la filière",
}
_TAKES: Final = {
    CentreKind.CRMR: "prend la tête du centre",
    CentreKind.SITE: "prend la tête du site",
    CentreKind.CCMR: "prend la tête du centre de compétences",
    CentreKind.FSMR: "prend l’animation de la filière",
}

_CONCLUSIONS: Final = {
    "reminder": " par un rappel des obligations",
    "revision": " par une révision du périmètre",
}


def summary_of(a: Assessment, plan: Plan) -> str:
    """Empty while there is nothing to say yet."""
    if a.application is not None:
        return labelling_summary(labelling_plan(a.application))
    if a.outcome == "unfavourable":
        return _refused(a)
    if a.outcome == "adjourned":
        return "Le dossier est ajourné\u00a0: il reste ouvert, aucun mandat ne change."
    sentences = [said for step in plan.steps if (said := _said(a, step))]
    if a.outcome == "favourable" and a.rule is not None and not a.rule.decided_by and not sentences:
        return _concluded(a)
    return " ".join(sentences)


def _concluded(a: Assessment) -> str:
    """A follow-up that changes nothing; a reminder or a revision is named, since letters say it."""
    answers = a.dossier.answers
    said = _CONCLUSIONS.get(str(answers.get("follow_up.conclusion") or answers.get("follow_up.fsmr_conclusion")), "")
    return f"Le suivi {of_name(a.facts.name)} est conclu{said}\u202f; rien ne change dans le registre."


def _refused(a: Assessment) -> str:
    candidate, place = a.facts.candidate, f"{_AT_THE_HEAD[a.facts.centre.kind]} {a.facts.name}"
    if candidate is not None:
        refused = f"La candidature de {candidate.name} {place} est refusée"
        return f"{refused}\u202f; aucun mandat ne change."
    return f"La demande concernant {a.facts.name} est refusée\u202f; rien ne change dans le registre."


def _said(a: Assessment, step: Step) -> str:
    if isinstance(step, Opening):
        return _seated(a, step)
    if isinstance(step, Move):
        role = f"{step.site.role.label[:1].lower()}{step.site.role.label[1:]}"
        centre = a.facts.crmr.name if a.facts.crmr is not None else a.facts.name
        to = at_hospital(a.facts.new_hospital) if a.facts.new_hospital is not None else step.hospital
        return f"Le {role} {of_name(centre)} passe {of_hospital(step.site.hospital)} {to} le {french_date(step.start)}."
    if isinstance(step, Creation):
        return f"Un site constitutif {of_name(a.facts.name)} ouvre le {french_date(step.start)}, {step.hospital}."
    if isinstance(step, Designation):
        until = f"du {french_date(step.start)} au {french_date(step.end)}"
        return f"La filière {step.sigle} est désignée {until}."
    if isinstance(step, EndOfDesignation):
        return f"La désignation de la filière {step.sigle} prend fin le {french_date(step.end)}."
    return ""


def _seated(a: Assessment, opening: Opening) -> str:
    kind, former = a.facts.centre.kind, a.facts.former
    if former is not None:
        verb = f"{opening.name} succède à {former.name} {_AT_THE_HEAD[kind]} {a.facts.name}"
    else:
        verb = f"{opening.name} {_TAKES[kind]} {a.facts.name}"
    until = f"jusqu’à la fin {term_of(a)}, le {french_date(opening.end)}"
    return f"{verb} le {french_date(opening.start)}, {until}."
