"""One line of a list of establishments: what it says, what is doubtful about it, what applying it writes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.rows import Doubt, Reason, Write
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine, quoted
from crmr_desk.workbooks.incoming.values.finess import read_finess
from crmr_desk.workbooks.incoming.values.regions import read_department, read_region
from crmr_desk.workbooks.matching.names import telling_words
from crmr_desk.workbooks.matching.register import Hospital

_POSTAL = re.compile(r"^\d{5}\s+|\s+CEDEX(?:\s+\d+)?$", re.IGNORECASE)
"""What an address puts around the name of a town."""
_SCIENTIFIC = re.compile(r"\d+(?:[.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_TARGETS: Mapping[str, tuple[Target, ...]] = {
    "finess_et": (Target.FINESS,),
    "finess_ej": (Target.FINESS_EJ,),
    "name": (Target.HOSPITAL,),
    "town": (Target.TOWN,),
    "region": (Target.REGION, Target.DEPARTMENT),
}
"""Where each field of an establishment comes from."""
_NEEDED = {
    "finess_ej": "Le numéro juridique manque",
    "name": "Le nom de l’établissement manque",
    "region": "La région manque",
}


class ListedHospital:
    """``told`` is what the user has said in place of the cells, by field."""

    def __init__(self, raw: RawLine, told: Mapping[str, Any]) -> None:
        self.raw = raw
        self.finess = read_finess(raw.typed.get(Target.FINESS))
        self.finess_ej = read_finess(raw.typed.get(Target.FINESS_EJ))
        region, doubts = self._region()
        self.values: dict[str, str] = {
            "finess_et": self.finess.number if self.finess.valid else "",
            "finess_ej": self.finess_ej.number if self.finess_ej.valid else "",
            "name": raw.text(Target.HOSPITAL),
            "town": _POSTAL.sub("", raw.text(Target.TOWN)),
            "region": region,
        } | {name: str(value) for name, value in told.items() if value}
        said = frozenset(target for name in told for target in _TARGETS.get(name, ()) if told[name])
        read = (*raw.reasons, *self.finess.doubts, *self.finess_ej.doubts, *doubts)
        self.reasons: list[Reason] = [reason for reason in read if reason.target not in said]
        self.writes: tuple[Write, ...] = ()

    @property
    def number(self) -> str:
        """The geographic number, "" when none can be read."""
        return self.values["finess_et"]

    @property
    def is_other(self) -> bool:
        """Something stands where the name should, and it is none."""
        name = self.values["name"]
        return bool(name) and not any(sign.isalpha() for sign in name)

    def cell(self, field: str) -> str:
        """The address that gives a field, "" when no column does."""
        typed = (self.raw.typed.get(target) for target in _TARGETS[field])
        return next((each.cell for each in typed if each is not None and each.text), "")

    def doubt(self, code: str, text: str, doubt: Doubt, *, field: str) -> None:
        """Add a reason about a field."""
        self.reasons.append(Reason(code, text, self.cell(field), doubt, _TARGETS[field][0]))

    def compare(self, known: Hospital) -> None:
        """Plan only what the line gives and the register says otherwise: empty cells change nothing, nor do capitals,
        accents and « CH » for « Centre hospitalier »."""
        self._check_name()
        fields = {name: value for name, value in self.values.items() if value and not _same(name, value, known)}
        if "finess_ej" in fields:
            text = (
                f"L’entité juridique passerait de {known.finess_ej} à {fields['finess_ej']}\u202f; confirmez qu’elle a"
                " changé."
            )
            self.doubt("finess_ej_changed", text, Doubt.CONFIRM, field="finess_ej")
        if "region" in fields:
            text = f"Au registre, {known.name} est dans une autre région\u202f; confirmez ou corrigez."
            self.doubt("region_differs", text, Doubt.CONFIRM, field="region")
        if fields:
            before = {name: getattr(known, name) for name in fields}
            cells = {name: self.cell(name) for name in fields}
            self.writes = (Write("hospital", known.id, before, fields, known.version, cells),)

    def add(self, *, is_legal: bool) -> None:
        """Plan a new establishment; ``is_legal``: the register knows its number as that of a legal entity."""
        self._check_name()
        if not self.number and not self.finess.given:
            self._missing("hospital_missing", "Le numéro géographique manque", "finess_et")
        if is_legal:
            text = (
                f"Au registre, {self.number} est le numéro d’une entité juridique\u202f; donnez le numéro géographique."
            )
            self.doubt("finess_is_legal", text, Doubt.CONFIRM, field="finess_et")
        if self.number:
            for name, what in _NEEDED.items():
                given = name == "finess_ej" and self.finess_ej.given
                if not self.values[name] and not given:
                    self._missing("hospital_incomplete", what, name)
        cells = {name: cell for name in self.values if (cell := self.cell(name))}
        self.writes = (Write("hospital", None, {}, self.values, cells=cells),)

    def _region(self) -> tuple[str, tuple[Reason, ...]]:
        region = read_region(self.raw.typed.get(Target.REGION))
        if region.value is not None or not self.raw.text(Target.DEPARTMENT):
            return region.value or "", region.doubts
        department = read_department(self.raw.typed.get(Target.DEPARTMENT))
        return department.value or "", (*region.doubts, *department.doubts)

    def _check_name(self) -> None:
        name = self.values["name"]
        if _SCIENTIFIC.fullmatch(name.replace(" ", "")):
            text = f"{quoted(name)} est un nombre abîmé par le tableur, pas un nom\u202f; corrigez la cellule."
            self.doubt("hospital_name_damaged", text, Doubt.CORRECT, field="name")

    def _missing(self, code: str, what: str, field: str) -> None:
        text = f"{what}\u202f; un établissement ne peut pas être ajouté sans lui."
        self.doubt(code, text, Doubt.CORRECT, field=field)


def _same(field: str, value: str, known: Hospital) -> bool:
    former = str(getattr(known, field))
    if field == "name":
        return fold(value) == fold(former) or telling_words(value) == telling_words(former) != frozenset()
    return fold(value) == fold(former)
