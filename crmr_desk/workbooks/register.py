"""Every row of the network, as entities of one session, for the workbooks that hold the whole register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.store.schema import (
    Attachment,
    Base,
    Ccmr,
    Crmr,
    Fsmr,
    FsmrDesignation,
    Hospital,
    Label,
    Mandate,
    Person,
    Site,
)


@dataclass(frozen=True, slots=True)
class Register:
    """The rows of each table of the network, in no order."""

    hospitals: list[Hospital]
    fsmrs: list[Fsmr]
    designations: list[FsmrDesignation]
    crmrs: list[Crmr]
    labels: list[Label]
    sites: list[Site]
    ccmrs: list[Ccmr]
    attachments: list[Attachment]
    people: list[Person]
    mandates: list[Mandate]

    def keys(self) -> dict[str, dict[int, str]]:
        """The key of each row that others name, by the sheet of the exchange workbook that defines it, and by id."""
        return {
            "Etablissements": {row.id: row.finess_et for row in self.hospitals},
            "FSMR": {row.id: row.sigle for row in self.fsmrs},
            "CRMR": {row.id: row.code for row in self.crmrs},
            "Sites": {row.id: row.code for row in self.sites},
            "CCMR": {row.id: row.code for row in self.ccmrs},
            "Personnes": {row.id: row.code for row in self.people},
        }


def whole(session: Session) -> Register:
    """The register as it is, past and future periods included: one statement a table."""
    return Register(
        _all(session, Hospital),
        _all(session, Fsmr),
        _all(session, FsmrDesignation),
        _all(session, Crmr),
        _all(session, Label),
        _all(session, Site),
        _all(session, Ccmr),
        _all(session, Attachment),
        _all(session, Person),
        _all(session, Mandate),
    )


def valid_on(register: Register, on: dt.date) -> Register:
    """What holds on ``on``, and what it rests on.

    A CRMR is kept when one of its sites is active; a FSMR when it is designated or has such a CRMR; a hospital, a
    person when something kept names them.
    """
    sites = _active(register.sites, on)
    crmrs = _with_id(register.crmrs, {site.crmr_id for site in sites})
    designations = _active(register.designations, on)
    fsmrs = _with_id(register.fsmrs, {row.fsmr_id for row in designations} | {crmr.fsmr_id for crmr in crmrs})
    ccmrs = _active(register.ccmrs, on)
    kept_crmrs, kept_ccmrs = _ids(crmrs), _ids(ccmrs)
    attachments = [
        row for row in _active(register.attachments, on) if row.crmr_id in kept_crmrs and row.ccmr_id in kept_ccmrs
    ]
    seats = {("crmr", id_) for id_ in kept_crmrs} | {("site", id_) for id_ in _ids(sites)}
    seats |= {("ccmr", id_) for id_ in kept_ccmrs} | {("fsmr", id_) for id_ in _ids(fsmrs)}
    mandates = [mandate for mandate in _active(register.mandates, on) if _seat(mandate) in seats]
    hospitals = {site.hospital_id for site in sites} | {ccmr.hospital_id for ccmr in ccmrs}
    hospitals |= {fsmr.seat_id for fsmr in fsmrs if fsmr.seat_id is not None}
    return Register(
        _with_id(register.hospitals, hospitals),
        fsmrs,
        designations,
        crmrs,
        [label for label in _active(register.labels, on) if label.crmr_id in kept_crmrs],
        sites,
        ccmrs,
        attachments,
        _with_id(register.people, {mandate.person_id for mandate in mandates}),
        mandates,
    )


class _Period(Protocol):
    @property
    def start(self) -> dt.date: ...
    @property
    def end(self) -> dt.date | None: ...


class _Row(Protocol):
    @property
    def id(self) -> int: ...


_E = TypeVar("_E", bound=Base)
_P = TypeVar("_P", bound=_Period)
_R = TypeVar("_R", bound=_Row)


def _all(session: Session, entity: type[_E]) -> list[_E]:
    return list(session.scalars(select(entity)))


def _active(rows: Iterable[_P], on: dt.date) -> list[_P]:
    return [row for row in rows if row.start <= on and (row.end is None or on <= row.end)]


def _with_id(rows: Iterable[_R], ids: set[int | None] | set[int]) -> list[_R]:
    return [row for row in rows if row.id in ids]


def _ids(rows: Iterable[_Row]) -> set[int]:
    return {row.id for row in rows}


def _seat(mandate: Mandate) -> tuple[str, int | None]:
    if mandate.crmr_id is not None:
        return "crmr", mandate.crmr_id
    if mandate.site_id is not None:
        return "site", mandate.site_id
    if mandate.ccmr_id is not None:
        return "ccmr", mandate.ccmr_id
    return "fsmr", mandate.fsmr_id
