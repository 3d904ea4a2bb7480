"""Vacant seats over the months: those that existed on a day, less those that somebody held then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, FromClause, and_, case, func, or_, select, union_all
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function, SiteRole
from crmr_desk.model.network.statistics.numerals import counted
from crmr_desk.model.network.statistics.running import Running
from crmr_desk.model.network.statistics.tables import Heading, Holds, StatTable
from crmr_desk.model.network.tables import CCMR, MANDATE, SITE, meets
from crmr_desk.model.terms import add_months

MONTHS = 24


@dataclass(frozen=True, slots=True)
class VacanciesOn:
    """The seats on ``day``: one a site and one a competence centre; ``vacant`` of them held by nobody."""

    day: dt.date
    seats: int
    vacant: int


def vacancies(session: Session, on: dt.date, months: int = MONTHS) -> tuple[VacanciesOn, ...]:
    """At the end of each of the months before ``on``, and on ``on`` itself; two statements."""
    days = month_ends(on, months)
    seats, held = Running(_seats(session, days[0], on)), Running(_held(session, days[0], on))
    return tuple(VacanciesOn(day, seats.on(day), seats.on(day) - held.on(day)) for day in days)


def month_ends(on: dt.date, months: int) -> tuple[dt.date, ...]:
    """The last days of the ``months`` − 1 months before that of ``on``, then ``on``."""
    first = on.replace(day=1)
    return (*(add_months(first, -back) - dt.timedelta(days=1) for back in range(months - 2, -1, -1)), on)


def table(points: tuple[VacanciesOn, ...]) -> StatTable:
    """The months as rows."""
    rows = tuple((point.day, point.vacant, point.seats) for point in points)
    headings = (Heading("Au", Holds.DAY), Heading("Postes vacants"), Heading("Postes"))
    seats = counted(points[-1].seats, "poste", "postes") if points else "Aucun poste"
    method = (
        f"{seats}\u00a0: un par site coordonnateur, site constitutif et centre de compétences en activité\u202f; "
        "vacant quand le registre n’y connaît aucun mandat ce jour-là. Les animateurs de filière ne comptent pas.",
        "Compté au dernier jour de chaque mois, puis au jour affiché.",
    )
    return StatTable("vacancies", "Postes vacants", headings, rows, method)


def _seats(session: Session, first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date | None, int]]:
    """The seats that exist between two days, by their first and last day, counted from ``first`` on."""
    both = union_all(*(
        select(_from(table.c.start, first).label("start"), _to(table.c.end, last).label("end"))
        .where(meets(table, first, last))
        for table in (SITE, CCMR)
    )).subquery()  # fmt: skip
    query = select(both.c.start, both.c.end, func.count()).group_by(both.c.start, both.c.end)
    return [(start, end, count) for start, end, count in session.execute(query)]


def _held(session: Session, first: dt.date, last: dt.date) -> list[tuple[dt.date, dt.date | None, int]]:
    """The same for the days on which a seat that exists is held: what its period and a mandate share."""
    leads = SITE.c.role == SiteRole.COORDONNATEUR.value
    seats: tuple[tuple[Function, FromClause, ColumnElement[bool]], ...] = (
        (Function.COORDONNATEUR, SITE, and_(leads, SITE.c.crmr_id == MANDATE.c.crmr_id)),
        (Function.RESPONSABLE_SITE, SITE, and_(~leads, SITE.c.id == MANDATE.c.site_id)),
        (Function.RESPONSABLE_CCMR, CCMR, CCMR.c.id == MANDATE.c.ccmr_id),
    )
    each = [
        select(
            _from(_later(MANDATE.c.start, table.c.start), first).label("start"),
            _to(_sooner(MANDATE.c.end, table.c.end), last).label("end"),
        )
        .join_from(MANDATE, table, of_seat)
        .where(
            MANDATE.c.function == function.value, meets(MANDATE, first, last), meets(table, first, last),
            or_(table.c.end.is_(None), MANDATE.c.start <= table.c.end),
            or_(MANDATE.c.end.is_(None), table.c.start <= MANDATE.c.end),
        )
        for function, table, of_seat in seats
    ]  # fmt: skip
    both = union_all(*each).subquery()
    query = select(both.c.start, both.c.end, func.count()).group_by(both.c.start, both.c.end)
    return [(start, end, count) for start, end, count in session.execute(query)]


def _from(start: ColumnElement[dt.date], first: dt.date) -> ColumnElement[dt.date]:
    """All that began before makes one group."""
    return case((start < first, first), else_=start)


def _to(end: ColumnElement[dt.date | None], last: dt.date) -> ColumnElement[dt.date | None]:
    """All that ends later is not over yet."""
    return case((end < last, end))


def _later(one: ColumnElement[dt.date], other: ColumnElement[dt.date]) -> ColumnElement[dt.date]:
    return case((one > other, one), else_=other)


def _sooner(one: ColumnElement[dt.date | None], other: ColumnElement[dt.date | None]) -> ColumnElement[dt.date | None]:
    return case((one.is_(None), other), (or_(other.is_(None), one < other), one), else_=other)
