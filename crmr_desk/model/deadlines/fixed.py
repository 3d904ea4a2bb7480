"""Why the day of a deadline cannot be moved, with the place that fixes it and what changes it instead."""

from __future__ import annotations

from functools import cache
from typing import Final

from crmr_desk.model.deadlines import kinds
from crmr_desk.model.terms import french_place

_WHY: Final = {
    kinds.MANDATE_END: "Un mandat finit avec sa période ({place})\u00a0: corrigez-la sur la fiche du centre, ou ouvrez"
    " un dossier de succession.",
    kinds.LABEL_END: "Un label dure cinq ans ({place})\u00a0: sa fin se corrige sur la fiche du centre, ou par un"
    " dossier de labellisation.",
    kinds.DESIGNATION_END: "Une filière est désignée pour cinq ans ({place})\u00a0: la fin se corrige sur sa fiche.",
    kinds.NOTICE: "Les six mois se comptent par le calendrier ({place})\u00a0: seule une autre date de lettre ou de"
    " cessation les déplace.",
    kinds.CESSATION: "C’est le jour que la lettre annonce ({place})\u00a0: corrigez-le dans le dossier.",
    kinds.BIRTHDAY: "Un anniversaire ne se déplace pas ({place})\u00a0: corrigez la date de naissance si elle est"
    " fausse.",
    kinds.FSMR_REPORT: "Le texte demande le rapport à la fin de chaque année ({place})\u00a0: reportez l’échéance avec"
    " un motif.",
    kinds.COMMITTEE: "C’est le jour noté dans le dossier (règles {place})\u00a0: corrigez-le à l’étape qui le demande.",
    kinds.CAMPAIGN: "C’est le calendrier de la campagne ({place})\u00a0: changez ses dates sur la campagne.",
}
"""What is left out may be moved: the text does not date it."""


@cache
def why_fixed(kind: str, place: str) -> str:
    """One sentence; empty where the day may be moved."""
    return _WHY.get(kind, "").format(place=_within(place))


def _within(place: str) -> str:
    """« annexe 3, § 5 », within a sentence."""
    words = french_place(place)
    return f"{words[:1].lower()}{words[1:]}"
