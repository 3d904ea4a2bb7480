"""All that is read of one line: each mapped cell by the reader of its kind, with what is doubtful about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
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
_AS_TYPED = (
    Target.FINESS, Target.FINESS_EJ, Target.HOSPITAL, Target.TOWN, Target.REGION, Target.DEPARTMENT, Target.CODE,
    Target.CENTRE, Target.FSMR, Target.NATURE, Target.SPECIALTY, Target.UNIT,
)  # fmt: skip
"""Fields that are kept as typed: what they point to is sought, or they are text."""

_READERS: Mapping[Target, Any] = {
    Target.POPULATION: read_population,
    Target.ACTIVE_FILE: read_count,
    Target.RPPS: read_rpps,
    Target.EMAIL: read_email,
    Target.STATUS: read_status,
}
_NO_NATURE = NatureRead(None)
_NO_FINESS = FinessRead()


class LineRead:
    """What a line says. ``typed`` are its cells without those that hold nothing to be read; ``values`` what could be
    read, by field; ``reasons`` what is doubtful about the cells, those of numbers and names to be sought included."""

    __slots__ = ("finess", "finess_ej", "full_time", "nature", "person", "raw", "reasons", "typed", "values")

    def __init__(self, raw: RawLine, today: dt.date, month_first: Collection[tuple[int, Target]]) -> None:
        typed = _readable(raw)
        self.raw = raw
        self.typed = typed
        self.values: dict[Target, Any] = {target: typed[target].text for target in _AS_TYPED if target in typed}
        self.reasons: list[Reason] = list(raw.reasons)
        self.person: PersonRead = read_person(typed)
        self.reasons += self.person.doubts
        self.finess = self._finess(typed.get(Target.FINESS))
        self.finess_ej = self._finess(typed.get(Target.FINESS_EJ))
        self.nature = _NO_NATURE
        self.full_time: bool | None = None
        self._read(typed)
        for target in DATES:
            if target in typed:
                read = read_date(typed[target], today=today, month_first=(raw.table, target) in month_first)
                self.values[target] = read.value
                self.reasons += read.doubts

    def _finess(self, typed: Typed | None) -> FinessRead:
        if typed is None:
            return _NO_FINESS
        read = read_finess(typed)
        self.reasons += read.doubts
        return read

    def _read(self, typed: Mapping[Target, Typed]) -> None:
        for target, cell in typed.items():
            reader = _READERS.get(target)
            if reader is not None:
                read = reader(cell)
                self.values[target] = read.value
                self.reasons += read.doubts
        if Target.NATURE in typed:
            self.nature = read_nature(typed[Target.NATURE])
            self.reasons += self.nature.doubts
        if Target.QUOTA in typed:
            quota = read_quota(typed[Target.QUOTA])
            self.full_time = quota.full_time
            self.values[Target.QUOTA] = quota.percent
            self.reasons += quota.doubts


def _readable(raw: RawLine) -> Mapping[Target, Typed]:
    """The cells of the line, without those of which nothing can be read (errors, ditto marks with nothing above)."""
    hopeless = {reason.target for reason in raw.reasons if reason.doubt is Doubt.UNREADABLE}
    return {target: cell for target, cell in raw.typed.items() if target not in hopeless} if hopeless else raw.typed
