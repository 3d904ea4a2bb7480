"""The exchange workbook: its sheets and their columns, said once for reading and for writing.

A register in this form can be kept, corrected in Excel and loaded again. The order of the sheets is the order in
which keys are defined. Nine sheets are always there; the others, and a few columns, only where they hold something.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from crmr_desk.model.kinds import CcmrKind, Function, Ground, Population, SiteActivity, SiteRole, Status, TeamRole
from crmr_desk.workbooks.styling import Column, Kind


class Holds(Enum):
    """What the cells of a column of the exchange workbook may hold."""

    CODE = "code"
    TEXT = "text"
    FINESS = "finess"
    RPPS = "rpps"
    DATE = "date"
    COUNT = "count"
    YES_NO = "yes_no"


_KIND_OF = {
    Holds.CODE: Kind.IDENTIFIER,
    Holds.FINESS: Kind.IDENTIFIER,
    Holds.RPPS: Kind.IDENTIFIER,
    Holds.DATE: Kind.DATE,
    Holds.COUNT: Kind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``attribute`` is where its value goes in the register; ``to`` names the sheet whose key it holds.

    A ``required`` cell may not be empty; ``longest`` counts characters (0: no limit). A ``rare`` column is written only
    where some line fills it.
    """

    header: str
    attribute: str
    holds: Holds = Holds.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    longest: int = 0
    to: str = ""
    width: int = 0
    rare: bool = False

    @property
    def column(self) -> Column:
        """How this field is written."""
        return Column(self.header, _KIND_OF.get(self.holds, Kind.TEXT), self.width)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, its columns in the order in which they are written, and the headers that tell two lines apart. A
    ``rare`` sheet is written only where it has a line."""

    name: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    rare: bool = False


def _code(header: str, attribute: str, *, to: str = "", longest: int = 40, required: bool = True) -> Field:
    return Field(header, attribute, Holds.CODE, required, longest=longest, to=to)


def _finess(header: str, attribute: str, *, to: str = "", required: bool = True) -> Field:
    return Field(header, attribute, Holds.FINESS, required, to=to, width=13)


def _date(header: str, attribute: str, *, required: bool = False) -> Field:
    return Field(header, attribute, Holds.DATE, required, width=18 if "designation" in header else 13)


def _period() -> tuple[Field, Field]:
    return (_date("debut", "start", required=True), _date("fin", "end"))


HOSPITALS = Sheet(
    "Etablissements",
    ("finess_et",),
    (
        _finess("finess_et", "finess_et"),
        _finess("finess_ej", "finess_ej"),
        Field("nom", "name", required=True),
        Field("ville", "town"),
        Field("region", "region", Holds.CODE, required=True, longest=2, width=10),
        Field("adresse", "address", rare=True),
        Field("courriel", "email", rare=True),
    ),
)
FSMRS = Sheet(
    "FSMR",
    ("sigle", "designation_debut"),
    (
        _code("sigle", "sigle", longest=60),
        Field("nom", "name", required=True),
        _finess("finess_siege", "seat_id", to="Etablissements", required=False),
        _date("designation_debut", "start"),
        _date("designation_fin", "end"),
    ),
)
CRMRS = Sheet(
    "CRMR",
    ("code",),
    (
        _code("code", "code"),
        Field("intitule", "title", required=True),
        Field("sigle", "acronym"),
        _code("fsmr", "fsmr_id", to="FSMR", longest=60, required=False),
        Field("issu_de", "split_from_id", Holds.CODE, longest=40, to="CRMR", rare=True),
    ),
)
LABELS = Sheet("Labels", ("crmr", "debut"), (_code("crmr", "crmr_id", to="CRMR"), *_period(), Field("acte", "act")))
SITES = Sheet(
    "Sites",
    ("code",),
    (
        _code("code", "code"),
        _code("crmr", "crmr_id", to="CRMR"),
        Field("role", "role", required=True, choices=tuple(SiteRole)),
        _finess("finess_et", "hospital_id", to="Etablissements", required=False),
        Field("unite", "unit"),
        *_period(),
        Field("motif", "ground", choices=tuple(Ground)),
        Field("specialite", "specialty", rare=True),
        Field("population", "population", choices=tuple(Population), rare=True),
        Field("activite", "activity", choices=tuple(SiteActivity), rare=True),
    ),
)
CCMRS = Sheet(
    "CCMR",
    ("code",),
    (
        _code("code", "code"),
        Field("intitule", "title", required=True),
        Field("type", "kind", choices=tuple(CcmrKind)),
        _finess("finess_et", "hospital_id", to="Etablissements", required=False),
        Field("specialite", "specialty"),
        Field("population", "population", choices=tuple(Population)),
        Field("file_active", "active_file", Holds.COUNT, width=14),
        *_period(),
    ),
)
ATTACHMENTS = Sheet(
    "Rattachements",
    ("ccmr", "crmr", "debut"),
    (_code("ccmr", "ccmr_id", to="CCMR"), _code("crmr", "crmr_id", to="CRMR"), *_period()),
)
PEOPLE = Sheet(
    "Personnes",
    ("code",),
    (
        _code("code", "code"),
        Field("titre", "title", choices=("Pr", "Dr", "M.", "Mme")),
        Field("prenom", "first_name", required=True),
        Field("nom", "last_name", required=True),
        Field("rpps", "rpps", Holds.RPPS, width=15),
        _date("naissance", "birth_date"),
        Field("statut", "status", choices=tuple(Status)),
        Field("temps_plein", "full_time", Holds.YES_NO, width=14),
        Field("courriel", "email"),
    ),
)
MANDATES = Sheet(
    "Mandats",
    ("fonction", "cible", "debut"),
    (
        _code("personne", "person_id", to="Personnes"),
        Field("fonction", "function", required=True, choices=tuple(Function)),
        _code("cible", "", longest=60),
        *_period(),
    ),
)
DISEASES = Sheet(
    "Maladies",
    ("crmr", "nom"),
    (
        _code("crmr", "crmr_id", to="CRMR"),
        Field("orpha", "orpha", Holds.COUNT, width=10),
        Field("nom", "name", required=True),
        _date("debut", "start"),
        _date("fin", "end"),
    ),
    rare=True,
)
ERNS = Sheet(
    "ERN",
    ("site", "ern", "debut"),
    (_code("site", "site_id", to="Sites"), _code("ern", "ern", longest=20), *_period()),
    rare=True,
)
TEAMS = Sheet(
    "Equipes",
    ("site", "ccmr", "personne", "role", "debut"),
    (
        _code("site", "site_id", to="Sites", required=False),
        _code("ccmr", "ccmr_id", to="CCMR", required=False),
        _code("personne", "person_id", to="Personnes"),
        Field("role", "role", required=True, choices=tuple(TeamRole)),
        Field("precision", "detail"),
        Field("quotite", "quota", Holds.COUNT, width=10),
        *_period(),
    ),
    rare=True,
)
FORMER_VALUES = Sheet(
    "Valeurs_anterieures",
    ("nature", "cible", "champ", "jusqu_au"),
    (
        Field("nature", "", required=True, choices=("Etablissements", "FSMR", "CRMR", "Sites", "CCMR")),
        _code("cible", "", longest=60),
        Field("champ", "", required=True),
        Field("valeur", ""),
        _date("jusqu_au", "until", required=True),
    ),
    rare=True,
)
NOTES = Sheet(
    "Notes",
    ("nature", "cible", "le", "texte"),
    (
        Field("nature", "", required=True, choices=("Etablissements", "FSMR", "CRMR", "Sites", "CCMR", "Personnes")),
        _code("cible", "", longest=60),
        _date("le", "written_on", required=True),
        Field("auteur", "by", required=True),
        Field("texte", "text", required=True),
    ),
    rare=True,
)

SHEETS = (
    HOSPITALS,
    FSMRS,
    CRMRS,
    LABELS,
    SITES,
    CCMRS,
    ATTACHMENTS,
    PEOPLE,
    MANDATES,
    DISEASES,
    ERNS,
    TEAMS,
    FORMER_VALUES,
    NOTES,
)

BY_NAME = {sheet.name: sheet for sheet in SHEETS}

SEATS = {
    Function.COORDONNATEUR: ("CRMR", "crmr_id"),
    Function.RESPONSABLE_SITE: ("Sites", "site_id"),
    Function.RESPONSABLE_CCMR: ("CCMR", "ccmr_id"),
    Function.ANIMATEUR: ("FSMR", "fsmr_id"),
}
"""What ``cible`` means for each function: the sheet whose key it holds, and where it goes in the register."""

TABLES = {
    "Etablissements": "hospital",
    "FSMR": "fsmr",
    "CRMR": "crmr",
    "Sites": "site",
    "CCMR": "ccmr",
    "Personnes": "person",
}
"""What ``nature`` means: the sheet whose key ``cible`` holds, and the table of the register."""

NATURES = {table: nature for nature, table in TABLES.items()}
"""The same the other way round."""

PERIODS = {"FSMR": ("designation_debut", "designation_fin")}
"""The headers of a period where they are not ``debut`` and ``fin``."""
