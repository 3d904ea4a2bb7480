"""How long a centre lasts, so that nothing is taken there beyond."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.tables import SITE
from crmr_desk.model.terms import short_date


def crmr_period(session: Session, crmr_id: int) -> tuple[dt.date, dt.date | None] | None:
    """First and last day of a CRMR, those of its sites (None: no end known); None for one without any site."""
    query = select(func.min(SITE.c.start), func.max(SITE.c.end), func.count(SITE.c.id), func.count(SITE.c.end))
    first, last, sites, ended = session.execute(query.where(SITE.c.crmr_id == crmr_id)).one()
    if first is None:
        return None
    return first, last if sites == ended else None


def require_lasting(session: Session, crmr_id: int, day: dt.date) -> None:
    """Raises UserError unless the CRMR is open on ``day`` and no last day of it is known: what joins it stays."""
    period = crmr_period(session, crmr_id)
    if period is None or period[0] > day or (period[1] is not None and period[1] < day):
        raise UserError(f"Le centre de référence choisi n’a pas de site ouvert le {short_date(day)}.")
    if period[1] is not None:
        raise UserError(
            f"Le centre de référence choisi existe {period_words(*period)}\u00a0: prenez-en un qui ne ferme pas."
        )


def earlier(end: dt.date | None, limit: dt.date | None) -> dt.date | None:
    """The earlier of two last days, None meaning that none is known."""
    known = [day for day in (end, limit) if day is not None]
    return min(known, default=None)
