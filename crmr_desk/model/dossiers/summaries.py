"""The sentence of the last page: what the decision does, in one breath."""

from __future__ import annotations

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.effects import Plan
from crmr_desk.model.terms import french_date


def summary_of(a: Assessment, plan: Plan) -> str:
    """Empty while there is nothing to say yet."""
    centre, candidate = a.facts.crmr.name, a.facts.candidate
    if a.outcome == "unfavourable" and candidate is not None:
        refused = f"La candidature de {candidate.name} à la tête du centre {centre} est refusée"
        return f"{refused}\u202f; aucun mandat ne change."
    if a.outcome == "adjourned":
        return "Le dossier est ajourné\u00a0: il reste ouvert, aucun mandat ne change."
    if plan.opening is None:
        return ""
    until = f"jusqu’à la fin du label, le {french_date(plan.opening.end)}"
    former = a.facts.former
    if former is not None:
        verb = f"{plan.opening.name} succède à {former.name} à la tête du centre {centre}"
    else:
        verb = f"{plan.opening.name} prend la tête du centre {centre}"
    return f"{verb} le {french_date(plan.opening.start)}, {until}."
