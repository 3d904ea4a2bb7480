"""What dossiers wait for on a day, read as plain rows with their seat: opinions, pieces requested, waking, letters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines.reading import Scope
from crmr_desk.model.dossiers import awaited
from crmr_desk.model.dossiers.awaited import LETTER, OPINION
from crmr_desk.model.dossiers.records import ABANDONED
from crmr_desk.model.network.seat_words import with_seat
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER, AnyRow


def opinions(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Opinions asked by open dossiers and expected from ``first`` to ``last``, both included."""
    due = awaited.opinions_out(OPINION.c.due_on.between(first, last), OPINION.c.unanswered_on.is_(None))
    return _with_dossier(session, due.order_by(None), scope, opened_only=True)


def replies(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Pieces that open dossiers have requested and expect from ``first`` to ``last``; ``reply_by`` is an ISO date."""
    concerned = select(DOSSIER.c.id).where(scope.dossiers, DOSSIER.c.state == OPEN).correlate(None)
    asked = awaited.replies(LETTER.c.dossier_id.in_(concerned))  # not the letters of twenty years
    rows = _with_dossier(session, asked, scope, opened_only=True)
    return [row for row in rows if row.reply_by and first.isoformat() <= row.reply_by <= last.isoformat()]


def letters(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Dossiers whose letters wait to be sent, where the oldest is dated from ``first`` to ``last``."""
    rows = _with_dossier(session, awaited.unsent(), scope, opened_only=False)
    return [row for row in rows if first <= row.dated <= last]


def holds(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Open dossiers on hold that wake from ``first`` to ``last``."""
    query = _dossiers().add_columns(DOSSIER.c.hold_until, DOSSIER.c.hold_reason)
    within = DOSSIER.c.hold_until.between(first, last)
    return list(session.execute(query.where(scope.dossiers, DOSSIER.c.state == OPEN, within)))


def _dossiers() -> Select[*tuple[Any, ...]]:
    return with_seat(DOSSIER, DOSSIER.c.candidate_id).add_columns(
        DOSSIER.c.id.label("dossier_id"), DOSSIER.c.number.label("dossier_number")
    )


def _with_dossier(
    session: Session, waited: Select[*tuple[Any, ...]], scope: Scope, *, opened_only: bool
) -> list[AnyRow]:
    rows = waited.subquery()
    columns = [column for column in rows.c if column.name != "dossier_id"]
    alive = DOSSIER.c.state == OPEN if opened_only else DOSSIER.c.state != ABANDONED
    query = _dossiers().add_columns(*columns).join(rows, rows.c.dossier_id == DOSSIER.c.id)
    return list(session.execute(query.where(scope.dossiers, alive)))
