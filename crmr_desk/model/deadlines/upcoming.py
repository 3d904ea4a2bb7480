"""What is due and why, worked out from the network, the dossiers, the letters and the campaigns; only what was typed by
hand and what was decided of a deadline is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from operator import attrgetter
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from crmr_desk.model.deadlines.gathering import derived
from crmr_desk.model.deadlines.kinds import kinds_of
from crmr_desk.model.deadlines.mark_reading import marked, marks_of, postponed_into, with_mark
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.deadlines.window import Window
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.names import collation
from crmr_desk.model.terms import add_years

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_YEARS_BACK, _YEARS_AHEAD = 1, 10
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)
"""Nothing of the register lies outside; the arithmetic of birthdays would leave the calendar there."""


def between(db: Database, first: dt.date, last: dt.date, today: dt.date, *, marked: bool = False) -> list[DeadlineRow]:
    """What is due from ``first`` to ``last``, both included, by date; in a constant number of SQL statements.

    An end after which somebody already sits there, or a label already follows, is no longer due; nor is a birthday
    that has passed. What was put off counts for the day to which it was; with ``marked`` what was done or lifted comes
    too, on its day.
    """
    with db.reading() as session:
        return _due(session, Window(max(first, _FIRST), min(last, _LAST), today, Scope()), over=marked)


def for_centre(db: Database, kind: CentreKind | str, row_id: int, today: dt.date) -> list[DeadlineRow]:
    """What is due for one centre: within ten years, or late for less than one."""
    first, last = add_years(today, -_YEARS_BACK), add_years(today, _YEARS_AHEAD)
    with db.reading() as session:
        return _due(session, Window(first, last, today, Scope(CentreKind(kind), row_id)), over=False)


def _due(session: Session, window: Window, *, over: bool) -> list[DeadlineRow]:
    rows, first, last = derived(session, window), window.first, window.last
    shown = marked(rows, marks_of(session, rows), window.today, over=over)
    kept = [row for row in shown if first <= row.on <= last] + put_off_into(session, window)
    return _in_order(kept)


def _in_order(rows: list[DeadlineRow]) -> list[DeadlineRow]:
    """By date, then what it is about. Three sorts of one key each: one of three keys takes half as long again."""
    places = {detail: place for place, detail in enumerate(sorted({row.detail for row in rows}, key=collation))}
    rows.sort(key=attrgetter("key"))
    rows.sort(key=lambda row: places[row.detail])
    rows.sort(key=attrgetter("on"))
    return rows


def put_off_into(session: Session, window: Window, only: Collection[str] = ()) -> list[DeadlineRow]:
    """What fell on a day outside and was put off to one within; ``only`` some kinds, all of them without."""
    marks = {
        mark.key: mark
        for mark in postponed_into(session, window.first, window.last)
        if not window.first <= mark.due_on <= window.last and (not only or not set(only).isdisjoint(kinds_of(mark.key)))
    }
    if not marks:
        return []
    fell = [mark.due_on for mark in marks.values()]
    kinds = {kind for key in marks for kind in kinds_of(key)}
    others = derived(session, Window(min(fell), max(fell), window.today, window.scope), only=kinds)
    holding = [row for row in others if row.key in marks and marks[row.key].due_on == row.on]
    return [with_mark(row, marks[row.key], window.today) for row in holding]
