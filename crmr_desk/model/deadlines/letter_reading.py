"""Letters of dossiers that wait to be signed, to be sent or to be acknowledged, read as plain rows."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines.dossier_reading import seated_dossiers
from crmr_desk.model.deadlines.reading import Query
from crmr_desk.model.deadlines.scope import FIRST, LAST, concerned
from crmr_desk.model.dossiers.awaited import LETTER
from crmr_desk.model.dossiers.letter_states import DATA, SENT, SHEET, SIGNED, UNSENT
from crmr_desk.model.dossiers.records import ABANDONED, DECIDED
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER, AnyRow

if TYPE_CHECKING:
    from crmr_desk.model.deadlines.window import Window

ACKNOWLEDGED_WITHIN: Final = 15
"""Days after which an acknowledgement that has not come is worth a look: ours, the text asks for none."""
WANT_ACKNOWLEDGEMENT: Final = ("recommande", "remise")
"""The channels by which a proof comes back."""
_ENCLOSED: Final = or_(*(LETTER.c.kind.endswith(suffix, autoescape=True) for suffix in (SHEET, DATA)))
"""A fiche or a structured file: it bears no signature and leaves with its letter."""


def to_sign(session: Session, window: Window) -> list[AnyRow]:
    """By dossier, the ``letters`` that wait for a signature, the oldest ``dated`` from the first to the last day."""
    return plain_rows(session, _waiting(window.scope.kind, signed=False), window.values)


def to_send(session: Session, window: Window) -> list[AnyRow]:
    """By dossier, the ``letters`` signed that wait to be sent, with what goes along and bears no signature, the oldest
    ``dated`` from the first to the last day."""
    return plain_rows(session, _waiting(window.scope.kind, signed=True), window.values)


def unacknowledged(session: Session, window: Window) -> list[AnyRow]:
    """Letters of dossiers that still go on, sent by a channel that wants an acknowledgement, which is worth a look from
    the first to the last day and has not come."""
    return plain_rows(session, _unacknowledged(window.scope.kind), sent_within(window))


def sent_within(window: Window) -> dict[str, object]:
    """The values of a statement on letters whose acknowledgement is worth a look within: FIRST and LAST are the days on
    which they were sent."""
    wait = dt.timedelta(days=ACKNOWLEDGED_WITHIN)
    return {**window.values, "first": window.first - wait, "last": window.last - wait}


def waiting_of(owner: ColumnElement[Any], *, signed: bool) -> Subquery:
    """By ``owner``, a dossier or a batch: the ``letters`` that wait to be sent, or to be ``signed`` first; the day that
    the oldest bears, ``dated`` from the first to the last; and ``joined``, the sum of the ids of all that ever waited
    so. It is another one as soon as a letter joins those that wait, and stays when one leaves."""
    ready = or_(LETTER.c.state == SIGNED, _ENCLOSED)
    waits = and_(LETTER.c.state.in_(UNSENT), ready if signed else ~ready)
    waited = or_(LETTER.c.signed_on.is_not(None), ready) if signed else ~_ENCLOSED
    oldest = func.min(case((waits, LETTER.c.dated)))
    owners = select(owner).where(LETTER.c.state.in_(UNSENT), owner.is_not(None)).correlate(None)
    return (
        select(
            owner.label("owner"),
            func.count(case((waits, LETTER.c.id))).label("letters"),
            oldest.label("dated"),
            func.sum(case((waited, LETTER.c.id))).label("joined"),
        )
        .where(owner.in_(owners))
        .group_by(owner)
        .having(within(oldest))
        .subquery()
    )


def within(day: ColumnElement[dt.date]) -> ColumnElement[bool]:
    """Whether it is from the first to the last day."""
    return day.between(FIRST, LAST)


@cache
def _waiting(kind: CentreKind | None, *, signed: bool) -> Query:
    waiting = waiting_of(LETTER.c.dossier_id, signed=signed)
    query = seated_dossiers().add_columns(waiting.c.letters, waiting.c.dated, waiting.c.joined)
    alive = DOSSIER.c.state != ABANDONED
    return query.join(waiting, waiting.c.owner == DOSSIER.c.id).where(concerned(kind).dossiers, alive)


@cache
def _unacknowledged(kind: CentreKind | None) -> Query:
    columns = (LETTER.c.id, LETTER.c.number, LETTER.c.addressee, LETTER.c.channel, LETTER.c.sent_on)
    query = seated_dossiers().add_columns(*columns).join(LETTER, LETTER.c.dossier_id == DOSSIER.c.id)
    return query.where(
        concerned(kind).dossiers,
        DOSSIER.c.state.in_((OPEN, DECIDED)),
        func.coalesce(LETTER.c.state, "") == SENT,  # by dossier: nearly all letters of twenty years were sent
        LETTER.c.channel.in_(WANT_ACKNOWLEDGEMENT),
        within(LETTER.c.sent_on),
    )
