"""The sites and competence centres of the register that may still join an application."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.dossiers.candidacy_rows import FreeStructure
from crmr_desk.model.dossiers.records import dossier_of
from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.tables import ATTACHMENT, CCMR, CRMR, HOSPITAL, SITE, covers
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Candidacy

_CANDIDACY = Candidacy.__table__


def free_structures(db: Database, dossier_id: int, kind: str, today: dt.date) -> list[FreeStructure]:
    """Those of ``kind`` open on ``today`` and not in the application yet: sites of its own centre, any CCMR."""
    with db.reading() as session:
        dossier = dossier_of(session, dossier_id)
        found = _sites(session, dossier.crmr_id or 0, today) if kind == CentreKind.SITE else _ccmrs(session, today)
        column = _CANDIDACY.c.site_id if kind == CentreKind.SITE else _CANDIDACY.c.ccmr_id
        taken = set(session.scalars(select(column).where(_CANDIDACY.c.dossier_id == dossier_id)))
    free = [row for row in found if row.row_id not in taken]
    return sorted(free, key=lambda row: (collation(row.name), row.row_id))


def _sites(session: Session, crmr_id: int, today: dt.date) -> list[FreeStructure]:
    query = (
        select(SITE.c.id, SITE.c.role, SITE.c.unit, name_or_unknown())
        .outerjoin(HOSPITAL, HOSPITAL.c.id == SITE.c.hospital_id)
        .where(SITE.c.crmr_id == crmr_id, covers(SITE, today))
    )
    return [
        FreeStructure(row.id, row.name, ", ".join(part for part in (SiteRole(row.role).label, row.unit) if part))
        for row in session.execute(query)
    ]


def _ccmrs(session: Session, today: dt.date) -> list[FreeStructure]:
    names: dict[int, list[str]] = defaultdict(list)
    attached = (
        select(ATTACHMENT.c.ccmr_id, CRMR.c.acronym, CRMR.c.title)
        .join(CRMR, CRMR.c.id == ATTACHMENT.c.crmr_id)
        .where(covers(ATTACHMENT, today))
    )
    for row in session.execute(attached):
        names[row.ccmr_id].append(row.acronym or row.title)
    query = select(CCMR.c.id, CCMR.c.specialty, name_or_unknown())
    query = query.outerjoin(HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id)
    return [
        FreeStructure(row.id, row.name, ", ".join(part for part in (row.specialty, *sorted(names[row.id])) if part))
        for row in session.execute(query.where(covers(CCMR, today)))
    ]
