"""Where something may go: the centres open on a day, and the establishments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network.hospitals import hospitals
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import TO_BE_TOLD
from crmr_desk.model.network.snapshot import NetworkOn, network_on

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

HOSPITAL_KIND = "hospital"


@dataclass(frozen=True, slots=True)
class Target:
    """A row that can be chosen: what it is called, and what tells it from others. ``of`` is the CRMR of a site,
    ``within`` what the site is called where that CRMR goes without saying, and ``role`` what it is there."""

    id: int
    name: str
    detail: str
    of: int | None = None
    within: str = ""
    role: str = ""


def targets(db: Database, kind: str, day: dt.date) -> list[Target]:
    """The centres of ``kind`` open on ``day`` under their names of that day, or every establishment ("hospital"), in
    French order."""
    if kind == HOSPITAL_KIND:
        return [
            Target(one.id, one.name, ", ".join(part for part in (one.town, f"FINESS {one.finess_et}", one.ars) if part))
            for one in hospitals(db)
        ]
    with db.reading() as session:
        network = network_on(session, day)
    made = {
        CentreKind.FSMR.value: _fsmrs,
        CentreKind.CRMR.value: _crmrs,
        CentreKind.SITE.value: _sites,
        CentreKind.CCMR.value: _ccmrs,
    }[CentreKind(kind).value]
    return sorted(made(network), key=lambda target: collation(target.name))


def _fsmrs(network: NetworkOn) -> Iterator[Target]:
    for row in network.fsmrs_there:
        yield Target(row.id, row.sigle, row.name)


def _crmrs(network: NetworkOn) -> Iterator[Target]:
    sigles = {row.id: row.sigle for row in network.fsmrs}
    for row in network.crmrs:
        name = row.acronym or row.title
        fsmr = sigles.get(row.fsmr_id, "sans filière")
        yield Target(row.id, name, f"{row.title}, {fsmr}" if row.acronym else fsmr)


def _sites(network: NetworkOn) -> Iterator[Target]:
    names = {row.id: row.acronym or row.title for row in network.crmrs}
    for crmr_id, rows in network.sites.items():
        for row in rows:
            place = _hospital(network, row.hospital_id)
            detail = ", ".join(part for part in (SiteRole(row.role).label, row.unit) if part)
            yield Target(row.id, f"{names.get(crmr_id, '')}, {place}", detail, crmr_id, place, row.role)


def _ccmrs(network: NetworkOn) -> Iterator[Target]:
    names = {row.id: row.acronym or row.title for row in network.crmrs}
    for row in network.ccmrs.values():
        attached = ", ".join(names[each] for each in network.attachments.get(row.id, ()) if each in names)
        detail = ", ".join(part for part in (row.specialty, attached or "sans rattachement") if part)
        yield Target(row.id, _hospital(network, row.hospital_id), detail)


def _hospital(network: NetworkOn, hospital_id: int | None) -> str:
    row = network.hospitals.get(hospital_id) if hospital_id is not None else None
    return row.name if row is not None else TO_BE_TOLD.name
