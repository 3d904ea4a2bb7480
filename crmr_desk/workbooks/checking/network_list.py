"""The check of a national list of centres without people, such as Orphanet's: filière, reference centre, role, code.

The lines of one reference centre are those that bear its title within a filière. A title under which there are
competence centres only stands for those that several reference centres share: no reference centre is made of it. A list
that names no hospital brings its centres in without one, to be told later.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.rows import Action, Doubt, Line, Reason, Ref, Write
from crmr_desk.workbooks.checking.verdicts import confirmed, shown_of, status_of
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine, quoted
from crmr_desk.workbooks.incoming.values.codes import Nature, fsmr_key, fsmr_named, read_nature
from crmr_desk.workbooks.incoming.values.finess import read_finess
from crmr_desk.workbooks.matching.hospitals import Sought, find_hospital
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Centre

_ACRONYM = re.compile(r"\(([^()]{2,20})\)\s*$")
_IDENTIFIERS = re.compile(r"\d{4,}")
_PLACES = (Target.FINESS, Target.HOSPITAL)

Key = tuple[str, str]
"""What the lines of one reference centre have in common: filière and title, both folded."""


@dataclass(slots=True)
class _Group:
    """The lines of one reference centre. ``crmr`` is the id of the register or the row to be added, None for a title
    that stands for shared competence centres."""

    natures: list[Nature | None] = field(default_factory=list)
    crmr: int | Ref | None = None
    writes: tuple[Write, ...] = ()

    @property
    def shared(self) -> bool:
        """Whether it holds competence centres only."""
        return all(nature in (Nature.CCMR, Nature.CRC, None) for nature in self.natures)


def check_lines(index: RegisterIndex, raws: Sequence[RawLine], choices: Choices, *, situation: dt.date) -> list[Line]:
    """Check the lines of data; centres that are added exist from ``situation`` on, the day that the list tells of. Of
    ``choices`` only the doubts that the user takes upon themselves count: cells are corrected before."""
    filieres = {fsmr_key(sigle): fsmr_id for sigle, fsmr_id in index.fsmrs.items()}
    keys = [_key(raw, frozenset(filieres)) for raw in raws]
    groups = _groups(index, raws, keys, filieres)
    taken = choices.of(ChoiceKind.CONFIRM)
    return [
        _Planned(index, raw, groups[key], situation).line(taken.get((raw.sheet, str(raw.row)), ()))
        for raw, key in zip(raws, keys, strict=True)
    ]


def _key(raw: RawLine, filieres: frozenset[str]) -> Key:
    sigle = raw.text(Target.FSMR)
    return fsmr_named(sigle, filieres) or fsmr_key(sigle), fold(raw.text(Target.CENTRE))


def _groups(
    index: RegisterIndex, raws: Sequence[RawLine], keys: Sequence[Key], filieres: Mapping[str, int]
) -> Mapping[Key, _Group]:
    groups: dict[Key, _Group] = {}
    first: dict[Key, RawLine] = {}
    for raw, key in zip(raws, keys, strict=True):
        groups.setdefault(key, _Group()).natures.append(read_nature(raw.typed.get(Target.NATURE)).value)
        first.setdefault(key, raw)
    known = {(fsmr_key(crmr.fsmr), name): crmr.id for crmr in index.crmrs.values() for name in _names(crmr)}
    for key, group in groups.items():
        if key[1] and not group.shared:
            _find_or_add(group, key, first[key], filieres, known)
    return groups


def _names(crmr: Any) -> set[str]:
    return {fold(crmr.title), fold(crmr.acronym)} - {""}


def _find_or_add(group: _Group, key: Key, raw: RawLine, filieres: Mapping[str, int], known: Mapping[Key, int]) -> None:
    title = raw.text(Target.CENTRE)
    acronym = found[1].replace("- ", "-").strip() if (found := _ACRONYM.search(title)) else ""
    existing = known.get(key) or known.get((key[0], fold(acronym)))
    if existing is not None:
        group.crmr = existing
        return
    fsmr, writes = _filiere(raw, key[0], filieres)
    ref = f"crmr:{key[0]}:{key[1]}"
    after = {"title": title, "acronym": acronym, "fsmr_id": fsmr}
    cells = {"title": raw.typed[Target.CENTRE].cell}
    group.crmr, group.writes = Ref(ref), (*writes, Write("crmr", None, {}, after, cells=cells, ref=ref))


def _filiere(raw: RawLine, key: str, filieres: Mapping[str, int]) -> tuple[int | Ref | None, tuple[Write, ...]]:
    if not key or key in filieres:
        return filieres.get(key), ()
    sigle, ref = raw.text(Target.FSMR), f"fsmr:{key}"
    cells = {"sigle": raw.typed[Target.FSMR].cell}
    return Ref(ref), (Write("fsmr", None, {}, {"sigle": sigle, "name": sigle, "seat_id": None}, cells=cells, ref=ref),)


class _Planned:
    """One line: what is doubtful about it, and the centre that it adds."""

    def __init__(self, index: RegisterIndex, raw: RawLine, group: _Group, situation: dt.date) -> None:
        self._index, self._raw, self._group, self._situation = index, raw, group, situation
        nature = read_nature(raw.typed.get(Target.NATURE))
        self._nature = nature.value
        self._reasons: list[Reason] = [*raw.reasons, *nature.doubts]
        self._code = raw.text(Target.CODE)
        self._hospital_id = self._hospital()
        self._require()

    def line(self, taken: Container[str]) -> Line:
        """The line as the check tells it once the user has taken the doubts ``taken`` upon themselves."""
        known = self._index.by_code.get(fold(self._code)) if self._code else None
        writes = self._differences(known) if known is not None else self._addition()
        self._reasons = [confirmed(reason, taken) for reason in self._reasons]
        status = status_of(self._reasons)
        settled = status.value == "ok"
        action = Action.NONE
        if settled:
            action = Action.CREATE if known is None else Action.UPDATE if writes else Action.UNCHANGED
        return Line(
            sheet=self._raw.sheet,
            row=self._raw.row,
            status=status,
            shown=shown_of(status, action, self._reasons),
            action=action,
            centre=self._code,
            hospital=self._finess(),
            values=self._values(),
            reasons=tuple(self._reasons),
            seat=known.key if known is not None else None,
            writes=writes if settled else (),
        )

    def _hospital(self) -> int | None:
        if not any(target in self._raw.typed for target in _PLACES):
            return None
        typed = self._raw.typed
        number = read_finess(typed.get(Target.FINESS))
        legal = read_finess(typed.get(Target.FINESS_EJ))
        sought = Sought(
            number, legal, typed.get(Target.FINESS), typed.get(Target.HOSPITAL), self._raw.text(Target.TOWN), None
        )
        match = find_hospital(self._index, sought)
        self._reasons += [*number.doubts, *legal.doubts, *match.doubts]
        return match.found.id if match.found is not None else None

    def _finess(self) -> str:
        return self._index.hospitals[self._hospital_id].finess_et if self._hospital_id is not None else ""

    def _require(self) -> None:
        if not self._raw.text(Target.CENTRE):
            self._doubt("centre_missing", "La ligne ne nomme aucun centre.", Doubt.CORRECT, Target.CENTRE)
        if self._nature is None and not self._reasons_about(Target.NATURE):
            self._doubt("nature_missing", "La ligne ne dit pas la nature du centre.", Doubt.CORRECT, Target.NATURE)
        if self._nature is Nature.CRMR:
            text = (
                "Un centre de référence a un site coordonnateur et des sites constitutifs\u202f; dites lequel des deux."
            )
            self._doubt("nature_several", text, Doubt.CONFIRM, Target.NATURE)
        if len(_IDENTIFIERS.findall(self._code)) > 1:
            text = f"{quoted(self._code)} contient plusieurs identifiants\u202f; faites une ligne pour chacun."
            self._doubt("code_several", text, Doubt.CORRECT, Target.CODE)
        if self._nature is Nature.COORDONNATEUR and self._group.natures.count(Nature.COORDONNATEUR) > 1:
            text = "Ce centre de référence a plusieurs sites coordonnateurs dans la liste\u202f; dites lequel l’est."
            self._doubt("two_coordinating_sites", text, Doubt.CORRECT, Target.NATURE)

    def _reasons_about(self, target: Target) -> bool:
        return any(reason.target is target for reason in self._reasons)

    def _doubt(self, code: str, text: str, doubt: Doubt, target: Target) -> None:
        cell = self._raw.typed.get(target)
        self._reasons.append(Reason(code, text, cell.cell if cell is not None else "", doubt, target))

    def _values(self) -> dict[str, Any]:
        fields = (Target.FSMR, Target.CENTRE, Target.NATURE, Target.CODE)
        return {target.value: self._raw.text(target) for target in fields} | {"nature": self._nature}

    def _differences(self, known: Centre) -> tuple[Write, ...]:
        """A centre that is known gains the hospital that it lacked, and changes in nothing else."""
        same = {"ccmr": (Nature.CCMR, Nature.CRC), "site": (Nature.CONSTITUTIF,), "crmr": (Nature.COORDONNATEUR,)}
        if self._nature is not None and self._nature not in same[known.kind]:
            text = f"Au registre, {known.row_code} est de nature {known.nature}\u202f; un dossier seul en change."
            self._doubt("nature_differs", text, Doubt.CONFIRM, Target.NATURE)
        if known.hospital_id is not None or self._hospital_id is None:
            return ()
        table = "ccmr" if known.kind == "ccmr" else "site"
        cells = {"hospital_id": next(self._raw.typed[each].cell for each in _PLACES if each in self._raw.typed)}
        after = {"hospital_id": self._hospital_id}
        return (Write(table, known.row_id, {"hospital_id": None}, after, known.version, cells),)

    def _addition(self) -> tuple[Write, ...]:
        code = self._raw.typed.get(Target.CODE)
        cells = {"code": code.cell} if code is not None and code.text else {}
        common: dict[str, Any] = {"hospital_id": self._hospital_id, "start": self._situation, "end": None}
        if self._code:
            common["code"] = self._code
        if self._nature in (Nature.CCMR, Nature.CRC):
            return self._competence_centre(common, cells)
        role = str(self._nature) if self._nature is not None else ""
        after = {**common, "crmr_id": self._group.crmr, "role": role, "unit": "", "ground": None}
        cells |= {"role": self._cell(Target.NATURE), "crmr_id": self._cell(Target.CENTRE)}
        return (*self._group.writes, Write("site", None, {}, after, cells=cells))

    def _competence_centre(self, common: dict[str, Any], cells: dict[str, str]) -> tuple[Write, ...]:
        ref = f"ccmr:{self._raw.sheet}:{self._raw.row}"
        kind = "CRC" if self._nature is Nature.CRC else "CCMR"
        after = {**common, "title": self._raw.text(Target.CENTRE), "kind": kind, "specialty": "", "population": None}
        cells |= {"title": self._cell(Target.CENTRE), "kind": self._cell(Target.NATURE)}
        centre = Write("ccmr", None, {}, {**after, "active_file": None}, cells=cells, ref=ref)
        if self._group.crmr is None:
            text = (
                "Cet intitulé ne réunit que des centres de compétences\u202f; le centre est ajouté sans rattachement."
            )
            self._doubt("centre_shared", text, Doubt.NOTE, Target.CENTRE)
            return (centre,)
        attached = {"ccmr_id": Ref(ref), "crmr_id": self._group.crmr, "start": self._situation, "end": None}
        attachment = Write("attachment", None, {}, attached, cells={"crmr_id": self._cell(Target.CENTRE)})
        return (*self._group.writes, centre, attachment)

    def _cell(self, target: Target) -> str:
        typed = self._raw.typed.get(target)
        return typed.cell if typed is not None else ""
