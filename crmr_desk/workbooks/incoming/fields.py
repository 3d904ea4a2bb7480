"""What a column of somebody's workbook may tell us: a closed list. A column is one of these, or is ignored."""

from __future__ import annotations

from enum import StrEnum

from crmr_desk.model.kinds import Labelled


class Target(Labelled):
    """A field that a column fills, with the words that the screen shows."""

    FINESS = "finess", "FINESS (géographique ou juridique)"
    FINESS_EJ = "finess_ej", "FINESS juridique"
    HOSPITAL = "hospital", "Établissement"
    TOWN = "town", "Ville"
    REGION = "region", "Région ou ARS"
    DEPARTMENT = "department", "Département"
    CODE = "code", "Code du centre"
    CENTRE = "centre", "Centre (intitulé ou sigle)"
    FSMR = "fsmr", "Filière"
    NATURE = "nature", "Nature ou rôle du centre"
    SPECIALTY = "specialty", "Spécialité"
    POPULATION = "population", "Public (adulte, enfant)"
    UNIT = "unit", "Service"
    ACTIVE_FILE = "active_file", "File active"
    PERSON = "person", "Responsable (nom complet)"
    TITLE = "title", "Civilité du responsable"
    FIRST_NAME = "first_name", "Prénom du responsable"
    LAST_NAME = "last_name", "Nom du responsable"
    RPPS = "rpps", "RPPS"
    EMAIL = "email", "Courriel"
    STATUS = "status", "Statut"
    QUOTA = "quota", "Quotité de travail"
    START = "start", "Début du mandat"
    END = "end", "Fin du mandat"
    LABEL_END = "label_end", "Fin du label"


IGNORED = "ignore"
"""The explicit choice for a column that must never touch data."""


class ListKind(StrEnum):
    """What sort of list a file is: each has its own reading of the columns and its own check."""

    ARS = "ars"
    """Centres of a region with the person in charge: what an agency sends."""
    NETWORK = "network"
    """A national list of centres without people (Orphanet)."""
    HOSPITALS = "hospitals"
    """A list of establishments (a FINESS extract)."""
