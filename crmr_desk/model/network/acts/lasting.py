"""How long a centre lasts, so that nothing is taken there beyond."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.acts.rows import Act, Planned
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.periods import crmr_period
from crmr_desk.model.network.tables import CCMR, SITE
from crmr_desk.model.terms import short_date


def require_open(session: Session, planned: Planned) -> None:
    """Raises UserError unless the centre of an act is open on its last day, and goes on after it. A filière and a
    hospital have no period of their own."""
    period = _period(session, planned)
    if period is None:
        return
    start, end = period
    if planned.act is not Act.CLOSE:
        if start > planned.last_day or (end is not None and end < planned.day):
            raise UserError(
                f"Ce centre existe {period_words(start, end)}\u00a0: il n’est pas ouvert la veille et le"
                f" {short_date(planned.day)}."
            )
    elif start > planned.day or (end is not None and end < planned.day):
        raise UserError(
            f"Ce centre est ouvert {period_words(start, end)}\u00a0: il ne peut fermer le {short_date(planned.day)}."
        )
    elif end == planned.day:
        raise UserError(f"Ce centre ferme déjà le {short_date(planned.day)}.")


def _period(session: Session, planned: Planned) -> tuple[dt.date, dt.date | None] | None:
    if planned.kind == CentreKind.CRMR:
        period = crmr_period(session, planned.row_id)
        if period is None:
            raise UserError("Ce centre de référence n’a aucun site\u00a0: il n’est pas ouvert.")
        return period
    table = {CentreKind.SITE.value: SITE, CentreKind.CCMR.value: CCMR}.get(planned.kind)
    if table is None:
        return None
    row = session.execute(select(table.c.start, table.c.end).where(table.c.id == planned.row_id)).one_or_none()
    if row is None:
        raise UserError("Ce centre n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
    return row.start, row.end


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
