"""The check of a list of establishments (a FINESS extract): one line is one geographic establishment."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from typing import Any

from crmr_desk.workbooks.checking.rows import Action, Doubt, Line, Reason, Shown, Status, Write
from crmr_desk.workbooks.checking.verdicts import confirmed, shown_of, status_of
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine
from crmr_desk.workbooks.incoming.values.finess import FinessRead, read_finess
from crmr_desk.workbooks.incoming.values.regions import read_department, read_region
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Hospital

_POSTAL = re.compile(r"^\d{5}\s+|\s+CEDEX(?:\s+\d+)?$", re.IGNORECASE)
"""What an address puts around the name of a town."""

_CELLS = {
    "finess_et": (Target.FINESS,),
    "finess_ej": (Target.FINESS_EJ,),
    "name": (Target.HOSPITAL,),
    "town": (Target.TOWN,),
    "region": (Target.REGION, Target.DEPARTMENT),
}
"""Where each field of an establishment comes from."""


def check_lines(index: RegisterIndex, raws: Sequence[RawLine], choices: Choices) -> list[Line]:
    """Check the lines of data. One that is whole is ok: an establishment is added, or what differs is changed. Extracts
    of FINESS also hold lines of another make (the place on the map of an establishment): these are ignored."""
    reads = [_Read(raw) for raw in raws]
    numbers = Counter(read.finess.number for read in reads if read.finess.valid and not read.is_other)
    taken = choices.of(ChoiceKind.CONFIRM)
    return [
        _ignored(read)
        if read.is_other
        else _line(index, read, taken.get(read.key, ()), twice=numbers[read.finess.number] > 1)
        for read in reads
    ]


class _Read:
    """What a line says of an establishment, and what is doubtful about it."""

    def __init__(self, raw: RawLine) -> None:
        self.raw = raw
        self.finess = read_finess(raw.typed.get(Target.FINESS))
        self.finess_ej = read_finess(raw.typed.get(Target.FINESS_EJ))
        self.reasons: list[Reason] = [*raw.reasons, *self.finess.doubts, *self.finess_ej.doubts]
        self.values: dict[str, Any] = {
            "finess_et": self.finess.number if self.finess.valid else "",
            "finess_ej": self.finess_ej.number if self.finess_ej.valid else "",
            "name": raw.text(Target.HOSPITAL),
            "town": _POSTAL.sub("", raw.text(Target.TOWN)),
            "region": self._region(),
        }

    @property
    def key(self) -> tuple[str, str]:
        """Sheet and line, as choices name them."""
        return self.raw.sheet, str(self.raw.row)

    @property
    def is_other(self) -> bool:
        """Something stands where the name should, and it is none."""
        name = str(self.values["name"])
        return bool(name) and not any(sign.isalpha() for sign in name)

    def _region(self) -> str:
        region = read_region(self.raw.typed.get(Target.REGION))
        if region.value is None and self.raw.text(Target.DEPARTMENT):
            region = read_department(self.raw.typed.get(Target.DEPARTMENT))
        self.reasons += region.doubts
        return region.value or ""

    def cell(self, field: str) -> str:
        """The address that gives a field, "" when no column does."""
        typed = (self.raw.typed.get(target) for target in _CELLS[field])
        return next((each.cell for each in typed if each is not None and each.text), "")


def _ignored(read: _Read) -> Line:
    text = "Cette ligne ne décrit pas un établissement\u00a0: elle n’a pas de nom."
    reason = Reason("not_a_hospital", text, read.cell("name"), Doubt.NOTE, Target.HOSPITAL)
    return Line(read.raw.sheet, read.raw.row, Status.IGNORED, Shown.IGNORED, Action.NONE, reasons=(reason,))


def _line(index: RegisterIndex, read: _Read, taken: Container[str], *, twice: bool) -> Line:
    known = index.by_et.get(read.finess.number) if read.finess.valid else None
    if twice:
        text = f"Le numéro {read.finess.number} est sur plusieurs lignes\u202f; écartez celles qui sont de trop."
        read.reasons.append(
            Reason("two_lines_one_hospital", text, read.cell("finess_et"), Doubt.CONFIRM, Target.FINESS)
        )
    writes = _change(read, known) if known is not None else _addition(read)
    reasons = tuple(confirmed(reason, taken) for reason in read.reasons)
    status = status_of(reasons)
    settled = status is Status.OK
    action = _action(known, writes) if settled else Action.NONE
    return Line(
        sheet=read.raw.sheet,
        row=read.raw.row,
        status=status,
        shown=shown_of(status, action, reasons),
        action=action,
        hospital=known.finess_et if known is not None else str(read.values["finess_et"]),
        values=read.values,
        reasons=reasons,
        writes=writes if settled else (),
    )


def _action(known: Hospital | None, writes: Iterable[Write]) -> Action:
    if known is None:
        return Action.CREATE
    return Action.UPDATE if tuple(writes) else Action.UNCHANGED


def _change(read: _Read, known: Hospital) -> tuple[Write, ...]:
    """Only what the line gives and the register says otherwise: an empty cell changes nothing."""
    fields = {name: value for name, value in read.values.items() if value and value != getattr(known, name)}
    if "finess_ej" in fields:
        text = (
            f"L’entité juridique passerait de {known.finess_ej} à {fields['finess_ej']}\u202f; confirmez qu’elle a"
            " changé."
        )
        cell = read.cell("finess_ej")
        read.reasons.append(Reason("finess_ej_changed", text, cell, Doubt.CONFIRM, Target.FINESS_EJ))
    if not fields:
        return ()
    before = {name: getattr(known, name) for name in fields}
    return (Write("hospital", known.id, before, fields, known.version, {name: read.cell(name) for name in fields}),)


def _addition(read: _Read) -> tuple[Write, ...]:
    _require(read, "finess_et", "hospital_missing", "Le numéro géographique manque")
    if read.values["finess_et"]:
        _require(read, "finess_ej", "hospital_incomplete", "Le numéro juridique manque")
        _require(read, "name", "hospital_incomplete", "Le nom de l’établissement manque")
        _require(read, "region", "hospital_incomplete", "La région manque")
    cells = {name: cell for name in read.values if (cell := read.cell(name))}
    return (Write("hospital", None, {}, read.values, cells=cells),)


def _require(read: _Read, field: str, code: str, what: str) -> None:
    target = _CELLS[field][0]
    if read.values[field] or _given(read, target):
        return
    text = f"{what}\u202f; un établissement ne peut pas être ajouté sans lui."
    read.reasons.append(Reason(code, text, "", Doubt.CORRECT, target))


def _given(read: _Read, target: Target) -> bool:
    """Whether something was typed there: then its reader has said what is wrong."""
    number: FinessRead | None = {Target.FINESS: read.finess, Target.FINESS_EJ: read.finess_ej}.get(target)
    return number.given if number is not None else False
