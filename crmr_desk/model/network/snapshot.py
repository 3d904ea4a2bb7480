"""The network as it stands on one date: the whole of it for the tree, or one reference centre for its dossier."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sqlalchemy import BindParameter, Integer, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function, SiteRole
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.holders import Holder, holder_of, holders_query, seat_of
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import TO_BE_TOLD, HospitalRow
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CCMR_COLUMNS,
    CENTRE,
    CRMR,
    CRMR_COLUMNS,
    DESIGNATION,
    DOSSIER,
    FSMR,
    HOSPITAL,
    LABEL,
    LABEL_COLUMNS,
    MANDATE,
    ON,
    SITE,
    SITE_COLUMNS,
    AnyRow,
    covers,
)

OPEN = "open"
"""State of a dossier under instruction."""

_ITS_FSMR: Final[BindParameter[int | None]] = bindparam("fsmr", type_=Integer())
_CRMR = select(*CRMR_COLUMNS).where(CRMR.c.id == CENTRE)
_HOLDERS = holders_query(
    covers(MANDATE, ON),
    or_(
        MANDATE.c.crmr_id == CENTRE,
        MANDATE.c.fsmr_id == _ITS_FSMR,
        MANDATE.c.site_id.in_(select(SITE.c.id).where(SITE.c.crmr_id == CENTRE)),
    ),
)
"""Of the seats of a CRMR, of its sites and of its FSMR."""
_SITES = select(*SITE_COLUMNS).where(SITE.c.crmr_id == CENTRE, covers(SITE, ON)).order_by(SITE.c.start, SITE.c.id)
_HOSPITALS = select(*hospitals.COLUMNS).where(
    HOSPITAL.c.id.in_(select(SITE.c.hospital_id).where(SITE.c.crmr_id == CENTRE))
)
_LABELS = select(*LABEL_COLUMNS).where(LABEL.c.crmr_id == CENTRE).order_by(LABEL.c.start)
_CCMR_COUNT = (
    select(func.count(CCMR.c.id.distinct()))
    .join(ATTACHMENT, ATTACHMENT.c.ccmr_id == CCMR.c.id)
    .where(ATTACHMENT.c.crmr_id == CENTRE, covers(ATTACHMENT, ON), covers(CCMR, ON))
)


@dataclass(frozen=True, slots=True)
class LabelOn:
    """A period of label; ``end`` is its last day."""

    id: int
    start: dt.date
    end: dt.date | None
    act: str

    def holds_on(self, day: dt.date) -> bool:
        """Whether ``day`` lies within the period."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class SiteOn:
    """A site, its hospital with the agency of its geographic FINESS, and who leads it (constitutive sites only)."""

    id: int
    code: str
    crmr_id: int
    role: SiteRole
    unit: str
    ground: str | None
    start: dt.date
    end: dt.date | None
    hospital: HospitalRow
    holder: Holder | None


@dataclass(frozen=True, slots=True)
class FsmrOn:
    """A filière with its animateur and the number of reference centres active."""

    id: int
    sigle: str
    name: str
    animateur: Holder | None
    crmr_count: int


@dataclass(frozen=True, slots=True)
class CrmrOn:
    """A reference centre on one date; ``labels`` are all those known, in order of time. CCMR never make a centre
    multi-site (A1 A-c)."""

    id: int
    code: str
    title: str
    acronym: str
    on: dt.date
    labels: tuple[LabelOn, ...]
    fsmr: FsmrOn | None
    coordinating: SiteOn | None
    constitutive: tuple[SiteOn, ...]
    holder: Holder | None
    ccmr_count: int

    @property
    def name(self) -> str:
        """The acronym where there is one, else the title."""
        return self.acronym or self.title

    @property
    def label(self) -> LabelOn | None:
        """The label that holds on the date."""
        return next((label for label in self.labels if label.holds_on(self.on)), None)

    @property
    def last_label(self) -> LabelOn | None:
        """The latest label known, whatever the date."""
        return self.labels[-1] if self.labels else None

    @property
    def multi_site(self) -> bool:
        """Whether a constitutive site is active on the date."""
        return bool(self.constitutive)


