"""Everything that falls on some days: read first, source by source, then told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import reading, regions_of
from crmr_desk.model.deadlines.reckoning import year_end
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.sources import SOURCES, Source
from crmr_desk.model.deadlines.window import Around, Window, YearEnd
from crmr_desk.model.dossiers.answers_told import TellingYear, told_by_year
from crmr_desk.model.network.tables import DOSSIER, AnyRow
from crmr_desk.model.terms import add_years

_YEARS_OF_FSMR = 1
"""How long a CCMR that has left a filière is still told under it."""
Read = tuple[Source, list[AnyRow]]
"""A source with what it gave."""


def derived(session: Session, window: Window, *, only: Collection[str] = ()) -> list[DeadlineRow]:
    """What falls within, nothing of what was decided of it being looked at; in no order. ``only`` some kinds, all of
    them without. A constant number of statements.

    A site that passed from one label to the next owes one report for that year: the last label tells it.
    """
    asked = [source for source in SOURCES if _is_asked(source, window, only)]
    years = _year_ends(window) if any(source.yearly for source in asked) else ()
    read = [(source, list(source.read(session, window))) for source in asked]
    since = max(window.first, add_years(window.today, -_YEARS_OF_FSMR))
    attached = reading.attachments(session, _ids(read, "ccmr_id"), since, window.today)
    regions = regions_of.coordinated(session, _ids(read, "crmr_id"))
    around = Around(window.today, window.passing_from, years, attached, regions, _told(session, window, read, years))
    found = {due.key: due for source, rows in read for row in rows for due in source.tell(row, around)}
    first, last = window.first, window.last
    within = [row for row in found.values() if first <= row.on <= last]
    return [row for row in within if row.kind in only] if only else within


def _year_ends(window: Window) -> tuple[YearEnd, ...]:
    """The ends of years that lie within."""
    ends = [(year, dt.date(year, 12, 31)) for year in range(window.first.year, window.last.year + 1)]
    within = [(year, on) for year, on in ends if window.first <= on <= window.last]
    return tuple(YearEnd(year, on, (on - window.today).days, year_end(year)) for year, on in within)


def _ends_a_year(window: Window) -> bool:
    return window.first.year < window.last.year or (window.last.month, window.last.day) == (12, 31)


def _is_asked(source: Source, window: Window, only: Collection[str]) -> bool:
    if window.scope.kind not in source.scopes or (source.yearly and not _ends_a_year(window)):
        return False
    return not only or not set(only).isdisjoint(source.kinds)


def _ids(read: Sequence[Read], column: str) -> set[int]:
    """The centres among the rows of the sources that name one in ``column``."""
    naming = (rows for _source, rows in read if rows and hasattr(rows[0], column))
    return {getattr(row, column) for rows in naming for row in rows} - {None}


def _told(session: Session, window: Window, read: Sequence[Read], years: Sequence[YearEnd]) -> TellingYear:
    """What the follow-ups told where something is owed by the year: those of the network, or of the centres of the
    rows."""
    if not any(source.yearly for source, _rows in read):
        return {}
    owing = (row for source, rows in read if source.yearly for row in rows)
    where = (_of_centres(list(owing)),) if window.scope.kind is not None else ()
    return told_by_year(session, years[0].year, years[-1].year, *where)


def _of_centres(rows: Iterable[AnyRow]) -> ColumnElement[bool]:
    """The dossiers of the CRMR and FSMR of these rows."""
    crmrs = {row.crmr_id for row in rows if hasattr(row, "crmr_id")}
    fsmrs = {row.fsmr_id for row in rows if hasattr(row, "fsmr_id")}
    return or_(DOSSIER.c.crmr_id.in_(crmrs), DOSSIER.c.fsmr_id.in_(fsmrs))
