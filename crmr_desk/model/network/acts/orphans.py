"""What hangs in the air on a day: mandates of closed seats, parts of closed centres. No act may leave any."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, and_, exists, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    DISEASE,
    ERN,
    LABEL,
    MANDATE,
    SITE,
    TEAM,
    covers,
)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A row that holds on the day without what it belongs to; ``sentence`` says it."""

    table: str
    row_id: int
    sentence: str


def orphans(session: Session, day: dt.date) -> list[Orphan]:
    """The orphans on ``day``, in a constant number of statements.

    A CCMR without any attachment is none: it is a state that the tree shows. Nor is a vacant seat, nor a centre without
    a label.
    """
    found: list[Orphan] = []
    for table, wrong, sentence in _rules(day):
        begun = or_(table.c.start.is_(None), table.c.start <= day)  # nobody knows since when, of some diseases
        running = and_(begun, or_(table.c.end.is_(None), table.c.end >= day))
        query = select(table.c.id).where(running, wrong).order_by(table.c.id)
        found += [Orphan(table.name, row_id, sentence) for row_id in session.scalars(query)]
    return found


def _rules(day: dt.date) -> Iterator[tuple[Any, ColumnElement[bool], str]]:
    led, goes_on, coordinated = _open_crmr(day), _unended_crmr(day), SITE.alias("coordinated")
    in_site, in_ccmr = _open(SITE.alias("open_site"), day), _open(CCMR.alias("open_ccmr"), day)
    closed_seat = or_(
        and_(MANDATE.c.site_id.is_not(None), ~in_site(MANDATE.c.site_id)),
        and_(MANDATE.c.ccmr_id.is_not(None), ~in_ccmr(MANDATE.c.ccmr_id)),
        and_(MANDATE.c.crmr_id.is_not(None), ~goes_on(MANDATE.c.crmr_id)),
    )
    yield MANDATE, closed_seat, "Mandat en cours dans un centre fermé"
    away = or_(~in_ccmr(ATTACHMENT.c.ccmr_id), ~led(ATTACHMENT.c.crmr_id))
    yield ATTACHMENT, away, "Rattachement d’un centre fermé, ou à un centre fermé"
    closed_team = or_(
        and_(TEAM.c.site_id.is_not(None), ~in_site(TEAM.c.site_id)),
        and_(TEAM.c.ccmr_id.is_not(None), ~in_ccmr(TEAM.c.ccmr_id)),
    )
    yield TEAM, closed_team, "Équipe d’un centre fermé"
    yield ERN, ~in_site(ERN.c.site_id), "Réseau européen d’un site fermé"
    yield LABEL, ~goes_on(LABEL.c.crmr_id), "Label d’un centre de référence fermé"
    yield DISEASE, ~goes_on(DISEASE.c.crmr_id), "Maladie d’un centre de référence fermé"
    coordinates = exists().where(
        coordinated.c.crmr_id == SITE.c.crmr_id,
        coordinated.c.role == SiteRole.COORDONNATEUR.value,
        covers(coordinated, day),
    )
    yield SITE, and_(SITE.c.role == SiteRole.CONSTITUTIF.value, ~coordinates), "Site sans site coordonnateur"


def _open(table: FromClause, day: dt.date) -> Any:
    return lambda row_id: exists().where(table.c.id == row_id, covers(table, day))


def _open_crmr(day: dt.date) -> Any:
    """A reference centre exists on the days on which one of its sites does."""
    led = SITE.alias("led")
    return lambda crmr_id: exists().where(led.c.crmr_id == crmr_id, covers(led, day))


def _unended_crmr(day: dt.date) -> Any:
    """Before its first site a reference centre has not closed: the register may not know all of its past."""
    later = SITE.alias("later")
    return lambda crmr_id: exists().where(later.c.crmr_id == crmr_id, or_(later.c.end.is_(None), later.c.end >= day))
