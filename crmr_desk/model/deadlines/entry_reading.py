"""Deadlines typed by hand, and the calendars of campaigns, read as plain rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session

from crmr_desk.model.deadlines import regions_of
from crmr_desk.model.deadlines.reading import Query
from crmr_desk.model.deadlines.scope import FIRST, LAST
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.seat_words import with_seat
from crmr_desk.model.network.tables import CENTRE, DOSSIER, SITE, AnyRow
from crmr_desk.model.store import schema

if TYPE_CHECKING:
    from crmr_desk.model.deadlines.window import Window

ENTRY: Final = schema.DeadlineEntry.__table__
CAMPAIGN: Final = schema.Campaign.__table__


def entries(session: Session, window: Window) -> list[AnyRow]:
    """Entries on a day from the first to the last day, with the centre and the dossier that they concern."""
    return plain_rows(session, _entries(window.scope.kind), window.values)


def campaigns(session: Session, window: Window) -> list[AnyRow]:
    """Campaigns that open or close from the first to the last day."""
    return plain_rows(session, _campaigns(), window.values)


@cache
def _entries(kind: CentreKind | None) -> Query:
    query = with_seat(ENTRY).add_columns(
        ENTRY.c.id,
        ENTRY.c.on,
        ENTRY.c.kind,
        ENTRY.c.title.label("entry_title"),
        ENTRY.c.detail,
        ENTRY.c.place,
        ENTRY.c.instructor,
        ENTRY.c.dossier_id,
        DOSSIER.c.number.label("dossier_number"),
        regions_of.of_seat(ENTRY),
    )
    return query.outerjoin(DOSSIER, DOSSIER.c.id == ENTRY.c.dossier_id).where(
        ENTRY.c.on.between(FIRST, LAST), _concerned(kind)
    )


@cache
def _campaigns() -> Query:
    within = or_(CAMPAIGN.c.opens_on.between(FIRST, LAST), CAMPAIGN.c.closes_on.between(FIRST, LAST))
    query: Query = select(CAMPAIGN.c.id, CAMPAIGN.c.name, CAMPAIGN.c.opens_on, CAMPAIGN.c.closes_on).where(within)
    return query


def _concerned(kind: CentreKind | None) -> ColumnElement[bool]:
    if kind is None:
        return true()
    own = ENTRY.c[f"{kind.value}_id"] == CENTRE
    if kind is CentreKind.CRMR:
        return or_(own, ENTRY.c.site_id.in_(select(SITE.c.id).where(SITE.c.crmr_id == CENTRE)))
    return own
