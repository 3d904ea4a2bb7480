"""Letters that wait to be signed, to be sent or to be acknowledged, read as plain rows: by dossier, or by batch."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines.dossier_reading import seated_dossiers
from crmr_desk.model.deadlines.reading import Query
from crmr_desk.model.deadlines.scope import FIRST, LAST, concerned
from crmr_desk.model.dossiers.awaited import LETTER
from crmr_desk.model.dossiers.letter_states import DATA, FINAL, SENT, SHEET, SIGNED, TO_SIGN
from crmr_desk.model.dossiers.records import ABANDONED, DECIDED
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import DOSSIER, AnyRow
from crmr_desk.model.store import schema

if TYPE_CHECKING:
    from crmr_desk.model.deadlines.window import Window

ACKNOWLEDGED_WITHIN: Final = 15
"""Days after which an acknowledgement that has not come is worth a look: ours, the text asks for none."""
WANT_ACKNOWLEDGEMENT: Final = ("recommande", "remise")
"""The channels by which a proof comes back."""
BATCH: Final = schema.LetterBatch.__table__
_TO_SIGN: Final = (FINAL, TO_SIGN)
_ENCLOSED: Final = or_(*(LETTER.c.kind.endswith(suffix, autoescape=True) for suffix in (SHEET, DATA)))
"""A fiche or a structured file: it bears no signature and leaves with its letter."""
_OLDEST, _COUNT = func.min(LETTER.c.dated), func.count()


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
    wait = dt.timedelta(days=ACKNOWLEDGED_WITHIN)
    sent = {"first": window.first - wait, "last": window.last - wait}
    return plain_rows(session, _unacknowledged(window.scope.kind), {**window.values, **sent})


def batches(session: Session, window: Window) -> list[AnyRow]:
    """By batch and ``state`` (to_sign, signed), the ``letters`` that wait, the oldest ``dated`` from ``first`` to
    ``last``; whose batch it is."""
    return plain_rows(session, _batches(), window.values)


@cache
def _waiting(kind: CentreKind | None, *, signed: bool) -> Query:
    ready = or_(LETTER.c.state == SIGNED, _ENCLOSED)
    waiting = (
        select(LETTER.c.dossier_id, _COUNT.label("letters"), _OLDEST.label("dated"))
        .where(LETTER.c.state.in_((*_TO_SIGN, SIGNED)), ready if signed else ~ready, LETTER.c.dossier_id.is_not(None))
        .group_by(LETTER.c.dossier_id)
        .having(_within(_OLDEST))
        .subquery()
    )
    query = seated_dossiers().add_columns(waiting.c.letters, waiting.c.dated)
    alive = DOSSIER.c.state != ABANDONED
    return query.join(waiting, waiting.c.dossier_id == DOSSIER.c.id).where(concerned(kind).dossiers, alive)


@cache
def _unacknowledged(kind: CentreKind | None) -> Query:
    columns = (LETTER.c.id, LETTER.c.number, LETTER.c.addressee, LETTER.c.channel, LETTER.c.sent_on)
    query = seated_dossiers().add_columns(*columns).join(LETTER, LETTER.c.dossier_id == DOSSIER.c.id)
    return query.where(
        concerned(kind).dossiers,
        DOSSIER.c.state.in_((OPEN, DECIDED)),
        func.coalesce(LETTER.c.state, "") == SENT,  # by dossier: nearly all letters of twenty years were sent
        LETTER.c.channel.in_(WANT_ACKNOWLEDGEMENT),
        LETTER.c.sent_on.between(FIRST, LAST),
    )


@cache
def _batches() -> Query:
    waiting = (
        select(LETTER.c.batch_id, LETTER.c.dated, (LETTER.c.state == SIGNED).label("signed"))
        .where(LETTER.c.state.in_((*_TO_SIGN, SIGNED)), LETTER.c.batch_id.is_not(None))
        .subquery()
    )
    oldest = func.min(waiting.c.dated)
    query: Query = (
        select(BATCH.c.id, BATCH.c.name, BATCH.c.by, waiting.c.signed, _COUNT.label("letters"), oldest.label("dated"))
        .join(waiting, waiting.c.batch_id == BATCH.c.id)
        .group_by(BATCH.c.id, BATCH.c.name, BATCH.c.by, waiting.c.signed)
        .having(_within(oldest))
    )
    return query


def _within(day: ColumnElement[dt.date]) -> ColumnElement[bool]:
    return day.between(FIRST, LAST)
