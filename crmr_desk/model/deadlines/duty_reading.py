"""What centres owe by the year or for the time of their label, read as plain rows: one statement for all the sites of
the network, one for the CCMR, one for the FSMR, whatever the number of years.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import regions_of
from crmr_desk.model.deadlines.reading import Query
from crmr_desk.model.deadlines.scope import FIRST, LAST
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.moved_sites import moved_around, moved_in
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.tables import (
    CCMR,
    CENTRE,
    CRMR,
    DESIGNATION,
    FSMR,
    HOSPITAL,
    IDS,
    LABEL,
    SITE,
    AnyRow,
    meets,
)

if TYPE_CHECKING:
    from crmr_desk.model.deadlines.window import Window

_CRMR, _SITE = CentreKind.CRMR, CentreKind.SITE
_CRMR_NAME: Final = func.coalesce(func.nullif(CRMR.c.acronym, ""), CRMR.c.title).label("crmr_name")


def sites(session: Session, window: Window) -> list[AnyRow]:
    """Sites with each label of their centre under which they were active since the year began, until the last day: a
    site comes once for each, in order of time. ``since`` and ``until`` are the days of the label.

    A site that moved has a row for each place: ``first_id`` is the first of them, whichever of them is asked for, and
    ``sheet_id`` the one that is in force today, the row itself where it is to come. Three statements at the
    most.
    """
    kind, centre_id = window.scope.kind, window.scope.centre_id
    moved = moved_in(session) if kind is None else moved_around(session, kind, centre_id)
    of_site = [each.id for each in moved.get(centre_id, ())] or [centre_id]
    rows = plain_rows(session, _sites(kind), {**_from_the_first_year(window), "ids": of_site})
    return [_as_one(row, moved[row.id], window.today) if row.id in moved else row for row in rows] if moved else rows


def ccmrs(session: Session, window: Window) -> list[AnyRow]:
    """CCMR active since the year began, until the last day."""
    return plain_rows(session, _ccmrs(window.scope.kind), _from_the_first_year(window))


def fsmrs(session: Session, window: Window) -> list[AnyRow]:
    """Designations of FSMR that hold on a day from the first to the last day."""
    return plain_rows(session, _fsmrs(window.scope.kind), _from_the_first_year(window))


def plans(session: Session, window: Window) -> list[AnyRow]:
    """Labels that begin from the first to the last day: a plan goes with each."""
    return plain_rows(session, _plans(window.scope.kind), window.values)


def fsmr_plans(session: Session, window: Window) -> list[AnyRow]:
    """Designations of FSMR that begin from the first to the last day: a plan goes with each."""
    return plain_rows(session, _fsmr_plans(window.scope.kind), window.values)


@cache
def _sites(kind: CentreKind | None) -> Query:
    query: Query = (
        select(SITE.c.id, SITE.c.crmr_id, SITE.c.role, SITE.c.start, SITE.c.end, FSMR.c.sigle, HOSPITAL.c.region)
        .add_columns(LABEL.c.start.label("since"), LABEL.c.end.label("until"))
        .add_columns(_CRMR_NAME, name_or_unknown(HOSPITAL, "hospital"))
        .add_columns(SITE.c.id.label("first_id"), SITE.c.id.label("sheet_id"))
        .join(CRMR, CRMR.c.id == SITE.c.crmr_id)
        .join(LABEL, LABEL.c.crmr_id == CRMR.c.id)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == SITE.c.hospital_id)
        .where(meets(SITE, FIRST, LAST), meets(LABEL, FIRST, LAST))
        .order_by(SITE.c.start, LABEL.c.start)
    )
    return query.where(SITE.c.id.in_(IDS)) if kind is _SITE else _of_scope(query, kind, {_CRMR: SITE.c.crmr_id})


@cache
def _ccmrs(kind: CentreKind | None) -> Query:
    query: Query = (
        select(CCMR.c.id.label("ccmr_id"), CCMR.c.specialty, CCMR.c.start, CCMR.c.end, HOSPITAL.c.region)
        .add_columns(name_or_unknown(HOSPITAL, "hospital"))
        .outerjoin(HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id)
        .where(meets(CCMR, FIRST, LAST))
    )
    return _of_scope(query, kind, {CentreKind.CCMR: CCMR.c.id})


@cache
def _fsmrs(kind: CentreKind | None) -> Query:
    return _designations(kind).where(meets(DESIGNATION, FIRST, LAST)).order_by(DESIGNATION.c.start)


@cache
def _fsmr_plans(kind: CentreKind | None) -> Query:
    return _designations(kind).where(DESIGNATION.c.start.between(FIRST, LAST))


def _designations(kind: CentreKind | None) -> Query:
    query: Query = (
        select(DESIGNATION.c.id, DESIGNATION.c.fsmr_id, FSMR.c.sigle)
        .add_columns(DESIGNATION.c.start.label("since"), DESIGNATION.c.end.label("until"))
        .add_columns(regions_of.of_fsmr(DESIGNATION.c.fsmr_id).label("region"))
        .join(FSMR, FSMR.c.id == DESIGNATION.c.fsmr_id)
    )
    return _of_scope(query, kind, {CentreKind.FSMR: DESIGNATION.c.fsmr_id})


@cache
def _plans(kind: CentreKind | None) -> Query:
    query: Query = (
        select(LABEL.c.id, LABEL.c.crmr_id, LABEL.c.act, FSMR.c.sigle, _CRMR_NAME)
        .add_columns(LABEL.c.start.label("since"), LABEL.c.end.label("until"))
        .add_columns(regions_of.of_crmr(LABEL.c.crmr_id).label("region"))
        .join(CRMR, CRMR.c.id == LABEL.c.crmr_id)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .where(LABEL.c.start.between(FIRST, LAST))
    )
    return _of_scope(query, kind, {CentreKind.CRMR: LABEL.c.crmr_id})


def _of_scope(query: Query, kind: CentreKind | None, columns: dict[CentreKind, ColumnElement[Any]]) -> Query:
    """The statement for one centre of that kind, or for the network."""
    return query if kind is None else query.where(columns[kind] == CENTRE)


def _as_one(row: AnyRow, chain: Sequence[AnyRow], today: dt.date) -> AnyRow:
    """The row of a site that moved, as one of those it has."""
    begun = [each.id for each in chain if each.start <= max(row.start, today)]
    moved: AnyRow = row._replace(first_id=chain[0].id, sheet_id=begun[-1])
    return moved


def _from_the_first_year(window: Window) -> dict[str, object]:
    """From the first day of the year in which the window begins: what was active then owes for that year."""
    return {**window.values, "first": dt.date(window.first.year, 1, 1)}
