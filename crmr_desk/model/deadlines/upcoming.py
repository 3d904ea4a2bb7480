"""What is due and why, worked out from the network and the open dossiers; nothing of it is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import dossier_explaining, dossier_reading, explaining, reading
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.scope import Scope
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.names import collation
from crmr_desk.model.terms import add_years

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_YEARS_BACK, _YEARS_AHEAD = 1, 10
_FIRST, _LAST = dt.date(1900, 1, 1), dt.date(2200, 12, 31)
"""Nothing of the register lies outside; the arithmetic of birthdays would leave the calendar there."""


def between(db: Database, first: dt.date, last: dt.date, today: dt.date) -> list[DeadlineRow]:
    """What is due from ``first`` to ``last``, both included, by date; in a constant number of SQL statements.

    An end after which somebody already sits there, or a label already follows, is no longer due; nor is a birthday
    that has passed.
    """
    with db.reading() as session:
        return _due(session, max(first, _FIRST), min(last, _LAST), today, Scope())


def for_centre(db: Database, kind: CentreKind | str, row_id: int, today: dt.date) -> list[DeadlineRow]:
    """What is due for one centre: within ten years, or late for less than one."""
    first, last = add_years(today, -_YEARS_BACK), add_years(today, _YEARS_AHEAD)
    with db.reading() as session:
        return _due(session, first, last, today, Scope(CentreKind(kind), row_id))


def _of_dossiers(
    session: Session, first: dt.date, last: dt.date, today: dt.date, scope: Scope, fsmrs: Mapping[int, list[str]]
) -> Iterator[DeadlineRow]:
    """What the dossiers themselves wait for, in four statements."""
    for read, explained in (
        (dossier_reading.opinions, dossier_explaining.of_opinion),
        (dossier_reading.replies, dossier_explaining.of_reply),
        (dossier_reading.holds, dossier_explaining.of_hold),
        (dossier_reading.letters, dossier_explaining.of_letters),
    ):
        for row in read(session, first, last, scope):
            yield explained(row, today, dossier_explaining.fsmr_of(row, fsmrs))


def _due(session: Session, first: dt.date, last: dt.date, today: dt.date, scope: Scope) -> list[DeadlineRow]:
    fsmrs = reading.fsmrs_of_ccmrs(session, first, last, scope)
    open_dossiers = reading.dossiers(session, today, scope)
    leaving = {seat_of(row) for row in open_dossiers if explaining.has_cessation_letter(row)}
    rows: list[DeadlineRow] = []
    for mandate in reading.mandates(session, first, last, scope):
        rows += explaining.of_mandate(mandate, today, fsmrs, letter_received=seat_of(mandate) in leaving)
    for label in reading.labels(session, first, last, scope):
        rows.append(explaining.of_label(label, today))
    for designation in reading.designations(session, first, last, scope):
        rows.append(explaining.of_designation(designation, today))
    for dossier in open_dossiers:
        rows += explaining.of_dossier(dossier, today)
    rows += _of_dossiers(session, first, last, today, scope, fsmrs)
    within = [row for row in rows if first <= row.on <= last]
    return sorted(within, key=lambda row: (row.on, collation(row.detail), row.key))
