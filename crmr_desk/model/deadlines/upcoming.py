"""What is due and why, worked out from the network, the dossiers, the letters and the campaigns; only what was typed by
hand and what was decided of a deadline is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from operator import attrgetter
from typing import TYPE_CHECKING
from unicodedata import normalize

from sqlalchemy.orm import Session

from crmr_desk.model.deadlines.gathering import derived
from crmr_desk.model.deadlines.kinds import RECALLED_FOR_A_WHILE, WITHOUT_LIMIT, kinds_of
from crmr_desk.model.deadlines.mark_reading import decided_into, marked, marks_of, with_mark
from crmr_desk.model.deadlines.recalled import recalled_since
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.deadlines.window import FIRST_DAY, Window
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.tables import AnyRow
from crmr_desk.model.terms import add_years

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_YEARS_AHEAD = 10
_LAST = dt.date(2200, 12, 31)
"""Nothing of the register lies beyond; the arithmetic of birthdays would leave the calendar there."""


def between(db: Database, first: dt.date, last: dt.date, today: dt.date, *, marked: bool = False) -> list[DeadlineRow]:
    """What is due from ``first`` to ``last``, both included, by date; in a constant number of SQL statements.

    An end after which somebody already sits there, or a label already follows, is no longer due; nor is a birthday
    that has passed, unless somebody decided of it. What was put off counts for the day to which it was; with ``marked``
    what was done or lifted comes too, on its day.
    """
    with db.reading() as session:
        window = Window(max(first, FIRST_DAY), min(last, _LAST), today, Scope())
        return _in_order(_due(session, window, over=marked))


def waiting(db: Database, last: dt.date, today: dt.date) -> list[DeadlineRow]:
    """What is late, however long, and what is due until ``last``, included, by date. Of what a year, a label or a
    campaign makes due, only what fell since ``recalled_since`` is late. A constant number of SQL statements."""
    with db.reading() as session:
        return _waiting(session, last, today, Scope())


def for_centre(db: Database, kind: CentreKind | str, row_id: int, today: dt.date) -> list[DeadlineRow]:
    """What is due for one centre within ten years, or is late, as ``waiting`` tells it."""
    with db.reading() as session:
        return _waiting(session, add_years(today, _YEARS_AHEAD), today, Scope(CentreKind(kind), row_id))


def _waiting(session: Session, last: dt.date, today: dt.date, scope: Scope) -> list[DeadlineRow]:
    """No source is asked twice: each tells kinds of one sort only."""
    sorts = ((FIRST_DAY, WITHOUT_LIMIT), (recalled_since(today), RECALLED_FOR_A_WHILE))
    found = [_due(session, Window(first, last, today, scope), over=False, only=kinds) for first, kinds in sorts]
    return _in_order([row for rows in found for row in rows])


def _due(session: Session, window: Window, *, over: bool, only: Collection[str] = ()) -> list[DeadlineRow]:
    rows, first, last = derived(session, window, only=only), window.first, window.last
    marks = marks_of(session, rows)
    shown = [row for row in marked(rows, marks, window.today, over=over) if first <= row.on <= last]
    return shown + decided_elsewhere(session, window, marks, only, over=over)


def _in_order(rows: list[DeadlineRow]) -> list[DeadlineRow]:
    """By date, then what it is about, then its title, É beside E. Sorts of one key each: one of them all takes half as
    long again."""
    details = sorted(sorted({row.detail for row in rows}), key=fold)
    places = {detail: place for place, detail in enumerate(details)}
    rows.sort(key=lambda row: normalize("NFD", row.title))
    rows.sort(key=lambda row: places[row.detail])
    rows.sort(key=attrgetter("on"))
    return rows


def decided_elsewhere(
    session: Session, window: Window, known: Mapping[str, AnyRow], only: Collection[str] = (), *, over: bool = False
) -> list[DeadlineRow]:
    """What counts for a day within, though it fell outside or passed with its day: what was put off, with ``over`` what
    was done or lifted too. ``known`` are the marks of what is told anyway; ``only`` some kinds, all of them without."""
    marks = {
        mark.key: mark
        for mark in decided_into(session, window.first, window.last, over=over)
        if mark.key not in known
        and not max(window.first, window.today) <= mark.due_on <= window.last
        and (not only or not set(only).isdisjoint(kinds_of(mark.key)))
    }
    if not marks:
        return []
    fell = [mark.due_on for mark in marks.values()]
    kinds = {kind for key in marks for kind in kinds_of(key)}
    others = derived(session, Window(min(fell), max(fell), window.today, window.scope, passed=True), only=kinds)
    holding = [row for row in others if row.key in marks and marks[row.key].due_on == row.on]
    return [with_mark(row, marks[row.key], window.today) for row in holding]
