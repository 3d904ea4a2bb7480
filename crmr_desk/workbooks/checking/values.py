"""All that is read of one line: each mapped cell by the reader of its kind, with what is doubtful about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any

from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine, Typed
from crmr_desk.workbooks.incoming.values.codes import (
    NatureRead,
    read_count,
    read_email,
    read_nature,
    read_population,
    read_rpps,
)
from crmr_desk.workbooks.incoming.values.dates import DATES, read_date
from crmr_desk.workbooks.incoming.values.finess import FinessRead, read_finess
from crmr_desk.workbooks.incoming.values.people import PersonRead, read_person
from crmr_desk.workbooks.incoming.values.status import read_quota, read_status

NAMES = (Target.PERSON, Target.TITLE, Target.FIRST_NAME, Target.LAST_NAME)
_NO_NATURE = NatureRead(None)
_NO_FINESS = FinessRead()


class LineRead:
    """What a line says. ``typed`` are its cells without those that hold nothing to be read; ``values`` what could be
    read, by field; ``reasons`` what is doubtful about the cells, those of numbers and names to be sought included."""

    __slots__ = ("finess", "finess_ej", "full_time", "nature", "person", "raw", "reasons", "typed", "values")

    def __init__(self, raw: RawLine, today: dt.date, month_first: Collection[tuple[int, Target]]) -> None:
        self.raw = raw
        self.typed = _readable(raw) if raw.reasons else raw.typed
        self.reasons: list[Reason] = list(raw.reasons)
        self.values: dict[Target, Any] = {}
        self.finess = self.finess_ej = _NO_FINESS
        self.nature = _NO_NATURE
        self.full_time: bool | None = None
        for target, cell in self.typed.items():
            reader = _READERS.get(target)
            if reader is not None:
                reader(self, cell)
            elif target in DATES and cell.text:
                first = bool(month_first) and (raw.table, target) in month_first
                read = read_date(cell, today=today, month_first=first)
                self.values[target] = read.value
                self.reasons += read.doubts
        self.person: PersonRead = read_person(self.typed)
        self.reasons += self.person.doubts


def _as_typed(line: LineRead, cell: Typed) -> None:
    line.values[cell.target] = cell.text


def _finess(line: LineRead, cell: Typed) -> None:
    if cell.text:
        line.finess = read_finess(cell)
        line.reasons += line.finess.doubts
        line.values[Target.FINESS] = cell.text


def _finess_ej(line: LineRead, cell: Typed) -> None:
    if cell.text:
        line.finess_ej = read_finess(cell)
        line.reasons += line.finess_ej.doubts
        line.values[Target.FINESS_EJ] = cell.text


def _nature(line: LineRead, cell: Typed) -> None:
    if cell.text:
        line.nature = read_nature(cell)
        line.reasons += line.nature.doubts
        line.values[Target.NATURE] = cell.text


def _quota(line: LineRead, cell: Typed) -> None:
    if cell.text:
        read = read_quota(cell)
        line.full_time = read.full_time
        line.values[Target.QUOTA] = read.percent
        line.reasons += read.doubts


def _by(reader: Callable[[Typed], Any]) -> Callable[[LineRead, Typed], None]:
    """What a reader of one kind of cell tells: its value and what is doubtful."""

    def read(line: LineRead, cell: Typed) -> None:
        if cell.text:
            told = reader(cell)
            line.values[cell.target] = told.value
            if told.doubts:
                line.reasons += told.doubts

    return read


_READERS: Mapping[Target, Callable[[LineRead, Typed], None]] = {
    **dict.fromkeys(
        (
            Target.HOSPITAL, Target.TOWN, Target.REGION, Target.DEPARTMENT, Target.CODE, Target.CENTRE, Target.FSMR,
            Target.SPECIALTY, Target.UNIT,
        ),
        _as_typed,
    ),
    Target.FINESS: _finess,
    Target.FINESS_EJ: _finess_ej,
    Target.NATURE: _nature,
    Target.QUOTA: _quota,
    Target.POPULATION: _by(read_population),
    Target.ACTIVE_FILE: _by(read_count),
    Target.RPPS: _by(read_rpps),
    Target.EMAIL: _by(read_email),
    Target.STATUS: _by(read_status),
}  # fmt: skip


def _readable(raw: RawLine) -> Mapping[Target, Typed]:
    """The cells of the line, without those of which nothing can be read (errors, ditto marks with nothing above)."""
    hopeless = {reason.target for reason in raw.reasons if reason.doubt is Doubt.UNREADABLE}
    return {target: cell for target, cell in raw.typed.items() if target not in hopeless} if hopeless else raw.typed
