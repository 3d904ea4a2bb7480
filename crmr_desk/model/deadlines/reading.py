"""What the deadlines are made of, read as plain rows: mandates, labels, designations, open dossiers.

Each statement asks only for what falls in the days wanted, so that a month reads its month.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines.terms_of_notice import ends_with_last_letter_between
from crmr_desk.model.kinds import CentreKind, Function, SiteRole
from crmr_desk.model.network.ages import LIMITS
from crmr_desk.model.network.seat_words import with_seat
from crmr_desk.model.network.snapshot import OPEN
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CRMR,
    DESIGNATION,
    DOSSIER,
    FSMR,
    LABEL,
    MANDATE,
    PERSON,
    SITE,
    AnyRow,
    meets,
)
from crmr_desk.model.terms import add_years

_LATER = MANDATE.alias("later")
_LATER_LABEL = LABEL.alias("later_label")
_LATER_DESIGNATION = DESIGNATION.alias("later_designation")


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows to look at: all of them, or those of one centre."""

    mandates: ColumnElement[bool]
    labels: ColumnElement[bool]
    designations: ColumnElement[bool]
    dossiers: ColumnElement[bool]


def everything() -> Scope:
    """The whole network."""
    return Scope(true(), true(), true(), true())


def of_centre(kind: CentreKind, row_id: int) -> Scope:
    """One centre: a reference centre with its sites, a site with the label of its centre, a CCMR, a FSMR."""
    if kind is CentreKind.FSMR:
        designations = DESIGNATION.c.fsmr_id == row_id
        return Scope(MANDATE.c.fsmr_id == row_id, false(), designations, DOSSIER.c.fsmr_id == row_id)
    if kind is CentreKind.CCMR:
        return Scope(MANDATE.c.ccmr_id == row_id, false(), false(), DOSSIER.c.ccmr_id == row_id)
    if kind is CentreKind.CRMR:
        sites = select(SITE.c.id).where(SITE.c.crmr_id == row_id)
        mandates = or_(MANDATE.c.crmr_id == row_id, MANDATE.c.site_id.in_(sites))
        return Scope(mandates, LABEL.c.crmr_id == row_id, false(), DOSSIER.c.crmr_id == row_id)
    crmr = select(SITE.c.crmr_id).where(SITE.c.id == row_id)
    led = select(SITE.c.crmr_id).where(SITE.c.id == row_id, SITE.c.role == SiteRole.COORDONNATEUR.value)
    mandates = or_(MANDATE.c.site_id == row_id, MANDATE.c.crmr_id.in_(led))
    dossiers = or_(DOSSIER.c.site_id == row_id, DOSSIER.c.crmr_id.in_(led))
    return Scope(mandates, LABEL.c.crmr_id.in_(crmr), false(), dossiers)


