"""Rows with a period that end before their term, or go on elsewhere from a day."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, FromClause, func, inspect, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.network.tables import SITE
from crmr_desk.model.store.schema import (
    Attachment,
    Ccmr,
    Disease,
    ErnMembership,
    FsmrDesignation,
    Label,
    Mandate,
    Site,
    TeamMember,
)

Period: TypeAlias = Attachment | Ccmr | Disease | ErnMembership | FsmrDesignation | Label | Mandate | Site | TeamMember
ONE_DAY = dt.timedelta(days=1)

_P = TypeVar("_P", Attachment, Disease, ErnMembership, Mandate, TeamMember)

ENTITIES: dict[str, type[Period]] = {
    entity.__tablename__: entity
    for entity in (Attachment, Ccmr, Disease, ErnMembership, FsmrDesignation, Label, Mandate, Site, TeamMember)
}
"""The rows with a period, by table."""


def beyond(table: FromClause, last_day: dt.date) -> ColumnElement[bool]:
    """The periods of ``table`` that go on after ``last_day``, those to come included."""
    return or_(table.c.end.is_(None), table.c.end > last_day)


def crmr_period(session: Session, crmr_id: int) -> tuple[dt.date, dt.date | None] | None:
    """First and last day of a CRMR, those of its sites (None: no end known); None for one without any site."""
    query = select(func.min(SITE.c.start), func.max(SITE.c.end), func.count(SITE.c.id), func.count(SITE.c.end))
    first, last, sites, ended = session.execute(query.where(SITE.c.crmr_id == crmr_id)).one()
    if first is None:
        return None
    return first, last if sites == ended else None


def end_on(session: Session, row: Period, last_day: dt.date) -> None:
    """Make ``last_day`` the last one of ``row``; one that would only begin later is taken out."""
    if row.start is not None and row.start > last_day:
        session.delete(row)
    else:
        row.end = last_day


def carry_over(session: Session, row: _P, first_day: dt.date, **changes: object) -> _P:
    """``row`` with ``changes`` from ``first_day`` on, to its own last day: a new row after one that ends on the eve, or
    the same one where it begins no earlier. Returns the row that goes on."""
    if row.start is not None and row.start >= first_day:
        return _changed(row, changes)
    values = {each.key: getattr(row, each.key) for each in inspect(type(row)).column_attrs}
    for own in ("id", "version"):
        del values[own]
    follower = type(row)(**{**values, **changes, "start": first_day})
    row.end = first_day - ONE_DAY
    session.flush()
    session.add(follower)
    session.flush()
    return follower


def _changed(row: _P, changes: dict[str, Any]) -> _P:
    for name, value in changes.items():
        setattr(row, name, value)
    return row
