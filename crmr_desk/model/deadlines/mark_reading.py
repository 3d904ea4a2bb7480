"""What was decided of deadlines, read by their keys, and what a mark changes of a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines.kinds import PASSING
from crmr_desk.model.deadlines.rows import DONE, POSTPONED, DeadlineRow, Mark
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.store import schema

MARK: Final = schema.DeadlineMark.__table__
_COLUMNS: Final = (
    MARK.c.key,
    MARK.c.due_on,
    MARK.c.state,
    MARK.c.until,
    MARK.c.reason,
    MARK.c.by,
    MARK.c.marked_on,
)
_FEW: Final = 900
"""Beyond so many rows their marks are asked by the day on which they fell, not one by one."""
_BY_KEY: Final = select(*_COLUMNS).where(MARK.c.key.in_(bindparam("keys", expanding=True)))
_BY_DAY: Final = select(*_COLUMNS).where(MARK.c.due_on.between(bindparam("first"), bindparam("last")))
_PUT_OFF: Final = MARK.c.until.between(bindparam("first"), bindparam("last"))
_POSTPONED: Final = select(*_COLUMNS).where(_PUT_OFF)
_PASSED: Final = or_(*(MARK.c.key.startswith(f"{kind}:", autoescape=True) for kind in PASSING))
_DECIDED: Final = select(*_COLUMNS).where(
    or_(_PUT_OFF, and_(MARK.c.until.is_(None), MARK.c.due_on.between(bindparam("first"), bindparam("last")), _PASSED))
)


def marks_of(session: Session, rows: Sequence[DeadlineRow]) -> dict[str, AnyRow]:
    """The marks of the rows that still hold, by key: a mark holds as long as the deadline falls on the day on which it
    fell when it was marked. One statement."""
    if len(rows) <= _FEW:
        found = plain_rows(session, _BY_KEY, {"keys": [row.key for row in rows]})
    else:
        days = {row.on for row in rows}
        found = plain_rows(session, _BY_DAY, {"first": min(days), "last": max(days)})
    marks = {mark.key: mark for mark in found}
    marked = [row for row in rows if row.key in marks] if marks else []
    return {row.key: marks[row.key] for row in marked if marks[row.key].due_on == row.on}


def decided_into(session: Session, first: dt.date, last: dt.date, *, over: bool) -> list[AnyRow]:
    """The marks that put a deadline off to a day from ``first`` to ``last``; with ``over`` those too that say that one
    which fell in these days, and passes with its day, was done or lifted. One statement."""
    return plain_rows(session, _DECIDED if over else _POSTPONED, {"first": first, "last": last})


def marked(
    rows: Iterable[DeadlineRow], marks: Mapping[str, AnyRow], today: dt.date, *, over: bool
) -> list[DeadlineRow]:
    """The rows as their marks leave them: put off to another day, done or lifted; the latter only if ``over``."""
    shown = [with_mark(row, marks[row.key], today) if row.key in marks else row for row in rows]
    return shown if over else [row for row in shown if row.mark is None or row.mark.state == POSTPONED]


def mark_of(mark: AnyRow | schema.DeadlineMark) -> Mark:
    """What was decided, as the register keeps it."""
    return Mark(mark.state, mark.marked_on, mark.by, mark.reason, mark.until)


def with_mark(row: DeadlineRow, mark: AnyRow, today: dt.date) -> DeadlineRow:
    """The row with what was decided of it."""
    known = mark_of(mark)
    if mark.until is None:
        return row._replace(mark=known)
    return row._replace(mark=known, on=mark.until, fell_on=row.on, days=(mark.until - today).days)


def told_done(row: DeadlineRow, on: dt.date, source: str) -> DeadlineRow:
    """A yearly duty that a follow-up dossier opened on ``on`` says was done."""
    return row._replace(mark=Mark(DONE, on, "", told_by=source))
