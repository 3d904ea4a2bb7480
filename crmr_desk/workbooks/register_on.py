"""What of the register holds on one day, as an exchange workbook of that day says it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

from sqlalchemy import inspect

from crmr_desk.model.store.schema import NOTE_SUBJECTS, Base, Mandate, Note
from crmr_desk.workbooks.register import Register

_Former = Mapping[tuple[str, int], Mapping[str, Any]]
_Kept = Mapping[str, set[int]]
"""Ids of the rows kept, by table."""


def valid_on(register: Register, on: dt.date) -> Register:
    """What holds on ``on``, and what it rests on, under the names, numbers and filières of that day.

    A CRMR is kept when one of its sites is active; a FSMR when it is designated or has such a CRMR; a hospital, a
    person when something kept names them. Former values and notes are left out: they belong to the whole register.
    """
    former = _former_on(register, on)
    sites = _as_then(_active(register.sites, on), former)
    crmrs = _as_then(_with_id(register.crmrs, {site.crmr_id for site in sites}), former)
    designations = _active(register.designations, on)
    fsmrs = _with_id(register.fsmrs, {row.fsmr_id for row in designations} | {crmr.fsmr_id for crmr in crmrs})
    fsmrs = _as_then(fsmrs, former)
    ccmrs = _as_then(_active(register.ccmrs, on), former)
    kept = {"crmr": _ids(crmrs), "site": _ids(sites), "ccmr": _ids(ccmrs), "fsmr": _ids(fsmrs)}
    mandates = [mandate for mandate in _active(register.mandates, on) if _seat(mandate) in kept[_seat_table(mandate)]]
    team = [row for row in _active(register.team, on) if row.site_id in kept["site"] or row.ccmr_id in kept["ccmr"]]
    hospitals = {site.hospital_id for site in sites} | {ccmr.hospital_id for ccmr in ccmrs}
    hospitals |= {fsmr.seat_id for fsmr in fsmrs}
    return Register(
        hospitals=_as_then(_with_id(register.hospitals, hospitals), former),
        fsmrs=fsmrs,
        designations=designations,
        crmrs=[_within(crmr, kept["crmr"]) for crmr in crmrs],
        labels=[label for label in _active(register.labels, on) if label.crmr_id in kept["crmr"]],
        sites=sites,
        ccmrs=ccmrs,
        attachments=[
            row
            for row in _active(register.attachments, on)
            if row.crmr_id in kept["crmr"] and row.ccmr_id in kept["ccmr"]
        ],
        people=_with_id(register.people, {row.person_id for row in mandates} | {row.person_id for row in team}),
        mandates=mandates,
        diseases=[row for row in register.diseases if row.crmr_id in kept["crmr"] and _held(row.start, row.end, on)],
        erns=[row for row in _active(register.erns, on) if row.site_id in kept["site"]],
        team=team,
        former=[],
        notes=[],
    )


def subject_of(note: Note) -> tuple[str, int]:
    """What a note is about: (table, row id)."""
    column = next(name for name in NOTE_SUBJECTS if getattr(note, name) is not None)
    return column.removesuffix("_id"), getattr(note, column)


class _Period(Protocol):
    @property
    def start(self) -> dt.date: ...
    @property
    def end(self) -> dt.date | None: ...


class _Row(Protocol):
    @property
    def id(self) -> int: ...


_B = TypeVar("_B", bound=Base)
_P = TypeVar("_P", bound=_Period)
_R = TypeVar("_R", bound=_Row)


def _former_on(register: Register, on: dt.date) -> _Former:
    """The values that were other on the day: of several, the one whose last day comes first."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in sorted(register.former, key=lambda each: each.until, reverse=True):
        if row.until >= on:
            found.setdefault((row.table_name, row.row_id), {})[row.field] = row.value
    return found


def _as_then(rows: Iterable[_B], former: _Former) -> list[_B]:
    """Copies take the place of rows that were other: those of the session stay as they are."""
    return [_copied(row, former.get((row.__tablename__, row.id), {})) for row in rows]  # type: ignore[attr-defined]


def _copied(row: _B, values: Mapping[str, Any]) -> _B:
    if not values:
        return row
    fields = {attribute.key: getattr(row, attribute.key) for attribute in inspect(type(row)).column_attrs}
    return type(row)(**{**fields, **values})


def _within(crmr: _B, kept: set[int]) -> _B:
    """A centre split from one that is not kept says nothing of it."""
    origin = getattr(crmr, "split_from_id", None)
    return crmr if origin is None or origin in kept else _copied(crmr, {"split_from_id": None})


def _active(rows: Iterable[_P], on: dt.date) -> list[_P]:
    return [row for row in rows if _held(row.start, row.end, on)]


def _held(start: dt.date | None, end: dt.date | None, on: dt.date) -> bool:
    return (start is None or start <= on) and (end is None or on <= end)


def _with_id(rows: Iterable[_R], ids: set[int | None] | set[int]) -> list[_R]:
    return [row for row in rows if row.id in ids]


def _ids(rows: Iterable[_Row]) -> set[int]:
    return {row.id for row in rows}


def _seat_table(mandate: Mandate) -> str:
    return next(table for table in ("crmr", "site", "ccmr", "fsmr") if getattr(mandate, f"{table}_id") is not None)


def _seat(mandate: Mandate) -> int:
    seat: int = getattr(mandate, f"{_seat_table(mandate)}_id")
    return seat
