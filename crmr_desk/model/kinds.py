"""The closed lists of the trade, with the codes that the database and the workbooks write.

Standard library only: every floor of the house may name these.
"""

from __future__ import annotations

from enum import StrEnum


class Labelled(StrEnum):
    """A code with the French words that a reader sees."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Labelled:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Function(Labelled):
    """What a mandate entrusts to a person."""

    COORDONNATEUR = "coordonnateur", "Coordonnateur du centre de référence"
    RESPONSABLE_SITE = "responsable_site", "Responsable du site constitutif"
    RESPONSABLE_CCMR = "responsable_ccmr", "Responsable du centre de compétences"
    ANIMATEUR = "animateur", "Animateur de la filière"


class SiteRole(Labelled):
    """The two roles of a site within a CRMR (A1 A-c)."""

    COORDONNATEUR = "coordonnateur", "Site coordonnateur"
    CONSTITUTIF = "constitutif", "Site constitutif"


class Ground(Labelled):
    """The three grounds on which a constitutive site may exist (A1 A-c)."""

    COMPLEMENTARITE = "complementarite", "Complémentarité d’expertise"
    PEDIATRIE_ADULTE = "pediatrie_adulte", "Liaison pédiatrie-adulte"
    MEME_ACTIVITE = "meme_activite", "Même activité, justifiée"


class SiteActivity(Labelled):
    """What a site does. A laboratory or an imaging platform is no constitutive site (A1 A-c)."""

    CLINICAL = "clinique", "Activité clinique"
    LABORATORY = "laboratoire", "Laboratoire"
    IMAGING = "imagerie", "Plateau d’imagerie"
    OTHER = "autre", "Autre"


class TeamRole(Labelled):
    """What somebody does in the team of a site or a CCMR, beside who leads it (A1 A-c, pluriprofessional team)."""

    REFERENT = "referent", "Référent"
    PHYSICIAN = "medecin", "Médecin"
    NURSE = "infirmier", "Infirmier de coordination"
    PSYCHOLOGIST = "psychologue", "Psychologue"
    SOCIAL_WORKER = "assistant_social", "Assistant de service social"
    GENETIC_COUNSELLOR = "conseil_genetique", "Conseiller en génétique"
    RESEARCH = "recherche_clinique", "Attaché de recherche clinique"
    PROJECT = "charge_de_mission", "Chargé de mission"
    SECRETARY = "secretaire", "Secrétaire"
    OTHER = "autre", "Autre"


class CcmrKind(Labelled):
    """CCMR, or the resource and competence centres of three filières (CRC)."""

    CCMR = "CCMR", "Centre de compétences"
    CRC = "CRC", "Centre de ressources et de compétences"


class Population(Labelled):
    """Whom a competence centre receives."""

    ADULTE = "adulte", "Adultes"
    ENFANT = "enfant", "Enfants"
    MIXTE = "mixte", "Adultes et enfants"


class Status(Labelled):
    """Hospital status of a physician; the first and third are those of A3 §1."""

    PU_PH = "PU-PH", "PU-PH"
    MCU_PH = "MCU-PH", "MCU-PH"
    PH = "PH", "Praticien hospitalier"
    PHC = "PHC", "Praticien hospitalier contractuel"
    PR_CONSULTANT = "PR-CONSULTANT", "Professeur consultant"


class CentreKind(Labelled):
    """The four kinds of structure that the network tree shows."""

    FSMR = "fsmr", "Filière"
    CRMR = "crmr", "Centre de référence"
    SITE = "site", "Site"
    CCMR = "ccmr", "Centre de compétences"


class Stage(Labelled):
    """How far a dossier is. Up to the visa it follows from the days of its acts; the rest from what was decided."""

    ANNOUNCED = "announced", "Annoncé"
    GATHERING = "gathering", "En constitution"
    COMPLETE = "complete", "Complet"
    EXAMINATION = "examination", "En examen"
    VISA = "visa", "Au visa"
    DECIDED = "decided", "Décidé"
    LETTERS_OUT = "letters_out", "Courriers partis"
    CLOSED = "closed", "Clos"
    ABANDONED = "abandoned", "Abandonné"
