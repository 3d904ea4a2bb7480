"""Which rows of the register are read for the index, and on which day they are in office."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, exists, select
from sqlalchemy.orm import Session

from crmr_desk.model.network.tables import FORMER, MANDATE, PERSON, AnyRow, covers

Within = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""The condition that a column of ids names one of the rows wanted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A session, the day of the index, and the rows wanted."""

    session: Session
    today: dt.date
    within: Within

    def rows(self, query: Select[*tuple[Any, ...]], ids: ColumnElement[Any]) -> list[AnyRow]:
        """The rows wanted, in order of their ids: each once, where a join gives it twice."""
        found = self.session.execute(query.where(self.within(ids)).order_by(ids)).all()
        return list({row.id: row for row in found}.values())

    def formers(self, table: str) -> dict[int, list[tuple[str, str]]]:
        """The former values that are words or numbers, as (field, value), by row."""
        query = select(FORMER.c.row_id, FORMER.c.field, FORMER.c.value).where(
            FORMER.c.table_name == table, self.within(FORMER.c.row_id)
        )
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for row_id, field, value in self.session.execute(query.order_by(FORMER.c.until.desc())):
            if isinstance(value, str):
                found[row_id].append((field, value))
        return found


def with_holder(
    query: Select[*tuple[Any, ...]], seat: ColumnElement[Any], centre: ColumnElement[Any], on: dt.date
) -> Select[*tuple[Any, ...]]:
    """``query`` with the name of who sits in the ``seat`` of ``centre`` on ``on``."""
    names = (
        PERSON.c.title.label("holder_title"),
        PERSON.c.first_name.label("holder_first"),
        PERSON.c.last_name.label("holder_last"),
    )
    held = query.add_columns(*names).outerjoin(MANDATE, (seat == centre) & covers(MANDATE, on))
    return held.outerjoin(PERSON, PERSON.c.id == MANDATE.c.person_id)


def holder(row: AnyRow) -> str:
    """The name added by ``with_holder``, "" for a vacant seat."""
    return " ".join(part for part in (row.holder_title, row.holder_first, row.holder_last) if part)


def some(table: FromClause, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether ``table`` has such a row."""
    return exists(select(1).select_from(table).where(*where))
