"""Fields that had another value before: titles, names, legal numbers, the hospital of a CCMR, the FSMR of a CRMR.

A row holds what is true from its last change on; ``former_value`` holds what was true until a day, included.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from copy import copy
from types import SimpleNamespace
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, and_, bindparam, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.tables import FORMER, ON, AnyRow
from crmr_desk.model.store.schema import FormerValue, Versioned
from crmr_desk.model.terms import short_date

FOLLOWED: Mapping[str, frozenset[str]] = {
    "fsmr": frozenset({"sigle", "name", "seat_id"}),
    "crmr": frozenset({"title", "acronym", "fsmr_id"}),
    "site": frozenset({"unit"}),
    "ccmr": frozenset({"title", "hospital_id"}),
    "hospital": frozenset({"name", "finess_et", "finess_ej"}),
}
"""The fields whose former values are kept, by table."""
_NAMES = frozenset({"acronym", "name", "sigle", "title", "unit"})
"""Those of them by which a thing is called."""

_SINCE = (
    select(FORMER.c.table_name, FORMER.c.row_id, FORMER.c.field, FORMER.c.value)
    .where(FORMER.c.until >= ON, FORMER.c.table_name.in_(bindparam("tables", expanding=True)))
    .order_by(FORMER.c.until.desc())
)


class Formers:
    """The values that were other on a day than they are in the rows."""

    def __init__(self, session: Session, on: dt.date, tables: Iterable[str] = tuple(FOLLOWED)) -> None:
        self._values: dict[tuple[str, int], dict[str, Any]] = {}
        found = session.execute(_SINCE, {"on": on, "tables": list(tables)})
        for table, row_id, field, value in found:  # the earliest comes last, and holds
            self._values.setdefault((table, row_id), {})[field] = value

    def __bool__(self) -> bool:
        return bool(self._values)

    def called_as(self, other: Formers) -> Formers:
        """What was on this day, under the names of the day of ``other``."""
        both = copy(self)
        both._values = {
            row: {
                **{name: value for name, value in self._values.get(row, {}).items() if name not in _NAMES},
                **{name: value for name, value in other._values.get(row, {}).items() if name in _NAMES},
            }
            for row in self._values.keys() | other._values.keys()
        }
        return both

    def value(self, table: str, row_id: int, field: str, now: Any) -> Any:
        """What ``field`` of a row was on the day, where it is ``now``."""
        return self._values.get((table, row_id), {}).get(field, now)

    def row(self, table: str, row: AnyRow) -> AnyRow:
        """A row of ``table`` as it was on the day; to be read by the names of its columns."""
        values = self._values.get((table, row.id))
        if values is None:
            return row
        fields = row._asdict()
        return cast("AnyRow", SimpleNamespace(**fields | {name: values[name] for name in values if name in fields}))

    def rows(self, table: str, rows: Iterable[AnyRow]) -> list[AnyRow]:
        """``row`` for each."""
        return [self.row(table, row) for row in rows] if self._values else list(rows)

    def was(self, column: ColumnElement[Any], value: object) -> ColumnElement[bool]:
        """The rows of a table whose ``column`` was ``value`` on the day."""
        assert isinstance(column, Column)
        other = {
            row_id: values[column.name]
            for (name, row_id), values in self._values.items()
            if name == column.table.name and column.name in values
        }
        if not other:
            return column == value
        row_id = column.table.c.id
        there = [each for each, former in other.items() if former == value]
        return or_(and_(column == value, row_id.not_in(list(other))), row_id.in_(there))

    def differing(self, other: Formers) -> set[tuple[str, int]]:
        """The (table, row id) that had other former values on the day of ``other``."""
        rows = self._values.keys() | other._values.keys()
        return {row for row in rows if self._values.get(row) != other._values.get(row)}


def change_from(session: Session, entity: Versioned, start: dt.date, today: dt.date, **values: object) -> None:
    """Give fields of ``entity`` other values from ``start`` on, included; what they were until the eve is kept.

    Raises UserError for a day to come, and for one that does not follow the last change of the same field. To be used
    inside a ``writing()``.
    """
    if start > today:
        raise UserError(
            f"Le {short_date(start)} est à venir\u00a0: le registre dit ce qui est\u202f; "
            "enregistrez le changement ce jour-là."
        )
    eve = start - dt.timedelta(days=1)
    table = entity.__tablename__
    for name, value in values.items():
        if name not in FOLLOWED[table]:
            raise ValueError(f"{table}.{name} keeps no former values")
        before = getattr(entity, name)
        if before == value:
            continue
        _require_after(session, table, entity.id, name, eve)
        session.add(FormerValue(table_name=table, row_id=entity.id, field=name, value=before, until=eve))
        setattr(entity, name, value)
    session.flush()


def _require_after(session: Session, table: str, row_id: int, field: str, eve: dt.date) -> None:
    of_field = (FORMER.c.table_name == table, FORMER.c.row_id == row_id, FORMER.c.field == field)
    last = session.scalar(select(FORMER.c.until).where(*of_field).order_by(FORMER.c.until.desc()).limit(1))
    if last is not None and eve <= last:
        raise UserError(
            f"Un changement est déjà enregistré au {short_date(last + dt.timedelta(days=1))}\u00a0: "
            "donnez un jour qui le suit, ou annulez-le d’abord."
        )
