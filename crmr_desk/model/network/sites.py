"""A constitutive site added to a reference centre."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Ground, SiteRole
from crmr_desk.model.network.centres import open_site
from crmr_desk.model.network.tables import CRMR, SITE


def create_site(
    session: Session, *, crmr_id: int, hospital_id: int, ground: Ground, start: dt.date, unit: str = ""
) -> int:
    """Open a constitutive site in a hospital, without anybody to lead it yet, and return its id (A1 A-c).

    Its code is the next one of the centre: AMS-S3 after AMS-S1 and AMS-S2. Raises UserError when the centre is gone.
    """
    centre = session.scalar(select(CRMR.c.code).where(CRMR.c.id == crmr_id))
    if centre is None:
        raise UserError("Ce centre de référence n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    return open_site(
        session,
        code=_next_code(session, centre, crmr_id),
        crmr_id=crmr_id,
        role=SiteRole.CONSTITUTIF,
        hospital_id=hospital_id,
        start=start,
        unit=unit,
        ground=ground,
    )


def _next_code(session: Session, centre: str, crmr_id: int) -> str:
    number = len(session.scalars(select(SITE.c.id).where(SITE.c.crmr_id == crmr_id)).all()) + 1
    taken = set(session.scalars(select(SITE.c.code).where(SITE.c.code.like(f"{centre}-S%"))))
    while f"{centre}-S{number}" in taken:
        number += 1
    return f"{centre}-S{number}"
