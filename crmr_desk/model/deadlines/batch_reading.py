"""Letters of batches that wait, as those of dossiers do, and the answers that reminders ask for, read as plain rows by
batch."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import Subquery, case, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines.dossier_reading import expected_within
from crmr_desk.model.deadlines.letter_reading import WANT_ACKNOWLEDGEMENT, sent_within, waiting_of, within
from crmr_desk.model.deadlines.mark_reading import MARK
from crmr_desk.model.deadlines.reading import Query
from crmr_desk.model.deadlines.rows import DONE, LIFTED
from crmr_desk.model.dossiers.awaited import LETTER, REPLY_BY
from crmr_desk.model.dossiers.letter_states import GONE_OUT, OVER, SENT
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.store import schema

if TYPE_CHECKING:
    from crmr_desk.model.deadlines.window import Window

_BATCH: Final = schema.LetterBatch.__table__
_OF_BATCHES: Final = LETTER.c.batch_id.in_(select(_BATCH.c.id))
_STATE: Final = func.coalesce(LETTER.c.state, "")
"""By batch, not by state: nearly all letters of twenty years were sent, most of them by dossiers."""


def to_sign(session: Session, window: Window) -> list[AnyRow]:
    """The ``letters`` that wait for a signature, the oldest ``dated`` from the first to the last day."""
    return plain_rows(session, _waiting(signed=False), window.values)


def to_send(session: Session, window: Window) -> list[AnyRow]:
    """The ``letters`` signed that wait to be sent, the oldest ``dated`` from the first to the last day."""
    return plain_rows(session, _waiting(signed=True), window.values)


def unacknowledged(session: Session, window: Window) -> list[AnyRow]:
    """Also by the day on which they were sent (``sent_on``): the ``letters`` that left by a channel that wants an
    acknowledgement, which is worth a look from the first to the last day and has not come; to one of whom."""
    return plain_rows(session, _unacknowledged(), sent_within(window))


def replies(session: Session, window: Window) -> list[AnyRow]:
    """Also by the day (``reply_by``, in ISO form, from the first to the last): the ``letters`` that ask for an answer
    by then, when they are ``dated``. Left out are those of which the deadline was noted as done or lifted, and those
    given up, written anew or followed by another reminder."""
    return expected_within(plain_rows(session, _replies(), window.values), window)


@cache
def _waiting(*, signed: bool) -> Query:
    waiting = waiting_of(LETTER.c.batch_id, signed=signed)
    return _batches(waiting).add_columns(waiting.c.letters, waiting.c.dated, waiting.c.joined)


@cache
def _unacknowledged() -> Query:
    out = case((LETTER.c.state == SENT, LETTER.c.id))
    left = (
        select(
            LETTER.c.batch_id.label("owner"),
            LETTER.c.sent_on,
            func.count(out).label("letters"),
            func.min(case((LETTER.c.state == SENT, LETTER.c.addressee))).label("addressee"),
            func.sum(LETTER.c.id).label("joined"),
        )
        .where(
            _OF_BATCHES,
            _STATE.in_(GONE_OUT),
            LETTER.c.channel.in_(WANT_ACKNOWLEDGEMENT),
            within(LETTER.c.sent_on),
        )
        .group_by(LETTER.c.batch_id, LETTER.c.sent_on)
        .having(func.count(out) > 0)
        .subquery()
    )
    return _batches(left).add_columns(left.c.sent_on, left.c.letters, left.c.addressee, left.c.joined)


@cache
def _replies() -> Query:
    last = select(func.max(LETTER.c.id)).where(_OF_BATCHES, _STATE.not_in(OVER)).group_by(LETTER.c.of, LETTER.c.who)
    settled = select(MARK.c.key).where(MARK.c.state.in_((DONE, LIFTED)))
    each = (
        select(LETTER.c.batch_id, LETTER.c.dated, LETTER.c.facts[REPLY_BY].as_string().label("reply_by"))
        .where(LETTER.c.id.in_(last.correlate(None)), LETTER.c.of.not_in(settled))
        .subquery()
    )
    asked = (
        select(
            each.c.batch_id.label("owner"),
            each.c.reply_by,
            func.count().label("letters"),
            func.max(each.c.dated).label("dated"),
        )
        .group_by(each.c.batch_id, each.c.reply_by)
        .subquery()
    )
    return _batches(asked).add_columns(asked.c.reply_by, asked.c.letters, asked.c.dated)


def _batches(letters: Subquery) -> Query:
    """The batches of which there are ``letters``: what each is called and who wrote it."""
    query: Query = select(_BATCH.c.id, _BATCH.c.name, _BATCH.c.by).join(letters, letters.c.owner == _BATCH.c.id)
    return query