def mandates(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Mandates that end, call for a letter, or see a birthday of A3 §1 from ``first`` to ``last``.

    ``followed`` tells that a later mandate of the seat is known, ``goes_on`` that the seat outlives the mandate.
    """
    label_end = (
        select(func.max(LABEL.c.end))
        .where(LABEL.c.crmr_id == func.coalesce(MANDATE.c.crmr_id, SITE.c.crmr_id))
        .where(LABEL.c.start <= MANDATE.c.end, LABEL.c.end >= MANDATE.c.start)
        .scalar_subquery()
    )
    query = with_seat(MANDATE, MANDATE.c.person_id).add_columns(
        MANDATE.c.id,
        MANDATE.c.start,
        MANDATE.c.end,
        label_end.label("label_end"),
        _followed().label("followed"),
        _goes_on().label("goes_on"),
    )
    return list(session.execute(query.where(scope.mandates, _due(first, last))))


def labels(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Labels that end from ``first`` to ``last``, none later being known, of reference centres that go on."""
    later = exists().where(_LATER_LABEL.c.crmr_id == LABEL.c.crmr_id, _LATER_LABEL.c.start > LABEL.c.start)
    open_site = exists().where(SITE.c.crmr_id == LABEL.c.crmr_id, or_(SITE.c.end.is_(None), SITE.c.end > LABEL.c.end))
    query = (
        select(LABEL.c.id, LABEL.c.crmr_id, LABEL.c.start, LABEL.c.end, LABEL.c.act, CRMR.c.acronym, CRMR.c.title)
        .add_columns(FSMR.c.sigle)
        .join(CRMR, CRMR.c.id == LABEL.c.crmr_id)
        .outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .where(scope.labels, LABEL.c.end.between(first, last), ~later, open_site)
    )
    return list(session.execute(query))


def designations(session: Session, first: dt.date, last: dt.date, scope: Scope) -> list[AnyRow]:
    """Designations of FSMR that end from ``first`` to ``last``, none later being known."""
    later = exists().where(
        _LATER_DESIGNATION.c.fsmr_id == DESIGNATION.c.fsmr_id, _LATER_DESIGNATION.c.start > DESIGNATION.c.start
    )
    query = (
        select(DESIGNATION.c.id, DESIGNATION.c.fsmr_id, DESIGNATION.c.start, DESIGNATION.c.end, FSMR.c.sigle)
        .join(FSMR, FSMR.c.id == DESIGNATION.c.fsmr_id)
        .where(scope.designations, DESIGNATION.c.end.between(first, last), ~later)
    )
    return list(session.execute(query))


def dossiers(session: Session, today: dt.date, scope: Scope) -> list[AnyRow]:
    """Dossiers open on ``today``, with their answers and the holder whose mandate they would end."""
    held_by = select(MANDATE.c.person_id).where(MANDATE.c.id == DOSSIER.c.former_mandate_id).scalar_subquery()
    query = with_seat(DOSSIER, held_by).add_columns(DOSSIER.c.id, DOSSIER.c.number, DOSSIER.c.answers)
    return list(session.execute(query.where(scope.dossiers, DOSSIER.c.state == OPEN, DOSSIER.c.opened_on <= today)))


def fsmrs_of_ccmrs(session: Session, first: dt.date, last: dt.date, scope: Scope) -> dict[int, list[str]]:
    """The filières of the competence centres among ``mandates`` and dossiers: several where they are attached to
    several."""
    wanted = select(MANDATE.c.ccmr_id).join(PERSON, PERSON.c.id == MANDATE.c.person_id)
    in_dossiers = ATTACHMENT.c.ccmr_id.in_(select(DOSSIER.c.ccmr_id).where(scope.dossiers))
    query = (
        select(ATTACHMENT.c.ccmr_id, FSMR.c.sigle)
        .join(CRMR, CRMR.c.id == ATTACHMENT.c.crmr_id)
        .join(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .where(or_(ATTACHMENT.c.ccmr_id.in_(wanted.where(scope.mandates, _due(first, last))), in_dossiers))
        .where(or_(ATTACHMENT.c.end.is_(None), ATTACHMENT.c.end >= first))
        .distinct()
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(query):
        found[row.ccmr_id].append(row.sigle)
    return found


def _due(first: dt.date, last: dt.date) -> ColumnElement[bool]:
    earliest, latest = ends_with_last_letter_between(first, last)
    return or_(
        MANDATE.c.end.between(first, last),
        and_(MANDATE.c.function == Function.COORDONNATEUR.value, MANDATE.c.end.between(earliest, latest)),
        and_(
            MANDATE.c.function != Function.ANIMATEUR.value,
            meets(MANDATE, first, last),
            or_(*(_born(age, first, last) for age in LIMITS)),
        ),
    )


def _born(age: int, first: dt.date, last: dt.date) -> ColumnElement[bool]:
    """A day of slack on each side: who is born on 29 February may turn ``age`` on 1 March."""
    slack = dt.timedelta(days=1)
    born: ColumnElement[bool] = PERSON.c.birth_date.between(
        add_years(first, -age) - slack, add_years(last, -age) + slack
    )
    return born


def _followed() -> ColumnElement[bool]:
    same = [_LATER.c[name] == MANDATE.c[name] for name in ("crmr_id", "site_id", "ccmr_id", "fsmr_id")]
    return exists().where(or_(*same), _LATER.c.start > MANDATE.c.start)


def _goes_on() -> ColumnElement[bool]:
    open_site = SITE.alias("open_site")
    crmr_goes_on = exists().where(
        open_site.c.crmr_id == MANDATE.c.crmr_id, or_(open_site.c.end.is_(None), open_site.c.end > MANDATE.c.end)
    )
    seat_end = func.coalesce(SITE.c.end, CCMR.c.end)
    return and_(or_(MANDATE.c.crmr_id.is_(None), crmr_goes_on), or_(seat_end.is_(None), seat_end > MANDATE.c.end))
