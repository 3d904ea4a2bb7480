"""A site that leaves its hospital: the old row ends on the eve, a new one opens, and whoever leads it goes along."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.mandates import close_mandate, open_mandate
from crmr_desk.model.network.tables import SITE
from crmr_desk.model.store.schema import Mandate, Site
from crmr_desk.model.terms import short_date

ONE_DAY = dt.timedelta(days=1)
_GONE = "Ce site n’est plus dans le registre\u202f; rafraîchissez l’arbre."


def move_site(session: Session, site_id: int, *, hospital_id: int, start: dt.date, unit: str | None = None) -> int:
    """Move a site to ``hospital_id`` from ``start`` on, and return the id of its new row (A1 A-c).

    The new row has the role, the ground and the last day of the old one, and its unit unless a new one is given. Who
    leads a constitutive site on the eve leads it on ``start``, to the same last day; a mandate that begins later goes
    along as it is. Raises UserError when the site is gone, not open on the eve and on ``start``, or there already.
    """
    former = session.get(Site, site_id)
    if former is None:
        raise UserError(_GONE)
    _check_move(former, hospital_id, start)
    led = [(mandate, mandate.end) for mandate in _mandates_beyond(session, site_id, start)]
    moved = Site(
        code=free_site_code(session, former.code),
        crmr_id=former.crmr_id,
        role=former.role,
        hospital_id=hospital_id,
        unit=former.unit if unit is None else unit,
        ground=former.ground,
        start=start,
        end=former.end,
    )
    session.add(moved)
    session.flush()
    for mandate, last_day in led:
        _go_along(session, mandate, moved.id, start, last_day)
    former.end = start - ONE_DAY
    session.flush()
    return moved.id


def free_site_code(session: Session, former: str) -> str:
    """A code that no site bears, made of ``former``: S0012 gives S0012-2, then S0012-3."""
    stem, _, rank = former.rpartition("-")
    base, number = (stem, int(rank)) if stem and rank.isdigit() and len(rank) < 3 else (former, 1)
    taken = set(session.scalars(select(SITE.c.code).where(SITE.c.code.like(f"{base}-%"))))
    while f"{base}-{number + 1}" in taken:
        number += 1
    return f"{base}-{number + 1}"


def _check_move(former: Site, hospital_id: int, start: dt.date) -> None:
    if former.start >= start or (former.end is not None and former.end < start):
        raise UserError(
            f"Ce site n’est pas ouvert le {short_date(start - ONE_DAY)} et le {short_date(start)}\u00a0: "
            "il ne peut pas changer d’établissement à cette date."
        )
    if former.hospital_id == hospital_id:
        raise UserError("Le site est déjà dans cet établissement\u00a0: choisissez celui qui l’accueille.")


def _mandates_beyond(session: Session, site_id: int, start: dt.date) -> list[Mandate]:
    """Mandates of the seat of the site that run on ``start`` or later."""
    ahead = or_(Mandate.end.is_(None), Mandate.end >= start)
    query = select(Mandate).where(Mandate.site_id == site_id, ahead).order_by(Mandate.start)
    return list(session.scalars(query))


def _go_along(session: Session, mandate: Mandate, site_id: int, start: dt.date, last_day: dt.date | None) -> None:
    if mandate.start >= start:
        mandate.site_id = site_id
        session.flush()
        return
    close_mandate(session, mandate.id, start - ONE_DAY)
    open_mandate(
        session,
        person_id=mandate.person_id,
        function=Function.RESPONSABLE_SITE,
        target_id=site_id,
        start=start,
        end=last_day,
    )
