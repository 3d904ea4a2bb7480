"""A site that leaves its hospital, or its centre: the old row ends on the eve, a new one opens, and whoever leads it
goes along."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.mandates import close_mandate, open_mandate
from crmr_desk.model.network.periods import ONE_DAY, carry_over
from crmr_desk.model.network.tables import SITE
from crmr_desk.model.store.schema import ErnMembership, Mandate, Site, TeamMember
from crmr_desk.model.terms import short_date

_R = TypeVar("_R", Mandate, TeamMember, ErnMembership)
_KEPT = ("crmr_id", "role", "hospital_id", "unit", "ground", "end", "specialty", "population", "activity")
_GONE = "Ce site n’est plus dans le registre\u202f; rafraîchissez l’arbre."


def move_site(session: Session, site_id: int, *, hospital_id: int, start: dt.date, unit: str | None = None) -> int:
    """Move a site to ``hospital_id`` from ``start`` on, and return the id of its new row (A1 A-c).

    The new row is the old one in its new place, with its unit unless a new one is given; see ``continue_site``. Raises
    UserError when the site is gone, not open on the eve and on ``start``, or there already.
    """
    former = session.get(Site, site_id)
    if former is None:
        raise UserError(_GONE)
    _check_move(former, hospital_id, start)
    changes = {"hospital_id": hospital_id, "unit": former.unit if unit is None else unit}
    return continue_site(session, former, start, **changes).id


def continue_site(session: Session, former: Site, start: dt.date, **changes: object) -> Site:
    """End a site on the eve of ``start`` and go on with a new row that has the same values but for ``changes``.

    Whoever leads it on the eve leads it on ``start``, to the same last day, and so its team and its European networks;
    what begins later goes along as it is. What has ended by the eve stays with the old row.
    """
    kept = {name: getattr(former, name) for name in _KEPT}
    follower = Site(**{**kept, **changes, "code": free_site_code(session, former.code), "start": start})
    session.add(follower)
    session.flush()
    led = [(mandate, mandate.end) for mandate in _beyond(session, Mandate, former.id, start)]
    for mandate, last_day in led:
        _go_along(session, mandate, follower.id, start, last_day)
    for member in _beyond(session, TeamMember, former.id, start):
        carry_over(session, member, start, site_id=follower.id)
    for membership in _beyond(session, ErnMembership, former.id, start):
        carry_over(session, membership, start, site_id=follower.id)
    former.end = start - ONE_DAY
    session.flush()
    return follower


def free_site_code(session: Session, former: str) -> str:
    """A code that no site bears, made of ``former``: S0012 gives S0012-2, then S0012-3."""
    stem, _, rank = former.rpartition("-")
    base, number = (stem, int(rank)) if stem and rank.isdigit() and len(rank) < 3 else (former, 1)
    taken = set(session.scalars(select(SITE.c.code).where(SITE.c.code.like(f"{base}-%"))))
    while f"{base}-{number + 1}" in taken:
        number += 1
    return f"{base}-{number + 1}"


def first_code(code: str) -> str:
    """S0012 of S0012-2, which ``free_site_code`` made of it: one site wherever it goes."""
    stem, _, rank = code.rpartition("-")
    return stem if stem and rank.isdigit() and len(rank) < 3 else code


def codes_of_one(code: str) -> list[str]:
    """The codes that a site may have borne, and may bear, that has ``code``: S0012, S0012-2 to S0012-99."""
    stem = first_code(code)
    return [stem, *(f"{stem}-{rank}" for rank in range(2, 100))]


def _check_move(former: Site, hospital_id: int, start: dt.date) -> None:
    if former.start >= start or (former.end is not None and former.end < start):
        raise UserError(
            f"Ce site n’est pas ouvert le {short_date(start - ONE_DAY)} et le {short_date(start)}\u00a0: "
            "il ne peut pas changer d’établissement à cette date."
        )
    if former.hospital_id == hospital_id:
        raise UserError("Le site est déjà dans cet établissement\u00a0: choisissez celui qui l’accueille.")


def _beyond(session: Session, entity: type[_R], site_id: int, start: dt.date) -> list[_R]:
    """What hangs on a site that runs on ``start`` or later."""
    ahead = or_(entity.end.is_(None), entity.end >= start)
    return list(session.scalars(select(entity).where(entity.site_id == site_id, ahead).order_by(entity.start)))


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