@dataclass(frozen=True)
class NetworkOn:
    """Plain rows of the whole network on one date, and who sits where, as the tree lays them out."""

    on: dt.date
    hospitals: dict[int, AnyRow]
    fsmrs: list[AnyRow]
    designated: dict[int, bool]
    """Whether a filière is designated on the date, for those of which a designation is known, whatever its days."""
    crmrs: list[AnyRow]
    """Those with a site active on the date."""
    labels: dict[int, list[AnyRow]]
    """All labels of a CRMR, whatever the date, in order of time."""
    sites: dict[int, list[AnyRow]]
    """Active sites by CRMR."""
    ccmrs: dict[int, AnyRow]
    attached: dict[int, list[int]]
    """Active CCMR by CRMR."""
    holders: dict[tuple[str, int], AnyRow]
    """Mandate and person by (function, seat)."""
    dossiers: frozenset[tuple[str, int]]
    """(function, seat) of the dossiers open on the date."""

    @cached_property
    def attachments(self) -> dict[int, list[int]]:
        """CRMR by CCMR: several where it is attached to several."""
        found: dict[int, list[int]] = defaultdict(list)
        for crmr_id, ccmr_ids in self.attached.items():
            for ccmr_id in ccmr_ids:
                found[ccmr_id].append(crmr_id)
        return found

    @cached_property
    def fsmrs_there(self) -> list[AnyRow]:
        """The filières that there are on the date: those that federate a centre, are designated, or of which no
        designation is known yet. One that has ended is none, nor one to come."""
        federating = {row.fsmr_id for row in self.crmrs}
        return [row for row in self.fsmrs if row.id in federating or self.designated.get(row.id, True)]


def network_on(session: Session, on: dt.date) -> NetworkOn:
    """The whole network on ``on``, in eleven statements whatever its size."""
    former = Formers(session, on)
    found = former.rows("site", session.execute(select(*SITE_COLUMNS).where(covers(SITE, on))).all())
    sites = _grouped(found, "crmr_id")
    ccmrs = former.rows("ccmr", session.execute(select(*CCMR_COLUMNS).where(covers(CCMR, on))).all())
    crmrs = [row for row in former.rows("crmr", session.execute(select(*CRMR_COLUMNS)).all()) if row.id in sites]
    places = former.rows("hospital", session.execute(select(*hospitals.COLUMNS)).all())
    fsmrs = session.execute(select(FSMR.c.id, FSMR.c.sigle, FSMR.c.name, FSMR.c.seat_id)).all()
    return NetworkOn(
        on=on,
        hospitals={row.id: row for row in places},
        fsmrs=former.rows("fsmr", fsmrs),
        designated=_designated(session, on),
        crmrs=crmrs,
        labels=_grouped(session.execute(select(*LABEL_COLUMNS).order_by(LABEL.c.start)).all(), "crmr_id"),
        sites=sites,
        ccmrs={row.id: row for row in ccmrs},
        attached=_attached(session, on, {row.id for row in crmrs}, {row.id for row in ccmrs}),
        holders=_holders(session, on),
        dossiers=frozenset(_open_dossiers(session, on)),
    )


