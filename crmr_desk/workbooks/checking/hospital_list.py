"""The check of a list of establishments (a FINESS extract): one line is one geographic establishment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from crmr_desk.workbooks.checking.hospital_list_lines import ListedHospital
from crmr_desk.workbooks.checking.rows import Action, Candidate, Doubt, Line, Reason, Shown, Status
from crmr_desk.workbooks.checking.verdicts import confirmed, shown_of, status_of
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine
from crmr_desk.workbooks.matching.candidates import hospital_candidates
from crmr_desk.workbooks.matching.hospitals import chosen_hospital, find_hospital
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Hospital
from crmr_desk.workbooks.matching.sought import CentreSought, HospitalSought

_NO_CENTRE = CentreSought(None, None, None, "", "", None, "")


class HospitalList:
    """The check of one list: ``raws`` are its lines of data. A line that is whole is ok: an establishment is added, or
    what differs is changed. Extracts of FINESS also hold lines of another make (the place on the map of an
    establishment): these are ignored."""

    def __init__(self, index: RegisterIndex, raws: Sequence[RawLine], choices: Choices) -> None:
        self._index = index
        self._taken = choices.of(ChoiceKind.CONFIRM)
        self._chosen = choices.of(ChoiceKind.HOSPITAL)
        self._numbers = Counter(read.number for raw in raws if not (read := self._read(raw)).is_other and read.number)

    def line(self, raw: RawLine) -> Line:
        """The line as the check tells it."""
        read = self._read(raw)
        if read.is_other:
            return _ignored(read)
        once = self._index.formerly.get(read.number, ())
        known = self._index.by_et.get(read.number) or (once[0] if len(once) == 1 else None)
        if self._numbers[read.number] > 1:
            text = f"Le numéro {read.number} est sur plusieurs lignes\u202f; écartez celles qui sont de trop."
            read.doubt("two_lines_one_hospital", text, Doubt.CORRECT, field="finess_et")
        if known is not None and known.finess_et == read.number:
            read.compare(known)
        elif known is not None:
            text = f"{read.number} est un ancien numéro de {known.name} ({known.finess_et})\u202f; rien ne change."
            read.doubt("finess_former", text, Doubt.NOTE, field="finess_et")
        else:
            read.add(is_legal=read.number in self._index.by_ej)
        return _line(read, known, self._taken.get(_key(raw), ()))

    def candidates(self, raw: RawLine) -> tuple[Candidate, ...]:
        """The establishments of the register that a line may mean whose number leads to none, and the new one."""
        read = self._read(raw)
        if read.is_other or read.number:
            return ()
        sought = HospitalSought(
            read.finess, read.finess_ej, raw.typed.get(Target.FINESS), raw.typed.get(Target.HOSPITAL),
            read.values["town"], read.values["region"] or None,
        )  # fmt: skip
        return hospital_candidates(self._index, sought, find_hospital(self._index, sought).offered, _NO_CENTRE)

    def _read(self, raw: RawLine) -> ListedHospital:
        """The line with what the user has said of its number."""
        choice = self._chosen.get(_key(raw))
        told: dict[str, Any] = dict(choice["new"]) if isinstance(choice, dict) else {}
        chosen = chosen_hospital(self._index, choice)
        return ListedHospital(raw, {"finess_et": chosen.finess_et} if chosen is not None else told)


def _key(raw: RawLine) -> tuple[str, str]:
    return raw.sheet, str(raw.row)


def _ignored(read: ListedHospital) -> Line:
    text = "Cette ligne ne décrit pas un établissement\u00a0: elle n’a pas de nom."
    reason = Reason("not_a_hospital", text, read.cell("name"), Doubt.NOTE, Target.HOSPITAL)
    return Line(read.raw.sheet, read.raw.row, Status.IGNORED, Shown.IGNORED, Action.NONE, reasons=(reason,))


def _line(read: ListedHospital, known: Hospital | None, taken: Sequence[str]) -> Line:
    reasons = tuple(confirmed(reason, taken) for reason in read.reasons)
    status = status_of(reasons)
    action = Action.NONE
    if status is Status.OK:
        action = Action.CREATE if known is None else Action.UPDATE if read.writes else Action.UNCHANGED
    return Line(
        sheet=read.raw.sheet,
        row=read.raw.row,
        status=status,
        shown=shown_of(status, action, reasons),
        action=action,
        hospital=read.number,
        values={name: value or None for name, value in read.values.items()},
        reasons=reasons,
        writes=read.writes if status is Status.OK else (),
    )
