"""The seats of one person: what a new function would add to, or leave empty."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function, SiteRole
from crmr_desk.model.network.functions import held_query, held_words
from crmr_desk.model.network.holders import seat_of
from crmr_desk.model.network.tables import CCMR, MANDATE, ON, SITE, AnyRow, covers

_SEAT_OF_CRMR = SITE.alias("seat_of_crmr")


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """A mandate of a person, ``words`` for it in French. ``crmr_id`` is the centre of a coordonnateur or of a
    responsable of site; ``hospital_id`` is where the seat is, None for an animateur. ``end`` is the last day."""

    mandate_id: int
    function: Function
    centre_id: int
    crmr_id: int | None
    hospital_id: int | None
    words: str
    start: dt.date
    end: dt.date | None


def seats_held(session: Session, person_id: int, on: dt.date) -> tuple[HeldSeat, ...]:
    """The seats that a person holds on ``on`` or will hold later, in order of time; one statement."""
    return tuple(_held(row) for row in session.execute(_SEATS, {"person": person_id, "on": on}))


def _seats() -> Select[Any]:
    """Of a person, on a day or later."""
    coordinating = (
        select(_SEAT_OF_CRMR.c.hospital_id)
        .where(_SEAT_OF_CRMR.c.crmr_id == MANDATE.c.crmr_id, covers(_SEAT_OF_CRMR, ON))
        .where(_SEAT_OF_CRMR.c.role == SiteRole.COORDONNATEUR.value)
        .limit(1)
        .scalar_subquery()
    )
    place = func.coalesce(SITE.c.hospital_id, CCMR.c.hospital_id, coordinating).label("hospital_id")
    columns = (
        MANDATE.c.id,
        MANDATE.c.crmr_id,
        MANDATE.c.site_id,
        MANDATE.c.ccmr_id,
        MANDATE.c.fsmr_id,
        MANDATE.c.start,
        MANDATE.c.end,
        SITE.c.crmr_id.label("site_crmr_id"),
        place,
    )
    ahead = or_(covers(MANDATE, ON), MANDATE.c.start > ON)
    query = held_query().add_columns(*columns).where(MANDATE.c.person_id == bindparam("person"), ahead)
    return query.order_by(MANDATE.c.start, MANDATE.c.id)


def _held(row: AnyRow) -> HeldSeat:
    function, centre_id = seat_of(row)
    return HeldSeat(
        mandate_id=row.id,
        function=Function(function),
        centre_id=centre_id,
        crmr_id=row.crmr_id if row.crmr_id is not None else row.site_crmr_id,
        hospital_id=row.hospital_id,
        words=held_words(row),
        start=row.start,
        end=row.end,
    )


_SEATS = _seats()
