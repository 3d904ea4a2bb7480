"""Merge fields about an application to a labelling campaign: its outcomes, and the seat that it is for."""

from __future__ import annotations

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.labelling_words import outcomes_text
from crmr_desk.model.dossiers.wording import centre_named


def application_fields(a: Assessment) -> dict[str, str]:
    """The campaign and what it decided; a centre that has no seat yet is told
    by that of its application. Empty for another request."""
    application = a.application
    if application is None:
        return {}
    terms, crmr, seat = application.terms, a.facts.crmr, application.seat_hospital
    fields = {
        "campaign": terms.name,
        "outcomes": outcomes_text(application.lines),
    }
    if crmr is not None and crmr.coordinating is None and seat is not None:
        fields |= {
            "centre_named": centre_named(crmr.title, crmr.acronym, seat),
            "hospital": seat.name,
            "hospital_finess": seat.finess_et,
            "hospital_town": seat.town,
        }
    return fields
