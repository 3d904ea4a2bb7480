"""The tables of a sheet: the sites of a reference centre, the competence centres attached, the centres of a FSMR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CentreKind, Function, Population, SiteRole
from crmr_desk.model.network.holders import Holder, Seats
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import CentreLine, NodeState
from crmr_desk.model.network.sheet_parts import seat_badge, vacancy_words
from crmr_desk.model.network.snapshot import CrmrOn, LabelOn, SiteOn
from crmr_desk.model.network.states import label_state
from crmr_desk.model.network.tables import ATTACHMENT, CCMR, CRMR, HOSPITAL, LABEL, MANDATE, SITE, AnyRow, covers


def expired_words(labels: list[LabelOn] | tuple[LabelOn, ...], on: dt.date) -> str:
    """The sentence of a label that has lapsed, empty while one holds."""
    state = label_state(labels, on)
    return state[1] if state is not None and state[0] is NodeState.LABEL_EXPIRED else ""


def site_lines(crmr: CrmrOn, seats: Seats) -> tuple[CentreLine, ...]:
    """The coordinating site, led by the coordonnateur, then the constitutive ones."""
    term = crmr.label.end if crmr.label else None
    expired = expired_words(crmr.labels, crmr.on)
    sites = ([crmr.coordinating] if crmr.coordinating else []) + list(crmr.constitutive)
    return tuple(_site_line(crmr, site, seats, term, expired) for site in sites)


def _site_line(crmr: CrmrOn, site: SiteOn, seats: Seats, term: dt.date | None, expired: str) -> CentreLine:
    coordinating = site.role is SiteRole.COORDONNATEUR
    function = Function.COORDONNATEUR if coordinating else Function.RESPONSABLE_SITE
    centre_id = crmr.id if coordinating else site.id
    holder = seats.holder(function, centre_id, crmr.on)
    return CentreLine(
        kind=CentreKind.SITE,
        row_id=site.id,
        hospital=site.hospital.name,
        responsable=holder.name if holder else vacancy_words(seats.vacant_since(function, centre_id, crmr.on)),
        vacant=holder is None,
        public="",
        specialty=site.unit,
        active_file=None,
        role="Coordonnateur" if coordinating else "Constitutif",
        end=_earliest(site.end, term),
        badge=seat_badge(holder, function, crmr.on, expired),
    )


def ccmr_lines(
    session: Session, crmrs: Select[int], on: dt.date, term: dt.date | None = None, expired: str = ""
) -> tuple[CentreLine, ...]:
    """The competence centres attached on ``on`` to the reference centres of the subquery ``crmrs``, each once, in
    French order. ``term`` and ``expired`` speak of the label where there is a single reference centre."""
    attached = select(ATTACHMENT.c.ccmr_id).where(ATTACHMENT.c.crmr_id.in_(crmrs), covers(ATTACHMENT, on))
    seats = Seats(session, MANDATE.c.ccmr_id.in_(attached))
    query = (
        select(
            CCMR.c.id,
            CCMR.c.kind,
            CCMR.c.specialty,
            CCMR.c.population,
            CCMR.c.active_file,
            CCMR.c.end,
            name_or_unknown(),
            func.min(ATTACHMENT.c.end).label("attached_until"),
        )
        .join(ATTACHMENT, ATTACHMENT.c.ccmr_id == CCMR.c.id)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id)
        .where(ATTACHMENT.c.crmr_id.in_(crmrs), covers(ATTACHMENT, on), covers(CCMR, on))
        .group_by(CCMR.c.id, HOSPITAL.c.name)
    )
    rows = sorted(session.execute(query), key=lambda row: (collation(row.name), collation(row.specialty)))
    return tuple(_ccmr_line(row, seats, on, term, expired) for row in rows)


def _ccmr_line(row: AnyRow, seats: Seats, on: dt.date, term: dt.date | None, expired: str) -> CentreLine:
    function = Function.RESPONSABLE_CCMR
    holder = seats.holder(function, row.id, on)
    return CentreLine(
        kind=CentreKind.CCMR,
        row_id=row.id,
        hospital=row.name,
        responsable=holder.name if holder else vacancy_words(seats.vacant_since(function, row.id, on)),
        vacant=holder is None,
        public=Population(row.population).label if row.population else "",
        specialty=row.specialty[:1].upper() + row.specialty[1:],
        active_file=row.active_file,
        role=row.kind,
        end=_earliest(row.end, row.attached_until) or term,
        badge=seat_badge(holder, function, on, expired),
    )


def crmr_lines(session: Session, fsmr_id: int, on: dt.date) -> tuple[CentreLine, ...]:
    """The reference centres of a filière that exist on ``on``, with their coordonnateur."""
    of_fsmr = select(CRMR.c.id).where(CRMR.c.fsmr_id == fsmr_id)
    seats = Seats(session, MANDATE.c.crmr_id.in_(of_fsmr))
    labels: dict[int, list[LabelOn]] = {}
    for row in session.execute(select(LABEL).where(LABEL.c.crmr_id.in_(of_fsmr)).order_by(LABEL.c.start)):
        labels.setdefault(row.crmr_id, []).append(LabelOn(row.id, row.start, row.end, row.act))
    lines = [
        _crmr_line(row, seats, labels.get(row.id, []), on) for row in _one_each(session.execute(_existing(fsmr_id, on)))
    ]
    return tuple(sorted(lines, key=lambda line: collation(line.role)))


def _existing(fsmr_id: int, on: dt.date) -> Select[int, str, str, str, str]:
    return (
        select(CRMR.c.id, CRMR.c.acronym, CRMR.c.title, SITE.c.role, name_or_unknown())
        .join(SITE, SITE.c.crmr_id == CRMR.c.id)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == SITE.c.hospital_id)
        .where(CRMR.c.fsmr_id == fsmr_id, covers(SITE, on))
        .order_by(SITE.c.start, SITE.c.id)
    )


def _one_each(rows: Iterable[AnyRow]) -> list[AnyRow]:
    """One row a reference centre: its coordinating site where it has one."""
    found: dict[int, AnyRow] = {}
    for row in rows:
        if row.id not in found or (row.role == SiteRole.COORDONNATEUR != found[row.id].role):
            found[row.id] = row
    return list(found.values())


def _crmr_line(row: AnyRow, seats: Seats, labels: list[LabelOn], on: dt.date) -> CentreLine:
    function = Function.COORDONNATEUR
    holder: Holder | None = seats.holder(function, row.id, on)
    current = next((label for label in labels if label.holds_on(on)), None)
    return CentreLine(
        kind=CentreKind.CRMR,
        row_id=row.id,
        hospital=row.name if row.role == SiteRole.COORDONNATEUR else "",
        responsable=holder.name if holder else vacancy_words(seats.vacant_since(function, row.id, on)),
        vacant=holder is None,
        public="",
        specialty=row.title if row.acronym else "",
        active_file=None,
        role=row.acronym or row.title,
        end=current.end if current else None,
        badge=seat_badge(holder, function, on, expired_words(labels, on)),
    )


def _earliest(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)
