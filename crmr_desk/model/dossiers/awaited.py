"""What the dossiers wait for, as plain rows: opinions asked, pieces requested, letters to be sent. No law is asked."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select

from crmr_desk.model.dossiers.letter_states import DECISION, OVER, UNSENT
from crmr_desk.model.dossiers.rows import IN_HAND, PieceState
from crmr_desk.model.law.vocabulary import PIECES
from crmr_desk.model.network.tables import DOSSIER
from crmr_desk.model.store import schema

OPINION: Final = schema.Opinion.__table__
PIECE: Final = schema.Piece.__table__
LETTER: Final = schema.LetterRow.__table__

REQUEST_PIECES: Final = "request_pieces"
REPLY_BY: Final = "reply_by_on"
"""Where a request for pieces keeps, among its facts, the day of the answer in ISO form."""
CESSATION: Final = "cessation_letter"
"""The paper that comes before the dossier, and is none of its pieces."""

_OPINION_KINDS: Final = tuple(kind for kind in PIECES if kind.endswith(("_opinion", "_agreement")))
_CAME_IN: Final = PIECE.c.state.in_([state.value for state in IN_HAND])


def opinions_out(*where: ColumnElement[bool], by: dt.date | None = None) -> Select[*tuple[Any, ...]]:
    """Opinions asked whose paper is not in hand, or was not ``by`` a day; those with ``unanswered_on`` are no longer
    waited for."""
    same = and_(PIECE.c.dossier_id == OPINION.c.dossier_id, PIECE.c.kind == OPINION.c.kind, PIECE.c.of == OPINION.c.of)
    columns = ("id", "dossier_id", "kind", "of", "body", "asked_on", "due_on", "reminded_on", "reminders")
    return (
        select(*(OPINION.c[name] for name in columns), OPINION.c.unanswered_on)
        .where(~exists().where(same, _CAME_IN, *_there(by)), *_asked(by), *where)
        .order_by(OPINION.c.due_on, OPINION.c.id)
    )


def papers(by: dt.date | None = None) -> Select[*tuple[Any, ...]]:
    """By dossier: the number of its ``papers``, whatever they are worth, and of the ``opinions`` in hand; with ``by``
    those that had come by that day."""
    opinion = case((and_(PIECE.c.kind.in_(_OPINION_KINDS), _CAME_IN), 1))
    return (
        select(PIECE.c.dossier_id, func.count().label("papers"), func.count(opinion).label("opinions"))
        .where(PIECE.c.state != PieceState.MISSING.value, PIECE.c.kind != CESSATION, *_there(by))
        .group_by(PIECE.c.dossier_id)
    )


def replies(*where: ColumnElement[bool], by: dt.date | None = None) -> Select[*tuple[Any, ...]]:
    """By open dossier that is not complete, or was not on the evening of ``by``: the day (``reply_by``, ISO) by which
    the pieces requested are expected, and when they were last requested."""
    incomplete: ColumnElement[bool] = DOSSIER.c.complete_on.is_(None)
    if by is not None:
        incomplete = and_(LETTER.c.dated <= by, or_(incomplete, DOSSIER.c.complete_on > by))
    return (
        select(
            LETTER.c.dossier_id,
            func.max(LETTER.c.facts[REPLY_BY].as_string()).label("reply_by"),
            func.max(LETTER.c.dated).label("asked_on"),
        )
        .join(DOSSIER, DOSSIER.c.id == LETTER.c.dossier_id)
        .where(LETTER.c.kind == REQUEST_PIECES, LETTER.c.state.not_in(OVER), incomplete, *where)
        .group_by(LETTER.c.dossier_id)
    )


def unsent(*where: ColumnElement[bool], by: dt.date | None = None) -> Select[*tuple[Any, ...]]:
    """By dossier: how many ``letters`` wait to be sent, or did on the evening of ``by``, how many of them carry its
    ``decisions``, and the day that the oldest bears."""
    waits: ColumnElement[bool] = LETTER.c.state.in_(UNSENT)
    if by is not None:
        waits = and_(LETTER.c.dated <= by, LETTER.c.state.not_in(OVER), or_(waits, LETTER.c.sent_on > by))
    decision = case((LETTER.c.purpose == DECISION, 1))
    return (
        select(
            LETTER.c.dossier_id,
            func.count().label("letters"),
            func.count(decision).label("decisions"),
            func.min(LETTER.c.dated).label("dated"),
        )
        .where(waits, *where)
        .group_by(LETTER.c.dossier_id)
    )


def _there(by: dt.date | None) -> tuple[ColumnElement[bool], ...]:
    """The papers received by that day; of one whose day nobody wrote down nothing else can be said than that it is
    there."""
    return () if by is None else (or_(PIECE.c.received_on.is_(None), PIECE.c.received_on <= by),)


def _asked(by: dt.date | None) -> tuple[ColumnElement[bool], ...]:
    return () if by is None else (OPINION.c.asked_on <= by,)
