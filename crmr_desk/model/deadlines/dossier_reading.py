"""What dossiers wait for on a day, read as plain rows with their seat: opinions, pieces requested, waking."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, ScalarSelect, Subquery, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import regions_of
from crmr_desk.model.deadlines.reading import Query
from crmr_desk.model.deadlines.scope import FIRST, LAST, concerned
from crmr_desk.model.dossiers import awaited
from crmr_desk.model.dossiers.awaited import LETTER, OPINION, REPLY_BY, REQUEST_PIECES
from crmr_desk.model.dossiers.letter_states import OVER
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.seat_words import with_seat
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER, AnyRow

if TYPE_CHECKING:
    from crmr_desk.model.deadlines.window import Window

_SAID: Final = "reply_by"
"""Where a letter keeps, among its facts, the day of the answer as it prints it."""


def opinions(session: Session, window: Window) -> list[AnyRow]:
    """Opinions asked by open dossiers and expected from the first to the last day, both included; ``said`` is the day
    that the last letter to that body prints, in French."""
    return plain_rows(session, _opinions(window.scope.kind), window.values)


def replies(session: Session, window: Window) -> list[AnyRow]:
    """Pieces that open dossiers have requested and expect within the window; ``reply_by`` is in ISO form, ``said`` the
    day that the letter prints, in French."""
    return expected_within(plain_rows(session, _replies(window.scope.kind), window.values), window)


def expected_within(rows: Iterable[AnyRow], window: Window) -> list[AnyRow]:
    """Those whose answer is expected (``reply_by``, in ISO form) from the first to the last day."""
    first, last = window.first.isoformat(), window.last.isoformat()
    return [row for row in rows if row.reply_by and first <= row.reply_by <= last]


def holds(session: Session, window: Window) -> list[AnyRow]:
    """Open dossiers on hold that wake from the first to the last day."""
    return plain_rows(session, _holds(window.scope.kind), window.values)


@cache
def _opinions(kind: CentreKind | None) -> Query:
    due = awaited.opinions_out(OPINION.c.due_on.between(FIRST, LAST), OPINION.c.unanswered_on.is_(None))
    rows = due.order_by(None).subquery()
    asks = or_(*(LETTER.c.kind.startswith(act, autoescape=True) for act in ("request_", "reminder_")))
    to_body = LETTER.c.facts["opinion_body"].as_string() == rows.c.body
    return _with_dossier(rows, kind).add_columns(_said(asks, to_body))


@cache
def _replies(kind: CentreKind | None) -> Query:
    opened = select(DOSSIER.c.id).where(concerned(kind).dossiers, DOSSIER.c.state == OPEN).correlate(None)
    asked = awaited.replies(LETTER.c.dossier_id.in_(opened))  # not the letters of twenty years
    in_force = (LETTER.c.kind == REQUEST_PIECES, LETTER.c.state.not_in(OVER))
    return _with_dossier(asked.subquery(), kind).add_columns(_said(*in_force))


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


def _said(*which: ColumnElement[bool]) -> ColumnElement[Any]:
    """The day that the last of these letters of the dossier prints; of requests for pieces, the one of the last day."""
    last = select(LETTER.c.facts[_SAID].as_string()).where(LETTER.c.dossier_id == DOSSIER.c.id, *which)
    found: ScalarSelect[Any] = (
        last.order_by(LETTER.c.facts[REPLY_BY].as_string().desc(), LETTER.c.id.desc())
        .limit(1)
        .correlate_except(LETTER)
        .scalar_subquery()
    )
    return found.label("said")


def _with_dossier(rows: Subquery, kind: CentreKind | None) -> Query:
    columns = [column for column in rows.c if column.name != "dossier_id"]
    query = seated_dossiers().add_columns(*columns).join(rows, rows.c.dossier_id == DOSSIER.c.id)
    return query.where(concerned(kind).dossiers, DOSSIER.c.state == OPEN)
