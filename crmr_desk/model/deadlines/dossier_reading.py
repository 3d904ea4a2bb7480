"""What dossiers wait for on a day, read as plain rows with their seat: opinions, pieces requested, waking."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import regions_of
from crmr_desk.model.deadlines.reading import Query
from crmr_desk.model.deadlines.scope import FIRST, LAST, concerned
from crmr_desk.model.dossiers import awaited
from crmr_desk.model.dossiers.awaited import LETTER, OPINION
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.seat_words import with_seat
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER, AnyRow

if TYPE_CHECKING:
    from crmr_desk.model.deadlines.window import Window


def opinions(session: Session, window: Window) -> list[AnyRow]:
    """Opinions asked by open dossiers and expected from the first to the last day, both included."""
    return plain_rows(session, _opinions(window.scope.kind), window.values)


def replies(session: Session, window: Window) -> list[AnyRow]:
    """Pieces that open dossiers have requested and expect within the window; ``reply_by`` is in ISO form."""
    rows = plain_rows(session, _replies(window.scope.kind), window.values)
    return [row for row in rows if row.reply_by and window.first.isoformat() <= row.reply_by <= window.last.isoformat()]


def holds(session: Session, window: Window) -> list[AnyRow]:
    """Open dossiers on hold that wake from the first to the last day."""
    return plain_rows(session, _holds(window.scope.kind), window.values)


@cache
def _opinions(kind: CentreKind | None) -> Query:
    due = awaited.opinions_out(OPINION.c.due_on.between(FIRST, LAST), OPINION.c.unanswered_on.is_(None))
    return _with_dossier(due.order_by(None), kind)


@cache
def _replies(kind: CentreKind | None) -> Query:
    opened = select(DOSSIER.c.id).where(concerned(kind).dossiers, DOSSIER.c.state == OPEN).correlate(None)
    asked = awaited.replies(LETTER.c.dossier_id.in_(opened))  # not the letters of twenty years
    return _with_dossier(asked, kind)


@cache
def _holds(kind: CentreKind | None) -> Query:
    query = seated_dossiers().add_columns(DOSSIER.c.hold_until, DOSSIER.c.hold_reason)
    within = DOSSIER.c.hold_until.between(FIRST, LAST)
    return query.where(concerned(kind).dossiers, DOSSIER.c.state == OPEN, within)


def seated_dossiers() -> Query:
    """Dossiers with their seat, their number, whose they are and where."""
    return with_seat(DOSSIER, DOSSIER.c.candidate_id).add_columns(
        DOSSIER.c.id.label("dossier_id"),
        DOSSIER.c.number.label("dossier_number"),
        DOSSIER.c.instructor,
        regions_of.of_seat(DOSSIER),
    )


def _with_dossier(waited: Query, kind: CentreKind | None) -> Query:
    rows = waited.subquery()
    columns = [column for column in rows.c if column.name != "dossier_id"]
    query = seated_dossiers().add_columns(*columns).join(rows, rows.c.dossier_id == DOSSIER.c.id)
    return query.where(concerned(kind).dossiers, DOSSIER.c.state == OPEN)
