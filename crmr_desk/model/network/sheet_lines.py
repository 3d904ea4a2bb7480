"""The tables of a sheet: the sites of a reference centre, the competence centres attached, the centres of a FSMR."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CentreKind, Function, Population, SiteRole
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.holders import Holder, Seats, holders_query
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import CentreLine, HospitalRow, NodeState
from crmr_desk.model.network.sheet_parts import seat_badge, vacancy_words
from crmr_desk.model.network.sheet_places import places_of
from crmr_desk.model.network.snapshot import CrmrOn, LabelOn, SiteOn
from crmr_desk.model.network.states import label_state
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CCMR_COLUMNS,
    CENTRE,
    CRMR,
    CRMR_COLUMNS,
    FORMER,
    IDS,
    LABEL,
    LABEL_COLUMNS,
    MANDATE,
    ON,
    SITE,
    AnyRow,
    covers,
)

_ATTACHED = select(ATTACHMENT.c.ccmr_id).where(ATTACHMENT.c.crmr_id.in_(IDS), covers(ATTACHMENT, ON))
_THEIR_MANDATES = holders_query(MANDATE.c.ccmr_id.in_(_ATTACHED))
_CCMRS = (
    select(*CCMR_COLUMNS, func.min(ATTACHMENT.c.end).label("attached_until"))
    .join(ATTACHMENT, ATTACHMENT.c.ccmr_id == CCMR.c.id)
    .where(ATTACHMENT.c.crmr_id.in_(IDS), covers(ATTACHMENT, ON), covers(CCMR, ON))
    .group_by(CCMR.c.id)
)
_ELSEWHERE = select(FORMER.c.row_id).where(FORMER.c.table_name == "crmr", FORMER.c.field == "fsmr_id")
_OF_FILIERE = select(*CRMR_COLUMNS).where(or_(CRMR.c.fsmr_id == CENTRE, CRMR.c.id.in_(_ELSEWHERE)))
_MANDATES = holders_query(MANDATE.c.crmr_id.in_(IDS))
_LABELS = select(*LABEL_COLUMNS).where(LABEL.c.crmr_id.in_(IDS)).order_by(LABEL.c.start)
_SITES = (
    select(SITE.c.crmr_id, SITE.c.role, SITE.c.hospital_id)
    .where(SITE.c.crmr_id.in_(IDS), covers(SITE, ON))
    .order_by(SITE.c.start, SITE.c.id)
)


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
        person_id=holder.person_id if holder else 0,
        hospital_id=site.hospital.id,
    )


def ccmr_lines(
    session: Session,
    former: Formers,
    crmr_ids: Sequence[int],
    on: dt.date,
    term: dt.date | None = None,
    expired: str = "",
) -> tuple[CentreLine, ...]:
    """The competence centres attached on ``on`` to the reference centres ``crmr_ids``, each once, in French
    order. ``term`` and ``expired`` speak of the label where there is a single reference centre. Three
    statements."""
    given = {"ids": crmr_ids, "on": on}
    seats = Seats(session.execute(_THEIR_MANDATES, given))
    rows = former.rows("ccmr", session.execute(_CCMRS, given))
    places = places_of(session, former, on, (row.hospital_id for row in rows))
    lines = [_ccmr_line(row, places[row.hospital_id], seats, on, term, expired) for row in rows]
    return tuple(sorted(lines, key=lambda line: (collation(line.hospital), collation(line.specialty))))


def _ccmr_line(
    row: AnyRow, hospital: HospitalRow, seats: Seats, on: dt.date, term: dt.date | None, expired: str
) -> CentreLine:
    function = Function.RESPONSABLE_CCMR
    holder = seats.holder(function, row.id, on)
    return CentreLine(
        kind=CentreKind.CCMR,
        row_id=row.id,
        hospital=hospital.name,
        responsable=holder.name if holder else vacancy_words(seats.vacant_since(function, row.id, on)),
        vacant=holder is None,
        public=Population(row.population).label if row.population else "",
        specialty=row.specialty[:1].upper() + row.specialty[1:],
        active_file=row.active_file,
        role=row.kind,
        end=_earliest(row.end, row.attached_until) or term,
        badge=seat_badge(holder, function, on, expired),
        person_id=holder.person_id if holder else 0,
        hospital_id=hospital.id,
    )


def of_filiere(session: Session, former: Formers, fsmr_id: int) -> list[AnyRow]:
    """The reference centres that belong to a filière on the date of ``former``, with or without a site then. One
    statement."""
    rows = session.execute(_OF_FILIERE, {"centre": fsmr_id})
    return [row for row in former.rows("crmr", rows) if row.fsmr_id == fsmr_id]


def crmr_lines(session: Session, former: Formers, crmrs: Sequence[AnyRow], on: dt.date) -> tuple[CentreLine, ...]:
    """Those of the reference centres ``crmrs`` that exist on ``on``, with their coordonnateur. Four statements."""
    ids = [row.id for row in crmrs]
    seats = Seats(session.execute(_MANDATES, {"ids": ids}))
    labels: dict[int, list[LabelOn]] = {}
    for row in session.execute(_LABELS, {"ids": ids}):
        labels.setdefault(row.crmr_id, []).append(LabelOn(row.id, row.start, row.end, row.act))
    sites = _main_sites(session, ids, on)
    places = places_of(session, former, on, (site.hospital_id for site in sites.values()))
    lines = [
        _crmr_line(row, sites[row.id], places[sites[row.id].hospital_id], seats, labels.get(row.id, []), on)
        for row in crmrs
        if row.id in sites
    ]
    return tuple(sorted(lines, key=lambda line: collation(line.role)))


def _main_sites(session: Session, crmr_ids: Sequence[int], on: dt.date) -> dict[int, AnyRow]:
    """One site a reference centre that exists: its coordinating one where it has one."""
    found: dict[int, AnyRow] = {}
    for row in session.execute(_SITES, {"ids": crmr_ids, "on": on}):
        if row.crmr_id not in found or (row.role == SiteRole.COORDONNATEUR != found[row.crmr_id].role):
            found[row.crmr_id] = row
    return found


def _crmr_line(
    row: AnyRow, site: AnyRow, hospital: HospitalRow, seats: Seats, labels: list[LabelOn], on: dt.date
) -> CentreLine:
    function = Function.COORDONNATEUR
    holder: Holder | None = seats.holder(function, row.id, on)
    current = next((label for label in labels if label.holds_on(on)), None)
    led_here = site.role == SiteRole.COORDONNATEUR
    return CentreLine(
        kind=CentreKind.CRMR,
        row_id=row.id,
        hospital=hospital.name if led_here else "",
        responsable=holder.name if holder else vacancy_words(seats.vacant_since(function, row.id, on)),
        vacant=holder is None,
        public="",
        specialty=row.title if row.acronym else "",
        active_file=None,
        role=row.acronym or row.title,
        end=current.end if current else None,
        badge=seat_badge(holder, function, on, expired_words(labels, on)),
        person_id=holder.person_id if holder else 0,
        hospital_id=hospital.id if led_here else 0,
    )


def _earliest(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)
