"""Missions and obligations in French, each with its place in the instruction and what the text leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.network.snapshot import CrmrOn, LabelOn


@dataclass(frozen=True, slots=True)
class Words:
    """What the text says of one duty. ``left_open`` is what it does not say."""

    id: str
    title: str
    text: str
    place: str
    left_open: str = ""


_FEW: Final = 3
"""So many sites are named one by one."""

NOBODY_TOLD: Final = "Aucun dossier ne l’a dit jusqu’à cette date."
NEVER_ASKED: Final = "Aucun dossier ne pose la question\u00a0: le registre ne le sait pas."
NOT_BY_SITE: Final = "Le suivi le demande pour le centre entier, non site par site."
NOT_BY_CCMR: Final = "Le suivi du centre de référence le demande pour l’ensemble, non centre par centre."
WHICH_YEAR: Final = "Le dossier ne précise pas l’exercice."
DELEGATED: Final = {
    "site": "Une mission est confiée à un site constitutif",
    "fsmr": "Une mission est confiée à la filière, qui ne remplace pas le centre",
    "other": "Une mission est confiée à un tiers, alors que le centre les remplit toutes",
}

MISSIONS_CRMR: Final = {
    "coordination": Words(
        "coordination",
        "Coordination",
        "Identifie, coordonne et anime sa filière de soins, ses centres de compétences et ses correspondants, avec les "
        "associations et en lien avec sa filière de santé.",
        "A1 A-b",
    ),
    "expertise": Words(
        "expertise",
        "Expertise",
        "Réunions de concertation pluridisciplinaires, recommandations et protocoles nationaux, recueil "
        "épidémiologique, démarche qualité.",
        "A1 A-b",
    ),
    "recours": Words(
        "recours",
        "Recours",
        "Exerce une attraction au-delà du bassin de santé de son site\u202f; assure ou organise une prise en charge "
        "pluridisciplinaire et pluriprofessionnelle.",
        "A1 A-b",
    ),
    "recherche": Words(
        "recherche",
        "Recherche",
        "Promeut, anime ou participe à la recherche translationnelle, clinique ou organisationnelle\u202f; ses "
        "publications en rendent compte.",
        "A1 A-b",
    ),
    "enseignement": Words(
        "enseignement",
        "Enseignement et formation",
        "Promeut, anime ou participe à des enseignements universitaires, post-universitaires et extra-universitaires.",
        "A1 A-b",
    ),
}
"""By the names of the missions in the situation."""

PART_OF_SITE: Final = Words(
    "part_of_site",
    "Part aux missions du centre",
    "Un site constitutif participe à l’ensemble des missions du centre\u202f; le plan d’actions précise son "
    "implication.",
    "A1 A-b",
)
MISSIONS_CCMR: Final = Words(
    "missions_ccmr",
    "Diagnostic, traitement et prise en charge de proximité",
    "Participe au diagnostic, met en œuvre la thérapeutique disponible et organise la prise en charge en lien avec les "
    "centres de référence auxquels il est rattaché, dont il suit les recommandations.",
    "A1 B-b",
)
MAY_CCMR: Final = Words(
    "may_ccmr",
    "Autres missions des centres de référence",
    "Un centre de compétences peut y participer\u202f; il n’y est pas tenu.",
    "A1 B-b",
)
MISSIONS_FSMR: Final = (
    Words(
        "care",
        "Améliorer la prise en charge",
        "Rend l’organisation plus lisible et plus accessible\u202f; n’organise pas la prise en charge individuelle, "
        "qui revient aux centres.",
        "A1 C-b",
    ),
    Words(
        "research",
        "Développer la recherche",
        "Recherche translationnelle, clinique et organisationnelle\u00a0: bases de données, laboratoires, projets.",
        "A1 C-b",
    ),
    Words(
        "teaching",
        "Développer l’enseignement, la formation et l’information",
        "Programmes d’enseignement, diplômes interuniversitaires, information des acteurs.",
        "A1 C-b",
    ),
)

PLAN_CRMR: Final = Words(
    "plan",
    "Plan d’actions",
    "Pour les cinq ans du label\u00a0: objectifs, actions prévues, activités de chaque site, articulation avec celui "
    "de la filière.",
    "A1 A-c",
    "Le texte ne dit ni quand ni à qui il est remis.",
)
PLAN_SITE: Final = Words(
    "plan",
    "Plan d’actions",
    "Élaboré par le centre de référence\u202f; il décrit les activités de chaque site.",
    "A1 A-c",
)
PLAN_CCMR: Final = Words(
    "plan",
    "Plan d’actions",
    "Demandé aux centres de référence et aux filières, non aux centres de compétences.",
    "A1 A-c",
)
PLAN_FSMR: Final = Words(
    "plan",
    "Plan d’actions",
    "Pour les cinq ans de la désignation\u00a0: objectifs, actions, articulation avec ceux des centres, gouvernance.",
    "A1 C-d",
    "Le texte le dit déposé (annexe 2, §\u00a02\u00a0A) sans dire quand ni auprès de qui.",
)
REPORT_SITES: Final = Words(
    "report",
    "Rapport annuel d’activité",
    "Dû chaque année par le site coordonnateur et par chaque site constitutif.",
    "A1 A-c",
    "Le texte ne fixe ni échéance ni destinataire.",
)
REPORT_CCMR: Final = Words(
    "report",
    "Rapport annuel d’activité",
    "Dû par le site coordonnateur et les sites constitutifs seulement.",
    "A1 A-c",
)
REPORT_FSMR: Final = Words(
    "report",
    "Rapport annuel d’activité",
    "Rédigé chaque fin d’année et transmis à la DGOS, dès 2017\u202f; il peut conduire à revoir le périmètre "
    "(annexe 2, §\u00a02\u00a0A).",
    "A1 C-d",
    "Le texte ne fixe pas de jour.",
)
BANK_SITES: Final = Words(
    "bank",
    "Banque nationale de données (BNDMR)",
    "Renseignée par le site coordonnateur et par chaque site constitutif.",
    "A1 A-c",
    "Le texte demande une mise à jour régulière (annexe 1, A\u00a0b) sans en dire le rythme.",
)
BANK_CCMR: Final = Words(
    "bank",
    "Banque nationale de données (BNDMR)",
    "Chaque centre de compétences a l’obligation de la renseigner.",
    "A1 B-b",
    "Le texte n’en dit pas le rythme.",
)
BANK_OF_CCMRS: Final = Words(
    "bank_ccmr", "BNDMR des centres de compétences", BANK_CCMR.text, BANK_CCMR.place, BANK_CCMR.left_open
)
GOVERNANCE: Final = Words(
    "governance",
    "Gouvernance",
    "Chaque filière a un dispositif de gouvernance, structuré par son plan d’actions.",
    "A1 C-d",
)


def sites_of(crmr: CrmrOn) -> str:
    """Lariboisière, AP-HP (coordonnateur) ; CHU de Lille. Beyond a few, how many: the sheet lists them."""
    coordinating = [f"{crmr.coordinating.hospital.name} (coordonnateur)"] if crmr.coordinating else []
    others = [site.hospital.name for site in crmr.constitutive]
    if len(others) > _FEW:
        others = [f"{len(others)} sites constitutifs"]
    return "\u202f; ".join([*coordinating, *others]) or crmr.name


def term_of(label: LabelOn | None) -> str:
    """du 01/01/2024 au 31/12/2028; empty where there is no label or its end is not printed."""
    if label is None or label.end is None:
        return ""
    return f"du {short_date(label.start)} au {short_date(label.end)}"
