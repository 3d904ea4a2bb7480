"""One line of a national list of centres: what is doubtful about it, and what applying it writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Any

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.network_list_groups import Group, names_of
from crmr_desk.workbooks.checking.network_list_places import ListedPlace
from crmr_desk.workbooks.checking.network_list_titles import subject_of
from crmr_desk.workbooks.checking.rows import Action, Doubt, Line, Reason, Ref, Status, Write
from crmr_desk.workbooks.checking.verdicts import confirmed, shown_of, status_of
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine, quoted
from crmr_desk.workbooks.incoming.values.codes import Nature, read_nature
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Centre

_IDENTIFIERS = re.compile(r"\d{4,}")
_COMPETENCE = (Nature.CCMR, Nature.CRC)
_NATURES_OF = {"ccmr": _COMPETENCE, "site": (Nature.CONSTITUTIF,), "crmr": (Nature.COORDONNATEUR,)}


class ListedLine:
    """Filled step by step: what it must say, then what it changes of the ``centre`` of the register, or adds."""

    def __init__(self, raw: RawLine, group: Group, place: ListedPlace, situation: dt.date) -> None:
        nature = read_nature(raw.typed.get(Target.NATURE))
        self.raw, self.group, self.place, self._situation = raw, group, place, situation
        self.nature = nature.value
        self.code = raw.text(Target.CODE)
        self.centre: Centre | None = None
        self.writes: tuple[Write, ...] = ()
        unreadable = (replace(reason, doubt=Doubt.CORRECT) for reason in nature.doubts)
        self._reasons: list[Reason] = [*raw.reasons, *unreadable, *place.doubts]

    @property
    def is_without_place(self) -> bool:
        """Whether it adds a centre of which nobody has said where it is."""
        return self.centre is None and self.place.id is None and status_of(self._reasons) is Status.OK

    def line(self, taken: Container[str]) -> Line:
        """The line once the user has taken the doubts ``taken`` upon themselves."""
        reasons = tuple(confirmed(reason, taken) for reason in self._reasons)
        status = status_of(reasons)
        action = self._action() if status is Status.OK else Action.NONE
        return Line(
            sheet=self.raw.sheet,
            row=self.raw.row,
            status=status,
            shown=shown_of(status, action, reasons),
            action=action,
            centre=self.centre.row_code if self.centre is not None else self.code,
            hospital=self.place.finess_et,
            values=self._values(),
            reasons=reasons,
            seat=self.centre.key if self.centre is not None else None,
            writes=self.writes if status is Status.OK else (),
        )

    def require(self, rows: Mapping[str, Sequence[int]], coordinating: Mapping[int, Sequence[int]]) -> None:
        """Say what is missing or double; ``rows`` are those of each code, ``coordinating`` those of each group."""
        if not self.raw.text(Target.CENTRE):
            self.doubt("centre_missing", "La ligne ne nomme aucun centre.", Doubt.CORRECT, Target.CENTRE)
        if self.nature is None and not any(reason.target is Target.NATURE for reason in self._reasons):
            self.doubt("nature_missing", "La ligne ne dit pas la nature du centre.", Doubt.CORRECT, Target.NATURE)
        if self.nature is Nature.CRMR:
            text = (
                "Un centre de référence a un site coordonnateur et des sites constitutifs\u202f; dites lequel des deux."
            )
            self.doubt("nature_several", text, Doubt.CORRECT, Target.NATURE)
        if len(_IDENTIFIERS.findall(self.code)) > 1:
            text = f"{quoted(self.code)} contient plusieurs identifiants\u202f; faites une ligne pour chacun."
            self.doubt("code_several", text, Doubt.CORRECT, Target.CODE)
        if len(same := rows.get(fold(self.code), ())) > 1:
            text = f"Le code {quoted(self.code)} est aussi {_others(same, self.raw.row)}\u202f; gardez une seule ligne."
            self.doubt("two_lines_one_code", text, Doubt.CORRECT, Target.CODE)
        heads = coordinating.get(id(self.group), ())
        if self.nature is Nature.COORDONNATEUR and len(heads) > 1:
            text = (
                f"Ce centre de référence a deux sites coordonnateurs\u00a0: l’autre est {_others(heads, self.raw.row)}."
                " Dites lequel est constitutif."
            )
            self.doubt("two_coordinating_sites", text, Doubt.CORRECT, Target.NATURE)

    def say_title(self) -> None:
        """Say what is doubtful about the title by which the reference centre was sought."""
        if self.group.alike is not None:
            text = (
                f"L’intitulé ressemble à celui de {self.group.alike.name}, au registre\u202f; confirmez que c’est lui."
            )
            self.doubt("crmr_alike", text, Doubt.CONFIRM, Target.CENTRE)
        if self.group.several:
            text = (
                f"Cet intitulé peut être celui de {names_of(self.group.several)}, au registre\u202f; précisez-le, ou"
                " confirmez que c’est un autre centre."
            )
            self.doubt("crmr_ambiguous", text, Doubt.CONFIRM, Target.CENTRE)

    def perhaps_known(self, here: Sequence[Centre]) -> None:
        """The register has centres of that kind which no line of the list names by its code."""
        names = ", ".join(centre.row_code for centre in here[:4]) + (", …" if len(here) > 4 else "")
        text = (
            f"Au registre, ce centre de référence a déjà {names}, sans ce code\u202f; écartez la ligne si c’est l’un"
            " d’eux, ou confirmez que c’est un autre."
        )
        self.doubt("centre_perhaps_known", text, Doubt.CONFIRM, Target.CODE, Target.CENTRE)

    def coordinated_already(self, site: Centre) -> None:
        """Another site of the list or of the register coordinates the reference centre."""
        text = (
            f"Au registre, le site coordonnateur de ce centre de référence est {site.row_code}\u202f; un dossier seul"
            " en change."
        )
        self.doubt("coordinating_taken", text, Doubt.CORRECT, Target.NATURE)

    def compare(self, index: RegisterIndex) -> None:
        """A centre that is known gains the hospital and the attachment that it lacked; nothing else of it changes."""
        centre = self.centre
        assert centre is not None
        if self.nature is not None and self.nature not in _NATURES_OF[centre.kind]:
            text = f"Au registre, {centre.row_code} est de nature {centre.nature}\u202f; un dossier seul en change."
            self.doubt("nature_differs", text, Doubt.CONFIRM, Target.NATURE)
        elif not centre.open_on(index.today):
            text = f"Au registre, {centre.row_code} est fermé\u202f; une liste ne le rouvre pas."
            self.doubt("centre_closed", text, Doubt.CONFIRM, Target.CODE, Target.CENTRE)
        else:
            self.writes = (*self._attachments(centre), *self._hospital_of(centre, index))

    def add(self) -> None:
        """Plan a new site or competence centre, and the reference centre and the filière that it needs."""
        common: dict[str, Any] = {"hospital_id": self.place.id, "start": self._situation, "end": None}
        cells = {"start": self._cell(Target.CENTRE)}
        if self.place.id is not None:
            cells["hospital_id"] = self.place.cell
        if self.code:
            common["code"], cells["code"] = self.code, self._cell(Target.CODE)
        self.writes = self._new_ccmr(common, cells) if self.nature in _COMPETENCE else self._new_site(common, cells)

    def doubt(self, code: str, text: str, doubt: Doubt, *targets: Target) -> None:
        """Add a reason about the first of ``targets`` that a column gives."""
        target = next((each for each in targets if each in self.raw.typed), targets[0])
        self._reasons.append(Reason(code, text, self._cell(target), doubt, target))

    def _new_site(self, common: dict[str, Any], cells: dict[str, str]) -> tuple[Write, ...]:
        after = {**common, "crmr_id": self.group.crmr, "role": str(self.nature), "unit": "", "ground": None}
        cells |= {"role": self._cell(Target.NATURE), "crmr_id": self._cell(Target.CENTRE)}
        return (*self.group.writes, Write("site", None, {}, after, cells=cells))

    def _new_ccmr(self, common: dict[str, Any], cells: dict[str, str]) -> tuple[Write, ...]:
        ref = Ref(f"ccmr:{self.raw.sheet}:{self.raw.row}")
        told = {"title": subject_of(self.group.title), "kind": "CRC" if self.nature is Nature.CRC else "CCMR"}
        after = {**common, **told, "specialty": "", "population": None, "active_file": None}
        cells |= {"title": self._cell(Target.CENTRE), "kind": self._cell(Target.NATURE)}
        self._say_ties()
        centre = Write("ccmr", None, {}, after, cells=cells, ref=ref.ref)
        return (*self.group.writes, centre, *(self._attachment(ref, crmr) for crmr in self.group.ties))

    def _say_ties(self) -> None:
        """Where competence centres stand under a title of their own, say what they are attached to."""
        if self.group.crmr is not None:
            return
        if self.group.ties:
            text = (
                "Cet intitulé ne réunit que des centres de compétences\u202f; ils sont rattachés aux"
                f" {len(self.group.ties)} centres de référence dont l’intitulé commence ainsi."
            )
        else:
            text = "Cet intitulé ne réunit que des centres de compétences\u202f; ils sont ajoutés sans rattachement."
        self.doubt("centre_shared", text, Doubt.NOTE, Target.CENTRE)

    def _attachments(self, centre: Centre) -> tuple[Write, ...]:
        tied = {crmr.id for crmr in centre.crmrs}
        missing = [crmr for crmr in self.group.ties if crmr not in tied]
        if not missing:
            return ()
        there = names_of(centre.crmrs) or "aucun centre de référence"
        if centre.kind != "ccmr":
            text = f"Au registre, ce site est celui de {there}\u202f; une liste ne l’en change pas."
            self.doubt("crmr_differs", text, Doubt.CONFIRM, Target.CENTRE)
            return ()
        text = f"Au registre, ce centre est rattaché à {there}\u202f; confirmez pour le rattacher aussi à celui-ci."
        self.doubt("crmr_differs", text, Doubt.CONFIRM, Target.CENTRE)
        return (*self.group.writes, *(self._attachment(centre.id, crmr) for crmr in missing))

    def _attachment(self, ccmr: int | Ref, crmr: int | Ref) -> Write:
        after = {"ccmr_id": ccmr, "crmr_id": crmr, "start": self._situation, "end": None}
        return Write(
            "attachment", None, {}, after, cells=dict.fromkeys(("crmr_id", "start"), self._cell(Target.CENTRE))
        )

    def _hospital_of(self, centre: Centre, index: RegisterIndex) -> tuple[Write, ...]:
        if self.place.id in (None, centre.hospital_id):
            return ()
        if centre.hospital_id is not None:
            text = (
                f"Au registre, ce centre est à {index.hospitals[centre.hospital_id].name}\u202f; un changement"
                " d’établissement passe par un dossier."
            )
            self.doubt("centre_elsewhere", text, Doubt.CONFIRM, Target.HOSPITAL, Target.FINESS)
            return ()
        table = "ccmr" if centre.kind == "ccmr" else "site"
        after, cells = {"hospital_id": self.place.id}, {"hospital_id": self.place.cell}
        return (Write(table, centre.row_id, {"hospital_id": None}, after, centre.version, cells),)

    def _action(self) -> Action:
        if self.centre is None:
            return Action.CREATE
        return Action.UPDATE if self.writes else Action.UNCHANGED

    def _values(self) -> dict[str, Any]:
        fields = (Target.FSMR, Target.CENTRE, Target.CODE)
        nature = self.nature.value if self.nature is not None else None
        return {target.value: self.raw.text(target) or None for target in fields} | {"nature": nature}

    def _cell(self, target: Target) -> str:
        typed = self.raw.typed.get(target)
        return typed.cell if typed is not None else ""


def _others(rows: Sequence[int], own: int) -> str:
    """ligne 453, or: lignes 453, 460."""
    others = [str(row) for row in rows if row != own]
    return f"ligne{'s' * (len(others) > 1)} {', '.join(others)}"