def crmr_on(session: Session, crmr_id: int, on: dt.date, former: Formers | None = None) -> CrmrOn:
    """One reference centre on ``on``, in eight statements, one less where the caller has read ``former``. Raises
    UserError when it is not in the register."""
    row = session.execute(_CRMR, {"centre": crmr_id}).one_or_none()
    if row is None:
        raise UserError("Ce centre de référence n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    if former is None:
        former = Formers(session, on)
    row = former.row("crmr", row)
    given = {"centre": crmr_id, "on": on, "fsmr": row.fsmr_id}
    holders = {seat_of(held): holder_of(held) for held in session.execute(_HOLDERS, given)}
    sites = _sites(session, crmr_id, on, holders, former)
    return CrmrOn(
        id=row.id,
        code=row.code,
        title=row.title,
        acronym=row.acronym,
        on=on,
        labels=tuple(_labels(session, crmr_id)),
        fsmr=_fsmr(session, row.fsmr_id, on, holders, former),
        coordinating=next((site for site in sites if site.role is SiteRole.COORDONNATEUR), None),
        constitutive=tuple(site for site in sites if site.role is SiteRole.CONSTITUTIF),
        holder=holders.get((Function.COORDONNATEUR, crmr_id)),
        ccmr_count=session.scalar(_CCMR_COUNT, given) or 0,
    )


def _grouped(rows: Iterable[AnyRow], key: str) -> dict[int, list[AnyRow]]:
    groups: dict[int, list[AnyRow]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return dict(groups)


def _designated(session: Session, on: dt.date) -> dict[int, bool]:
    holds = func.max(case((covers(DESIGNATION, on), 1), else_=0))
    query = select(DESIGNATION.c.fsmr_id, holds).group_by(DESIGNATION.c.fsmr_id)
    return {fsmr_id: bool(held) for fsmr_id, held in session.execute(query)}


def _attached(
    session: Session, on: dt.date, crmr_ids: Container[int], ccmr_ids: Container[int]
) -> dict[int, list[int]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for ccmr_id, crmr_id in session.execute(
        select(ATTACHMENT.c.ccmr_id, ATTACHMENT.c.crmr_id).where(covers(ATTACHMENT, on))
    ).all():
        if crmr_id in crmr_ids and ccmr_id in ccmr_ids:
            groups[crmr_id].append(ccmr_id)
    return dict(groups)


def _holders(session: Session, on: dt.date) -> dict[tuple[str, int], AnyRow]:
    """One a seat on one day, so in no order: to sort them would take a third of the time."""
    rows = session.execute(holders_query(covers(MANDATE, on)).order_by(None)).all()
    return {seat_of(row): row for row in rows}


def _open_dossiers(session: Session, on: dt.date) -> Iterator[tuple[str, int]]:
    columns = (DOSSIER.c.function, DOSSIER.c.crmr_id, DOSSIER.c.site_id, DOSSIER.c.ccmr_id, DOSSIER.c.fsmr_id)
    for row in session.execute(select(*columns).where(DOSSIER.c.state == OPEN, DOSSIER.c.opened_on <= on)):
        yield seat_of(row)


def _sites(
    session: Session, crmr_id: int, on: dt.date, holders: dict[tuple[str, int], Holder], former: Formers
) -> list[SiteOn]:
    given = {"centre": crmr_id, "on": on}
    rows = former.rows("site", session.execute(_SITES, given))
    found = session.execute(_HOSPITALS, given)
    places = {row.id: hospitals.hospital_row(row, on) for row in former.rows("hospital", found)}
    sites = [
        SiteOn(
            id=row.id,
            code=row.code,
            crmr_id=row.crmr_id,
            role=SiteRole(row.role),
            unit=row.unit,
            ground=row.ground,
            start=row.start,
            end=row.end,
            hospital=places.get(row.hospital_id, TO_BE_TOLD),
            holder=holders.get((Function.RESPONSABLE_SITE, row.id)),
        )
        for row in rows
    ]
    return sorted(sites, key=lambda site: collation(site.hospital.name))


def _labels(session: Session, crmr_id: int) -> list[LabelOn]:
    rows = session.execute(_LABELS, {"centre": crmr_id})
    return [LabelOn(id=row.id, start=row.start, end=row.end, act=row.act) for row in rows]


def _fsmr(
    session: Session, fsmr_id: int | None, on: dt.date, holders: dict[tuple[str, int], Holder], former: Formers
) -> FsmrOn | None:
    if fsmr_id is None:
        return None
    active = (
        select(func.count(CRMR.c.id.distinct()))
        .join(SITE, SITE.c.crmr_id == CRMR.c.id)
        .where(former.was(CRMR.c.fsmr_id, fsmr_id), covers(SITE, on))
        .scalar_subquery()
    )
    query = select(FSMR.c.id, FSMR.c.sigle, FSMR.c.name, active.label("crmr_count")).where(FSMR.c.id == fsmr_id)
    row = former.row("fsmr", session.execute(query).one())
    return FsmrOn(
        id=fsmr_id,
        sigle=row.sigle,
        name=row.name,
        animateur=holders.get((Function.ANIMATEUR, fsmr_id)),
        crmr_count=row.crmr_count,
    )
