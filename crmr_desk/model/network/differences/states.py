"""The two states that are compared: what is read of either, and what differs in one table."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import ARRAY, ColumnElement, FromClause, Integer, Table, and_, any_, func, not_, or_, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.differences.rows import Side
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.tables import FORMER, HOSPITAL, PERSON, AnyRow, covers
from crmr_desk.model.store.chain import NO_OPERATION_YET
from crmr_desk.model.store.schema import JournalHead, Operation, OperationChange

ONE_DAY = dt.timedelta(days=1)
_CHANGE = OperationChange.__table__
Columns = Sequence[ColumnElement[Any]]
Rows = dict[int, AnyRow]


class Pair(NamedTuple):
    """One row on either side; None where it was not there, or did not hold on the day. ``known`` is the row as the
    later side knows it, whatever its period."""

    earlier: AnyRow | None
    later: AnyRow | None
    known: AnyRow | None

    @property
    def either(self) -> AnyRow:
        """The row on the later side, else on the earlier one."""
        row = self.later if self.later is not None else self.earlier
        assert row is not None
        return row


@dataclass(frozen=True)
class Both:
    """Rows by id on either side."""

    earlier: Rows
    later: Rows

    @cached_property
    def either(self) -> Rows:
        """The rows as the later side has them, else as the earlier one has them."""
        return self.later if self.earlier is self.later else self.earlier | self.later

    def every(self) -> Iterator[AnyRow]:
        """Each row of each side, once where both are one and the same."""
        return chain(self.earlier.values(), () if self.earlier is self.later else self.later.values())


@dataclass(frozen=True)
class State:
    """One side while it is read."""

    session: Session
    on: dt.date
    formers: Formers


@contextmanager
def states(earlier: Side, later: Side) -> Iterator[States]:
    """Both sides, read from one view each. Raises UserError for two registers that are not one and the same."""
    with earlier.db.reading() as first:
        if earlier.db is later.db:
            yield States(State(first, earlier.on, Formers(first, earlier.on)),
                         State(first, later.on, Formers(first, later.on)))  # fmt: skip
        else:
            with later.db.reading() as second:
                yield States(State(first, earlier.on, Formers(first, earlier.on)),
                             State(second, later.on, Formers(second, later.on)))  # fmt: skip


class States:
    """What differs, found without reading what does not: a row differs when the journal tells that it was written
    between what the one side knew and what the other one did, when it had other former values, or when one of the days
    lies outside of its period."""

    def __init__(self, earlier: State, later: State) -> None:
        self.earlier, self.later = earlier, later
        self.same_register = earlier.session is later.session
        self.heads = _head(earlier.session), _head(later.session)
        self._written = {} if self.same_register else self._written_between()

    @property
    def wiser(self) -> Session:
        """The side whose journal tells more."""
        return self.earlier.session if self.heads[0] > self.heads[1] else self.later.session

    def dated(self, table: FromClause, columns: Columns) -> list[Pair]:
        """What differs in a table of periods; a row that does not hold on the day of a side is not there."""
        one, other = covers(table, self.earlier.on), covers(table, self.later.on)
        watched = self._watched(table)
        query = select(*columns, one.label("_earlier")).where(or_(and_(one, not_(other)), and_(other, not_(one))))
        rows = self.later.session.execute(query).all()
        pairs = [Pair(row, None, row) if row[-1] else Pair(None, row, row) for row in rows if row.id not in watched]
        return pairs + self._watched_pairs(table, columns, watched, dated=True)

    def undated(self, table: FromClause, columns: Columns) -> list[Pair]:
        """What differs in a table without periods."""
        return self._watched_pairs(table, columns, self._watched(table), dated=False)

    def by_id(self, table: FromClause, columns: Columns, ids: Iterable[int | None]) -> Both:
        """Rows as they were on either day, whatever their periods."""
        wanted = [row_id for row_id in set(ids) if row_id is not None]
        return self.found(table, columns, table.c.id, wanted)

    def found(self, table: FromClause, columns: Columns, column: ColumnElement[int], wanted: Sequence[int]) -> Both:
        """Rows whose ``column`` is one of ``wanted``, as they were on either day, whatever their periods."""
        name = name_of(table)
        read = _read(self.later.session, columns, column, wanted)
        later = {row.id: row for row in self.later.formers.rows(name, read)}
        if self.same_register and not self._formerly_other.get(name):
            return Both(later, later)
        if not self.same_register:
            read = _read(self.earlier.session, columns, column, wanted)
        return Both({row.id: row for row in self.earlier.formers.rows(name, read)}, later)

    def said_by(self, table: str, row_id: int, field: str) -> tuple[tuple[str, int], str, dt.date | None]:
        """What says that a field is another on the later side: the row and its field, and since when; the former value
        of a change between the two days, else the row itself, where it was corrected."""
        former_id, day = self._changes.get((table, row_id, field), (None, None))
        return ((table, row_id), field, None) if former_id is None else ((name_of(FORMER), former_id), "until", day)

    def person(self, person_id: int) -> int:
        """Who that is: of a double that was merged on one of the sides, the person kept."""
        return _final(person_id, self._merged_people)

    def hospital(self, hospital_id: int | None) -> int | None:
        """Which establishment that is, doubles told as for ``person``."""
        return None if hospital_id is None else _final(hospital_id, self._merged_hospitals)

    def fields(self, row: AnyRow | None) -> dict[str, Any] | None:
        """What makes a row differ from another one: a reference to a double stands for whom it is a double of."""
        if row is None:
            return None
        fields = dict(row._mapping) if hasattr(row, "_mapping") else dict(vars(row))
        for name, final in (("person_id", self.person), ("hospital_id", self.hospital), ("seat_id", self.hospital)):
            if fields.get(name) is not None:
                fields[name] = final(fields[name])
        return fields

    def _watched(self, table: FromClause) -> set[int]:
        name = name_of(table)
        return self._written.get(name, set()) | self._formerly_other.get(name, set())

    def _watched_pairs(
        self, table: FromClause, columns: Columns, watched: Collection[int], *, dated: bool
    ) -> list[Pair]:
        both = self.found(table, columns, table.c.id, sorted(watched))
        found: list[Pair] = []
        for row_id in watched:
            earlier, later = known = both.earlier.get(row_id), both.later.get(row_id)
            if dated:
                earlier, later = _held(earlier, self.earlier.on), _held(later, self.later.on)
            if self.fields(earlier) != self.fields(later):
                found.append(Pair(earlier, later, known[1]))
        return found

    def _written_between(self) -> dict[str, set[int]]:
        """The rows that the journal tells of between the two sides, by table."""
        since = min(self.heads)
        if _hash(self.earlier.session, since) != _hash(self.later.session, since):
            raise UserError(
                "Le registre a été remplacé depuis (restauration d’une sauvegarde)\u00a0: "
                "revenez à aujourd’hui, puis comparez à nouveau."
            )
        query = select(_CHANGE.c.table_name, _CHANGE.c.row_id).where(_CHANGE.c.operation_id > since).distinct()
        written: dict[str, set[int]] = {}
        for table, row_id in self.wiser.execute(query):
            written.setdefault(table, set()).add(row_id)
        return written

    @cached_property
    def _formerly_other(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for table, row_id in self.earlier.formers.differing(self.later.formers):
            found.setdefault(table, set()).add(row_id)
        return found

    @cached_property
    def _changes(self) -> Mapping[tuple[str, int, str], tuple[int, dt.date]]:
        """The former value that each change between the two days kept, and the first day of the other one."""
        first, last = sorted((self.earlier.on, self.later.on))
        columns = (FORMER.c.table_name, FORMER.c.row_id, FORMER.c.field, FORMER.c.id, FORMER.c.until)
        query = select(*columns).where(FORMER.c.until >= first, FORMER.c.until < last).order_by(FORMER.c.until)
        return {
            (table, row_id, field): (former_id, until + ONE_DAY)
            for table, row_id, field, former_id, until in self.later.session.execute(query)
        }

    @cached_property
    def _merged_people(self) -> Mapping[int, int]:
        return self._merged(PERSON)

    @cached_property
    def _merged_hospitals(self) -> Mapping[int, int]:
        return self._merged(HOSPITAL)

    def _merged(self, table: FromClause) -> Mapping[int, int]:
        if self.same_register:
            return {}
        query = select(table.c.id, table.c.merged_into_id).where(table.c.merged_into_id.is_not(None))
        return {row_id: kept for state in (self.earlier, self.later) for row_id, kept in state.session.execute(query)}


def _held(row: AnyRow | None, on: dt.date) -> AnyRow | None:
    return (
        row
        if row is not None and (row.start is None or row.start <= on) and (row.end is None or on <= row.end)
        else None
    )


def one_of(session: Session, column: ColumnElement[Any], wanted: Iterable[int]) -> ColumnElement[bool]:
    """The rows whose ``column`` is one of ``wanted``, however many they are: one parameter, not one for each."""
    ids = list(wanted)
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(sql_cast(ids, ARRAY(Integer)))
    return column.in_(select(func.json_each(json.dumps(ids)).table_valued("value").c.value))


def name_of(table: FromClause) -> str:
    """The name of a table of the register."""
    assert isinstance(table, Table)
    return table.name


def _read(session: Session, columns: Columns, column: ColumnElement[int], wanted: Sequence[int]) -> list[AnyRow]:
    return list(session.execute(select(*columns).where(one_of(session, column, wanted))).all())


def _head(session: Session) -> int:
    return session.scalars(select(JournalHead.operation_id)).one()


def _hash(session: Session, operation_id: int) -> str:
    found = session.scalar(select(Operation.hash).where(Operation.id == operation_id))
    return found if found is not None else NO_OPERATION_YET


def _final(row_id: int, merged: Mapping[int, int]) -> int:
    if row_id not in merged:
        return row_id
    seen = {row_id}
    while row_id in merged and merged[row_id] not in seen:
        row_id = merged[row_id]
        seen.add(row_id)
    return row_id
