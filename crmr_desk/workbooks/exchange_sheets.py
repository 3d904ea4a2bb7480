"""The exchange workbook: its nine sheets and their columns, said once for reading and for writing.

A register in this form can be kept, corrected in Excel and loaded again. Sheets and headers are matched without
regard to case or accents; the order of the sheets is the order in which keys are defined.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from crmr_desk.model.kinds import CcmrKind, Function, Ground, Population, SiteRole, Status
from crmr_desk.workbooks.styling import Column, Kind


class Cell(Enum):
    """What a column of the exchange workbook may hold."""

    CODE = "code"
    TEXT = "text"
    FINESS = "finess"
    RPPS = "rpps"
    DATE = "date"
    COUNT = "count"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Field:
    """One column. ``required`` cells may not be empty; ``longest`` counts characters (0: no limit)."""

    header: str
    cell: Cell = Cell.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    longest: int = 0
    width: int = 0

    @property
    def column(self) -> Column:
        """How this field is written."""
        return Column(self.header, _KIND_OF.get(self.cell, Kind.TEXT), self.width)


_KIND_OF = {
    Cell.CODE: Kind.IDENTIFIER,
    Cell.FINESS: Kind.IDENTIFIER,
    Cell.RPPS: Kind.IDENTIFIER,
    Cell.DATE: Kind.DATE,
    Cell.COUNT: Kind.NUMBER,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet and its columns, in the order in which they are written."""

    name: str
    fields: tuple[Field, ...]

    def field(self, header: str) -> Field:
        """The field under this header; KeyError when the sheet has none."""
        return self._by_header()[header]

    def _by_header(self) -> Mapping[str, Field]:
        return {field.header: field for field in self.fields}


def _code(header: str, *, longest: int = 40) -> Field:
    return Field(header, Cell.CODE, required=True, longest=longest)


def _finess(header: str, *, required: bool = True) -> Field:
    return Field(header, Cell.FINESS, required=required, width=13)


def _date(header: str, *, required: bool = False) -> Field:
    return Field(header, Cell.DATE, required=required, width=15)


def _choice(header: str, choices: tuple[str, ...], *, required: bool = False) -> Field:
    return Field(header, required=required, choices=choices)


PERIOD = (_date("debut", required=True), _date("fin"))

HOSPITALS = Sheet(
    "Etablissements",
    (
        _finess("finess_et"),
        _finess("finess_ej"),
        Field("nom", required=True),
        Field("ville"),
        Field("region", Cell.CODE, required=True, longest=2, width=10),
    ),
)
FSMRS = Sheet(
    "FSMR",
    (
        _code("sigle", longest=60),
        Field("nom", required=True),
        _finess("finess_siege", required=False),
        _date("designation_debut"),
        _date("designation_fin"),
    ),
)
CRMRS = Sheet(
    "CRMR",
    (_code("code"), Field("intitule", required=True), Field("sigle"), Field("fsmr", Cell.CODE, longest=60)),
)
LABELS = Sheet("Labels", (_code("crmr"), *PERIOD, Field("acte")))
SITES = Sheet(
    "Sites",
    (
        _code("code"),
        _code("crmr"),
        _choice("role", tuple(SiteRole), required=True),
        _finess("finess_et"),
        Field("unite"),
        *PERIOD,
        _choice("motif", tuple(Ground)),
    ),
)
CCMRS = Sheet(
    "CCMR",
    (
        _code("code"),
        Field("intitule", required=True),
        _choice("type", tuple(CcmrKind)),
        _finess("finess_et"),
        Field("specialite"),
        _choice("population", tuple(Population)),
        Field("file_active", Cell.COUNT, width=12),
        *PERIOD,
    ),
)
ATTACHMENTS = Sheet("Rattachements", (_code("ccmr"), _code("crmr"), *PERIOD))
PEOPLE = Sheet(
    "Personnes",
    (
        _code("code"),
        _choice("titre", ("Pr", "Dr", "M.", "Mme")),
        Field("prenom", required=True),
        Field("nom", required=True),
        Field("rpps", Cell.RPPS, width=15),
        _date("naissance"),
        _choice("statut", tuple(Status)),
        Field("temps_plein", Cell.YES_NO, width=13),
        Field("courriel"),
    ),
)
MANDATES = Sheet(
    "Mandats",
    (_code("personne"), _choice("fonction", tuple(Function), required=True), _code("cible", longest=60), *PERIOD),
)

SHEETS = (HOSPITALS, FSMRS, CRMRS, LABELS, SITES, CCMRS, ATTACHMENTS, PEOPLE, MANDATES)
