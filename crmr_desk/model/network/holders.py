"""Who sits in a seat: mandates read with their person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.tables import MANDATE, PERSON, SEAT_COLUMN, AnyRow


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody in a seat, and until when."""

    mandate_id: int
    person_id: int
    function: str
    name: str
    title: str
    status: str | None
    birth_date: dt.date | None
    start: dt.date
    end: dt.date | None


HOLDER_COLUMNS = (
    MANDATE.c.id.label("mandate_id"),
    MANDATE.c.person_id,
    MANDATE.c.function,
    MANDATE.c.crmr_id,
    MANDATE.c.site_id,
    MANDATE.c.ccmr_id,
    MANDATE.c.fsmr_id,
    MANDATE.c.start,
    MANDATE.c.end,
    PERSON.c.title,
    PERSON.c.first_name,
    PERSON.c.last_name,
    PERSON.c.status,
    PERSON.c.birth_date,
)


def holders_query(*where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    """Mandates with their person, in order of time."""
    return (
        select(*HOLDER_COLUMNS)
        .join(PERSON, PERSON.c.id == MANDATE.c.person_id)
        .where(*where)
        .order_by(MANDATE.c.start, MANDATE.c.id)
    )


def seat_of(row: AnyRow) -> tuple[str, int]:
    """The seat of a mandate or dossier row: (function, id of its centre)."""
    return row.function, getattr(row, SEAT_COLUMN[Function(row.function)])


def holder_of(row: AnyRow) -> Holder:
    """A row of ``holders_query`` as a Holder."""
    return Holder(
        mandate_id=row.mandate_id,
        person_id=row.person_id,
        function=row.function,
        name=full_name(row.title, row.first_name, row.last_name),
        title=row.title,
        status=row.status,
        birth_date=row.birth_date,
        start=row.start,
        end=row.end,
    )
