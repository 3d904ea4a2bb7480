"""The designation of a filière ended before its term (A2 §2); ``centres.designate_fsmr`` opens one."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.mandates import close_mandate
from crmr_desk.model.store.schema import FsmrDesignation, Mandate
from crmr_desk.model.terms import short_date


def end_designation(session: Session, fsmr_id: int, end: dt.date) -> None:
    """Make ``end`` the last day, included, of the designation of a filière, and of the mandate of its animateur, who
    has no function beyond (A3 §5). Raises UserError when it is not designated on that day, or when a designation or a
    mandate begins later."""
    designation = session.scalar(
        select(FsmrDesignation)
        .where(FsmrDesignation.fsmr_id == fsmr_id, FsmrDesignation.start <= end)
        .order_by(FsmrDesignation.start.desc())
        .limit(1)
    )
    if designation is None or (designation.end is not None and designation.end < end):
        raise UserError(f"Cette filière n’est pas désignée le {short_date(end)}\u00a0: vérifiez la date.")
    _check_nothing_later(session, fsmr_id, end)
    for mandate in _animateurs_beyond(session, fsmr_id, end):
        close_mandate(session, mandate.id, end)
    designation.end = end
    session.flush()


def _check_nothing_later(session: Session, fsmr_id: int, end: dt.date) -> None:
    for table, words in ((FsmrDesignation, "une désignation"), (Mandate, "un mandat d’animateur")):
        later = session.scalar(select(table.start).where(table.fsmr_id == fsmr_id, table.start > end).limit(1))
        if later is not None:
            raise UserError(
                f"Cette filière a déjà {words} à compter du {short_date(later)}\u00a0: "
                f"sa désignation ne peut pas finir le {short_date(end)}."
            )


def _animateurs_beyond(session: Session, fsmr_id: int, end: dt.date) -> list[Mandate]:
    beyond = or_(Mandate.end.is_(None), Mandate.end > end)
    return list(session.scalars(select(Mandate).where(Mandate.fsmr_id == fsmr_id, beyond)))
