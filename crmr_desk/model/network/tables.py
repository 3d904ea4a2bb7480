"""The tables of the register for Core reads: lists are read as plain rows, entities only to write."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, TypeAlias

from sqlalchemy import BindParameter, ColumnElement, Date, FromClause, Integer, Row, and_, bindparam, or_

from crmr_desk.model.kinds import Function
from crmr_desk.model.store import schema

HOSPITAL = schema.Hospital.__table__
PERSON = schema.Person.__table__
FSMR = schema.Fsmr.__table__
DESIGNATION = schema.FsmrDesignation.__table__
CRMR = schema.Crmr.__table__
LABEL = schema.Label.__table__
SITE = schema.Site.__table__
CCMR = schema.Ccmr.__table__
ATTACHMENT = schema.Attachment.__table__
MANDATE = schema.Mandate.__table__
FORMER = schema.FormerValue.__table__
DISEASE = schema.Disease.__table__
ERN = schema.ErnMembership.__table__
TEAM = schema.TeamMember.__table__
NOTE = schema.Note.__table__
DOSSIER = schema.Dossier.__table__

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
"""A plain row; the statement beside it says which columns it has."""
Day: TypeAlias = dt.date | BindParameter[dt.date]
"""A day, or the place of one in a statement."""

CENTRE: Final[BindParameter[int]] = bindparam("centre", type_=Integer())
ON: Final[BindParameter[dt.date]] = bindparam("on", type_=Date())
IDS: Final[BindParameter[Any]] = bindparam("ids", expanding=True)
"""Places of values in the statements behind a sheet and its deadlines. These are put together once, and given their
values when they are asked: to put one together takes longer than to ask it."""

CRMR_COLUMNS = (CRMR.c.id, CRMR.c.code, CRMR.c.title, CRMR.c.acronym, CRMR.c.fsmr_id)
LABEL_COLUMNS = (LABEL.c.id, LABEL.c.crmr_id, LABEL.c.start, LABEL.c.end, LABEL.c.act)
SITE_COLUMNS = (
    SITE.c.id,
    SITE.c.code,
    SITE.c.crmr_id,
    SITE.c.role,
    SITE.c.hospital_id,
    SITE.c.unit,
    SITE.c.ground,
    SITE.c.start,
    SITE.c.end,
    SITE.c.specialty,
    SITE.c.population,
    SITE.c.activity,
)
CCMR_COLUMNS = (
    CCMR.c.id,
    CCMR.c.code,
    CCMR.c.title,
    CCMR.c.kind,
    CCMR.c.hospital_id,
    CCMR.c.specialty,
    CCMR.c.population,
    CCMR.c.active_file,
    CCMR.c.start,
    CCMR.c.end,
)

SEAT_COLUMN = {
    Function.COORDONNATEUR: "crmr_id",
    Function.RESPONSABLE_SITE: "site_id",
    Function.RESPONSABLE_CCMR: "ccmr_id",
    Function.ANIMATEUR: "fsmr_id",
}
"""The column of ``mandate`` and ``dossier`` that names the seat of a function."""


def covers(table: FromClause, on: Day) -> ColumnElement[bool]:
    """The periods of ``table`` that hold on ``on``, both ends included; a first day that nobody knows has passed."""
    begun = or_(table.c.start.is_(None), table.c.start <= on) if table.c.start.nullable else table.c.start <= on
    return and_(begun, or_(table.c.end.is_(None), table.c.end >= on))


def meets(table: FromClause, start: Day, end: Day | None) -> ColumnElement[bool]:
    """The periods of ``table`` that share at least one day with ``start`` to ``end``, both included."""
    still_running = or_(table.c.end.is_(None), table.c.end >= start)
    return still_running if end is None else and_(still_running, table.c.start <= end)


def seat(table: FromClause, function: Function) -> ColumnElement[Any]:
    """The seat column of ``table`` (mandate or dossier) for ``function``."""
    column: ColumnElement[Any] = table.c[SEAT_COLUMN[function]]
    return column
