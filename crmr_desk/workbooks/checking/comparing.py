"""The table under the list: a line of it for each field that differs from the register or is doubtful."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Iterator
from typing import Any

from crmr_desk.model.store.words import field_name, value_text
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.checking.places import OF_CENTRE, OF_HOSPITAL
from crmr_desk.workbooks.checking.planned import Planned
from crmr_desk.workbooks.checking.rows import Difference, Doubt, Line, Reason, Ref, Write
from crmr_desk.workbooks.checking.values import NAMES
from crmr_desk.workbooks.checking.verdicts import is_open
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Holding

_HOSPITAL, _CENTRE, _WHO = "Établissement", "Centre", "Responsable"
_START, _END = "Début du mandat", "Fin du mandat"
_TARGETS = {
    "rpps": Target.RPPS,
    "status": Target.STATUS,
    "full_time": Target.QUOTA,
    "email": Target.EMAIL,
    "unit": Target.UNIT,
    "specialty": Target.SPECIALTY,
    "population": Target.POPULATION,
    "active_file": Target.ACTIVE_FILE,
    "hospital_id": Target.HOSPITAL,
}
_UNSHOWN = frozenset(("function", "site_id", "ccmr_id", "crmr_id", "fsmr_id"))


def compared(line: Line, raw: RawLine, planned: Planned | None, index: RegisterIndex) -> tuple[Difference, ...]:
    """The lines of the table, each field once: what is asked first, then what is written, then other doubts."""
    rows: dict[str, Difference] = {}
    for row in _Compared(line, raw, planned, index).rows():
        rows.setdefault(row.field, row)
    return tuple(rows.values())


class _Compared:
    """One line beside the register. ``planned`` is None for the lines of a national list."""

    def __init__(self, line: Line, raw: RawLine, planned: Planned | None, index: RegisterIndex) -> None:
        self._line, self._raw, self._planned, self._index = line, raw, planned, index
        self._open = [reason for reason in line.reasons if is_open(reason)]
        self._holder: Holding | None = _holder(index, line.seat) if line.seat is not None else None

    def rows(self) -> Iterator[Difference]:
        yield from self._asked()
        writes = self._line.writes or (self._planned.writes if self._planned is not None else ())
        opening = next((each for each in writes if each.table == "mandate" and each.row_id is None), None)
        for write in writes:
            yield from self._mandate(write, opening) if write.table == "mandate" else self._fields(write)
        for reason in self._open:
            if reason.target is not None:
                yield self._doubtful(reason, reason.target)

    def _asked(self) -> Iterator[Difference]:
        """Which hospital, which centre, which person: nothing is written of it until somebody says."""
        planned = self._planned
        for field, targets, register in (
            (_HOSPITAL, OF_HOSPITAL, _hospital_words(planned)),
            (_CENTRE, OF_CENTRE, _centre_words(planned)),
            (_WHO, NAMES, self._holder.name if self._holder is not None else ""),
        ):
            reasons = [reason for reason in self._open if reason.target in targets]
            if reasons:
                yield Difference(field, register, self._typed(targets), reasons[0].cell, "", _strongest(reasons))

    def _mandate(self, write: Write, opening: Write | None) -> Iterator[Difference]:
        if write is opening:
            yield self._row(_WHO, self._holder.name if self._holder else "siège vacant", NAMES, write, "person_id")
            yield self._row(_START, _day(self._holder and self._holder.start), (Target.START,), write, "start")
            yield self._row(_END, _day(self._holder and self._holder.end), (Target.END,), write, "end")
            return
        for name, field, target in (("start", _START, Target.START), ("end", _END, Target.END)):
            if name in write.after:
                former = _day(write.before.get(name))
                if opening is not None:
                    field, target = f"Fin du mandat de {_name_of(self._index, write)}", Target.START
                yield self._row(field, former, (target,), write, name)

    def _fields(self, write: Write) -> Iterator[Difference]:
        for name, value in write.after.items():
            if name in _UNSHOWN or isinstance(value, Ref) or (write.row_id is None and not write.cells.get(name)):
                continue
            if write.table == "person" and write.row_id is None:
                continue  # the line about the responsable says it
            target = _TARGETS.get(name)
            words = field_name(write.table, name)
            field = target.label if target is not None else words[:1].upper() + words[1:]
            former = _words(write.table, name, write.before.get(name), self._index)
            written = _words(write.table, name, value, self._index) or "vide"
            cell = write.cells.get(name, "")
            yield Difference(field, former, self._text_at(cell), cell, written, Doubt.CHANGED)

    def _row(self, field: str, former: str, targets: Container[Target], write: Write, name: str) -> Difference:
        value = write.after.get(name)
        cell = write.cells.get(name, "")
        written = self._planned_name() if name == "person_id" else _day(value) or "sans fin connue"
        reasons = [reason for reason in self._open if reason.target in targets]
        doubt = _strongest(reasons) if reasons else Doubt.CHANGED if written != former else Doubt.NONE
        workbook = self._typed(targets)
        return Difference(field, former, workbook, cell if workbook else "", "" if reasons else written, doubt)

    def _doubtful(self, reason: Reason, target: Target) -> Difference:
        field = {Target.START: _START, Target.END: _END}.get(target, target.label)
        if target in OF_HOSPITAL or target in OF_CENTRE or target in NAMES:
            field = _HOSPITAL if target in OF_HOSPITAL else _CENTRE if target in OF_CENTRE else _WHO
        return Difference(field, self._known(target), self._raw.text(target), reason.cell, "", reason.doubt)

    def _known(self, target: Target) -> str:
        """What the register holds in the place of a doubtful cell."""
        holder, planned = self._holder, self._planned
        if target in (Target.START, Target.END):
            return _day((holder.start if target is Target.START else holder.end) if holder is not None else None)
        for name, each in _TARGETS.items():
            for table, row in (("person", planned and planned.person), ("ccmr", planned and planned.centre)):
                if each is target and row is not None and hasattr(row, name):
                    return _words(table, name, getattr(row, name), self._index)
        return ""

    def _planned_name(self) -> str:
        planned = self._planned
        if planned is None:
            return ""
        if planned.person is not None:
            return planned.person.name
        return f"{planned.read.person.name} (nouvelle fiche)"

    def _typed(self, targets: Container[Target]) -> str:
        return ", ".join(typed.text for target, typed in self._raw.typed.items() if target in targets and typed.text)

    def _text_at(self, cell: str) -> str:
        return next((typed.text for typed in self._raw.typed.values() if typed.cell == cell), "")


def _holder(index: RegisterIndex, seat: tuple[str, int]) -> Holding | None:
    """Who sits there today, else who will."""
    ahead = (each for each in index.held.get(seat, ()) if each.end is None or each.end >= index.today)
    return index.holder(seat) or next(ahead, None)


def _name_of(index: RegisterIndex, write: Write) -> str:
    return next((each.name for held in index.held.values() for each in held if each.id == write.row_id), "")


def _hospital_words(planned: Planned | None) -> str:
    found = planned.hospital if planned is not None else None
    return f"{found.name}, {found.finess_et}" if found is not None else ""


def _centre_words(planned: Planned | None) -> str:
    found = planned.centre if planned is not None else None
    if found is None:
        return ""
    names = ", ".join(crmr.name for crmr in found.crmrs) or found.title
    return f"{found.nature} {names}, {found.code}"


def _words(table: str, name: str, value: Any, index: RegisterIndex) -> str:
    if value is None or value == "":
        return ""
    if name == "hospital_id":
        return index.hospitals[value].name if value in index.hospitals else ""
    return _day(value) if isinstance(value, dt.date) else value_text(table, name, value)


def _day(day: dt.date | None) -> str:
    return short_date(day) if day is not None else ""


def _strongest(reasons: Iterable[Reason]) -> Doubt:
    ranks = list(Doubt)
    return max((reason.doubt for reason in reasons), key=ranks.index)
