"""Who sits in a seat: mandates read with their person."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from crmr_desk.model.kinds import Function
from crmr_desk.model.network.names import full_name
from crmr_desk.model.network.tables import MANDATE, PERSON, AnyRow
from crmr_desk.model.store.schema import SEATS


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

    def holds_on(self, day: dt.date) -> bool:
        """Whether ``day`` lies within the mandate."""
        return self.start <= day and (self.end is None or day <= self.end)


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
    return row.function, getattr(row, SEATS[row.function])


def holder_of(row: AnyRow) -> Holder:
    """A row of ``holders_query`` as a Holder."""
    mandate_id, person_id, function, *_seats, start, end, title, first_name, last_name, status, birth_date = row
    name = full_name(title, first_name, last_name)
    return Holder(mandate_id, person_id, function, name, title, status, birth_date, start, end)


class Seats:
    """Every mandate of some seats, whatever the date, as ``holders_query`` gives them: who sits there on a day, and
    since when nobody does."""

    def __init__(self, mandates: Iterable[AnyRow]) -> None:
        self._mandates: dict[tuple[str, int], list[Holder]] = defaultdict(list)
        for row in mandates:
            self._mandates[seat_of(row)].append(holder_of(row))

    def history(self, function: Function, centre_id: int) -> list[Holder]:
        """All mandates of one seat, in order of time."""
        return self._mandates.get((function.value, centre_id), [])

    def all(self) -> list[Holder]:
        """The mandates of all these seats."""
        return [held for mandates in self._mandates.values() for held in mandates]

    def holder(self, function: Function, centre_id: int, on: dt.date) -> Holder | None:
        """Who sits there on ``on``."""
        return next((held for held in self.history(function, centre_id) if held.holds_on(on)), None)

    def vacant_since(self, function: Function, centre_id: int, on: dt.date) -> dt.date | None:
        """First day without anybody, for a seat that is vacant on ``on``; None where nobody sat there before."""
        ends = [held.end for held in self.history(function, centre_id) if held.end is not None and held.end < on]
        return max(ends) + dt.timedelta(days=1) if ends else None
