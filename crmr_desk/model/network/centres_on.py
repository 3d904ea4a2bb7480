"""One site, competence centre or filière on one date, for its dossier; a reference centre is in ``snapshot``.

Each is read whatever its period: a dossier must open on a centre that has ended meanwhile, and say so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CcmrKind, Function, SiteRole
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.holders import Holder, holder_of, holders_query
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.model.network.snapshot import LabelOn, SiteOn
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CCMR_COLUMNS,
    CENTRE,
    CRMR,
    CRMR_COLUMNS,
    DESIGNATION,
    FSMR,
    LABEL,
    MANDATE,
    ON,
    SITE,
    SITE_COLUMNS,
    covers,
    seat,
)

_SITE = select(*SITE_COLUMNS).where(SITE.c.id == CENTRE)
_CCMR = select(*CCMR_COLUMNS).where(CCMR.c.id == CENTRE)
_ATTACHED = select(ATTACHMENT.c.id, ATTACHMENT.c.crmr_id, ATTACHMENT.c.start, ATTACHMENT.c.end).where(
    ATTACHMENT.c.ccmr_id == CENTRE, covers(ATTACHMENT, ON)
)
_HOLDER = {
    function: holders_query(covers(MANDATE, ON), MANDATE.c.function == function, seat(MANDATE, function) == CENTRE)
    for function in Function
}


@dataclass(frozen=True, slots=True)
class AttachmentOn:
    """A CRMR to which a CCMR is attached on the date: its FSMR, its labels in order of time, its coordonnateur."""

    id: int
    crmr_id: int
    name: str
    """The acronym where there is one, else the title."""
    fsmr: str
    label: LabelOn | None
    """The label that holds on the date, else the last one known."""
    coordonnateur: Holder | None
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class CcmrOn:
    """A competence centre on one date, with every CRMR to which it is attached then, in French order."""

    id: int
    code: str
    title: str
    kind: CcmrKind
    specialty: str
    active_file: int | None
    start: dt.date
    end: dt.date | None
    on: dt.date
    hospital: HospitalRow
    attachments: tuple[AttachmentOn, ...]
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class FullFsmrOn:
    """A filière on one date, for its own dossier. ``designations`` are all those known, in order of time; the counts
    are of centres active on the date, a CCMR attached to two of its CRMR once."""

    id: int
    sigle: str
    name: str
    on: dt.date
    seat: HospitalRow | None
    designations: tuple[LabelOn, ...]
    animateur: Holder | None
    crmr_count: int
    ccmr_count: int

    @property
    def designation(self) -> LabelOn | None:
        """The designation that holds on the date."""
        return next((one for one in self.designations if one.holds_on(self.on)), None)

    @property
    def last_designation(self) -> LabelOn | None:
        """The latest designation known, whatever the date."""
        return self.designations[-1] if self.designations else None


def site_on(session: Session, site_id: int, on: dt.date, former: Formers | None = None) -> SiteOn:
    """One site and who leads it, in four statements, one less where the caller has read ``former``. Raises UserError
    when it is not in the register."""
    row = session.execute(_SITE, {"centre": site_id}).one_or_none()
    if row is None:
        raise UserError("Ce site n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    former = Formers(session, on, ("site", "hospital")) if former is None else former
    row = former.row("site", row)
    return SiteOn(
        id=row.id,
        code=row.code,
        crmr_id=row.crmr_id,
        role=SiteRole(row.role),
        unit=row.unit,
        ground=row.ground,
        start=row.start,
        end=row.end,
        hospital=hospitals.place_of(session, row.hospital_id, on, former),
        holder=_holder(session, Function.RESPONSABLE_SITE, site_id, on),
    )


def ccmr_on(session: Session, ccmr_id: int, on: dt.date, former: Formers | None = None) -> CcmrOn:
    """One competence centre, in nine statements, ``former`` as for ``site_on``. Raises UserError when it is not in the
    register."""
    row = session.execute(_CCMR, {"centre": ccmr_id}).one_or_none()
    if row is None:
        raise UserError("Ce centre de compétences n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    former = Formers(session, on) if former is None else former
    row = former.row("ccmr", row)
    return CcmrOn(
        id=row.id,
        code=row.code,
        title=row.title,
        kind=CcmrKind(row.kind),
        specialty=row.specialty,
        active_file=row.active_file,
        start=row.start,
        end=row.end,
        on=on,
        hospital=hospitals.place_of(session, row.hospital_id, on, former),
        attachments=_attachments(session, ccmr_id, on, former),
        holder=_holder(session, Function.RESPONSABLE_CCMR, ccmr_id, on),
    )


def fsmr_on(session: Session, fsmr_id: int, on: dt.date, former: Formers | None = None) -> FullFsmrOn:
    """One filière, in five statements at most, ``former`` as for ``site_on``. Raises UserError when it is not in the
    register."""
    former = Formers(session, on, ("fsmr", "crmr", "hospital")) if former is None else former
    of_fsmr = former.was(CRMR.c.fsmr_id, fsmr_id)
    counts = (_crmr_count(of_fsmr, on).label("crmrs"), _ccmr_count(of_fsmr, on).label("ccmrs"))
    query = select(FSMR.c.id, FSMR.c.sigle, FSMR.c.name, FSMR.c.seat_id, *counts)
    row = session.execute(query.where(FSMR.c.id == fsmr_id)).one_or_none()
    if row is None:
        raise UserError("Cette filière n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    row = former.row("fsmr", row)
    periods = select(DESIGNATION).where(DESIGNATION.c.fsmr_id == fsmr_id).order_by(DESIGNATION.c.start)
    return FullFsmrOn(
        id=row.id,
        sigle=row.sigle,
        name=row.name,
        on=on,
        seat=hospitals.place_of(session, row.seat_id, on, former) if row.seat_id is not None else None,
        designations=tuple(LabelOn(one.id, one.start, one.end, "") for one in session.execute(periods)),
        animateur=_holder(session, Function.ANIMATEUR, fsmr_id, on),
        crmr_count=row.crmrs,
        ccmr_count=row.ccmrs,
    )


def _holder(session: Session, function: Function, centre_id: int, on: dt.date) -> Holder | None:
    row = session.execute(_HOLDER[function], {"centre": centre_id, "on": on}).first()
    return None if row is None else holder_of(row)


def _attachments(session: Session, ccmr_id: int, on: dt.date, former: Formers) -> tuple[AttachmentOn, ...]:
    rows = list(session.execute(_ATTACHED, {"centre": ccmr_id, "on": on}))
    crmr_ids = [row.crmr_id for row in rows]
    crmrs = {row.id: row for row in former.rows("crmr", session.execute(_crmrs(crmr_ids)))}
    sigles = _sigles(session, (row.fsmr_id for row in crmrs.values()), former)
    labels, led = _labels(session, crmr_ids, on), _coordonnateurs(session, crmr_ids, on)
    found = [
        AttachmentOn(
            id=row.id,
            crmr_id=row.crmr_id,
            name=crmrs[row.crmr_id].acronym or crmrs[row.crmr_id].title,
            fsmr=sigles.get(crmrs[row.crmr_id].fsmr_id, ""),
            label=labels.get(row.crmr_id),
            coordonnateur=led.get(row.crmr_id),
            start=row.start,
            end=row.end,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: collation(one.name)))


def _crmrs(crmr_ids: list[int]) -> Select[*tuple[Any, ...]]:
    return select(*CRMR_COLUMNS).where(CRMR.c.id.in_(crmr_ids))


def _sigles(session: Session, fsmr_ids: Iterable[int | None], former: Formers) -> dict[int, str]:
    """The acronyms that filières had on the day."""
    query = select(FSMR.c.id, FSMR.c.sigle).where(FSMR.c.id.in_({each for each in fsmr_ids if each is not None}))
    return {row.id: row.sigle for row in former.rows("fsmr", session.execute(query))}


def _labels(session: Session, crmr_ids: list[int], on: dt.date) -> dict[int, LabelOn]:
    """The label that holds on ``on``, else the last one known."""
    found: dict[int, LabelOn] = {}
    for row in session.execute(select(LABEL).where(LABEL.c.crmr_id.in_(crmr_ids)).order_by(LABEL.c.start)):
        label = LabelOn(row.id, row.start, row.end, row.act)
        if row.crmr_id not in found or not found[row.crmr_id].holds_on(on):
            found[row.crmr_id] = label
    return found


def _coordonnateurs(session: Session, crmr_ids: list[int], on: dt.date) -> dict[int, Holder]:
    query = holders_query(
        covers(MANDATE, on), MANDATE.c.function == Function.COORDONNATEUR, MANDATE.c.crmr_id.in_(crmr_ids)
    )
    return {row.crmr_id: holder_of(row) for row in session.execute(query)}


def _crmr_count(of_fsmr: ColumnElement[bool], on: dt.date) -> ScalarSelect[int]:
    return (
        select(func.count(CRMR.c.id.distinct()))
        .join(SITE, SITE.c.crmr_id == CRMR.c.id)
        .where(of_fsmr, covers(SITE, on))
        .scalar_subquery()
    )


def _ccmr_count(of_fsmr: ColumnElement[bool], on: dt.date) -> ScalarSelect[int]:
    return (
        select(func.count(CCMR.c.id.distinct()))
        .join(ATTACHMENT, ATTACHMENT.c.ccmr_id == CCMR.c.id)
        .join(CRMR, CRMR.c.id == ATTACHMENT.c.crmr_id)
        .where(of_fsmr, covers(ATTACHMENT, on), covers(CCMR, on))
        .scalar_subquery()
    )
