"""What centres owe by the year or for the time of their label, read as plain rows: one statement for all the sites of
the network, one for the CCMR, one for the FSMR, whatever the number of years.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Date, bindparam, func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import regions_of
from crmr_desk.model.deadlines.reading import Query
from crmr_desk.model.deadlines.scope import FIRST, LAST, Scope
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CENTRE,
    CRMR,
    DESIGNATION,
    FSMR,
    HOSPITAL,
    LABEL,
    SITE,
    AnyRow,
    meets,
)

_CRMR_NAME: Final = func.coalesce(func.nullif(CRMR.c.acronym, ""), CRMR.c.title).label("crmr_name")


def year_ends(first: dt.date, last: dt.date) -> list[int]:
    """The years of which the last day lies from ``first`` to ``last``, both included."""
    return [year for year in range(first.year, last.year + 1) if first <= dt.date(year, 12, 31) <= last]


def sites(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Sites with each label of their centre under which they were active on a day from ``first`` to ``last``: a site
    comes once for each. ``since`` and ``until`` are the days of the label."""
    return _asked(session, _sites(scope.kind), first, last, scope)


def ccmrs(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """CCMR active on a day from ``first`` to ``last``; ``until`` is the last day of the labels of the CRMR to which
    they are attached, None where none is known."""
    return _asked(session, _ccmrs(scope.kind), first, last, scope)


def fsmrs(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Designations of FSMR that hold on a day from ``first`` to ``last``."""
    return _asked(session, _fsmrs(scope.kind), first, last, scope)


def plans(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Labels that begin from ``first`` to ``last``: a plan goes with each."""
    return _asked(session, _plans(scope.kind), first, last, scope)


@cache
def _sites(kind: CentreKind | None) -> Query | None:
    query: Query = (
        select(SITE.c.id, SITE.c.crmr_id, SITE.c.role, SITE.c.start, SITE.c.end, FSMR.c.sigle, HOSPITAL.c.region)
        .add_columns(LABEL.c.start.label("since"), LABEL.c.end.label("until"))
        .add_columns(_CRMR_NAME, name_or_unknown(HOSPITAL, "hospital"))
        .join(CRMR, CRMR.c.id == SITE.c.crmr_id)
        .join(LABEL, LABEL.c.crmr_id == CRMR.c.id)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == SITE.c.hospital_id)
        .where(meets(SITE, FIRST, LAST), meets(LABEL, FIRST, LAST))
    )
    return _of_scope(query, kind, {CentreKind.CRMR: SITE.c.crmr_id, CentreKind.SITE: SITE.c.id})


@cache
def _ccmrs(kind: CentreKind | None) -> Query | None:
    labelled = select(func.max(LABEL.c.end)).join(ATTACHMENT, ATTACHMENT.c.crmr_id == LABEL.c.crmr_id)
    attached = or_(ATTACHMENT.c.end.is_(None), ATTACHMENT.c.end >= bindparam("first", type_=Date()))
    until = labelled.where(ATTACHMENT.c.ccmr_id == CCMR.c.id, attached).correlate(CCMR).scalar_subquery()
    query: Query = (
        select(CCMR.c.id, CCMR.c.specialty, CCMR.c.start, CCMR.c.end, HOSPITAL.c.region)
        .add_columns(until.label("until"), name_or_unknown(HOSPITAL, "hospital"))
        .outerjoin(HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id)
        .where(meets(CCMR, FIRST, LAST))
    )
    return _of_scope(query, kind, {CentreKind.CCMR: CCMR.c.id})


@cache
def _fsmrs(kind: CentreKind | None) -> Query | None:
    query: Query = (
        select(DESIGNATION.c.id, DESIGNATION.c.fsmr_id, FSMR.c.sigle)
        .add_columns(DESIGNATION.c.start.label("since"), DESIGNATION.c.end.label("until"))
        .add_columns(regions_of.of_fsmr(DESIGNATION.c.fsmr_id).label("region"))
        .join(FSMR, FSMR.c.id == DESIGNATION.c.fsmr_id)
        .where(meets(DESIGNATION, FIRST, LAST))
    )
    return _of_scope(query, kind, {CentreKind.FSMR: DESIGNATION.c.fsmr_id})


@cache
def _plans(kind: CentreKind | None) -> Query | None:
    query: Query = (
        select(LABEL.c.id, LABEL.c.crmr_id, LABEL.c.act, FSMR.c.sigle, _CRMR_NAME)
        .add_columns(LABEL.c.start.label("since"), LABEL.c.end.label("until"))
        .add_columns(regions_of.of_crmr(LABEL.c.crmr_id).label("region"))
        .join(CRMR, CRMR.c.id == LABEL.c.crmr_id)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .where(LABEL.c.start.between(FIRST, LAST))
    )
    return _of_scope(query, kind, {CentreKind.CRMR: LABEL.c.crmr_id})


def _of_scope(query: Query, kind: CentreKind | None, columns: dict[CentreKind, ColumnElement[Any]]) -> Query | None:
    """The statement for one centre, or for all; None where that kind of centre owes nothing of the sort."""
    if kind is None:
        return query
    return query.where(columns[kind] == CENTRE) if kind in columns else None


def _asked(session: Session, query: Query | None, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    return [] if query is None else list(session.execute(query, scope.within(first, last)))
