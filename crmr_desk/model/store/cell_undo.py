"""Takes an operation back cell by cell, however long ago it was: what somebody has changed since is kept, and said.

Meant for operations that insert and update (an import), never for one that deletes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from crmr_desk.model.store.bulk import chunks
from crmr_desk.model.store.inverse import rows_now, walk_back
from crmr_desk.model.store.journal import changes_of
from crmr_desk.model.store.names import Row
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.references import MERGEABLE, MERGED_INTO, doubles
from crmr_desk.model.store.row_changes import INSERT, UPDATE, Fields, RowChange, merged
from crmr_desk.model.store.schema import JOURNAL_TABLES, SEATS, Base, Mandate, OperationChange

_PART_OF = {"attachment": "ccmr_id", "site": "crmr_id", "label": "crmr_id", "fsmr_designation": "fsmr_id"}
"""Rows that stay with the centre that they belong to."""

_FOR_EVER = "9999-12-31"


class Why(StrEnum):
    """Why a value, or a whole row, is kept as it is."""

    CHANGED = "changed"
    GONE = "gone"
    """Somebody has deleted the row, or what it referred to was deleted or merged."""
    USED = "used"
    """Another row refers to it now."""
    SEAT = "seat"
    """Its former period runs into another mandate of the same seat."""
    PERIOD = "period"
    """Its period would end before it begins."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A value that stays: what it was before the operation, what the operation wrote, and what it is now, all three as
    the journal keeps them. ``field`` is "" for a whole row; ``user`` is the row that uses it."""

    row: Row
    field: str
    why: Why
    before: Any = None
    written: Any = None
    now: Any = None
    user: Row | None = None


@dataclass(frozen=True, slots=True)
class CellUndo:
    """What taking an operation back would do: ``steps`` are those of the operation that are walked back."""

    steps: tuple[RowChange, ...]
    kept: tuple[Kept, ...]

    @property
    def restored(self) -> int:
        """How many values go back to what they were."""
        return sum(len(step.after or {}) for step in merged(self.steps) if step.action == UPDATE)

    @property
    def removed(self) -> tuple[Row, ...]:
        """The rows that go away again."""
        return tuple((step.table, step.row_id) for step in self.steps if step.action == INSERT)


def plan_cells(session: Session, operation_id: int, *, but: Collection[str] = ()) -> CellUndo:
    """What can be taken back of an operation now, and what is kept. Tables named in ``but`` are left alone."""
    found = changes_of(session, OperationChange.operation_id == operation_id).get(operation_id, [])
    steps = [step for step in found if step.table not in but]
    plan = _Plan(session, merged(steps))
    plan.settle()
    return CellUndo(tuple(plan.filtered(steps)), tuple(plan.kept))


def take_back_cells(session: WriteSession, plan: CellUndo) -> None:
    """Do it: ``plan`` must have been made in this session."""
    walk_back(session, plan.steps)


class _Plan:
    """The rows to remove and the fields to restore, thinned out until the register would allow it."""

    def __init__(self, session: Session, changes: list[RowChange]) -> None:
        self.session = session
        self.kept: list[Kept] = []
        self.changes = {(change.table, change.row_id): change for change in changes}
        self.now = rows_now(session, changes)
        self.removed: dict[Row, None] = {}
        self.restored: dict[Row, Fields] = {}
        for row, change in self.changes.items():
            self._compare(row, change)

    def settle(self) -> None:
        """Each thing kept may keep another one; what stays with its centre is kept without being told."""
        so_far = -1, -1
        while so_far != (len(self.kept), len(self.removed)):
            so_far = len(self.kept), len(self.removed)
            self._keep_used()
            self._keep_pointing_nowhere()
            self._keep_reversed_periods()
            self._keep_overlapping()

    def filtered(self, steps: Iterable[RowChange]) -> Iterator[RowChange]:
        """The parts of ``steps`` that are taken back."""
        for step in steps:
            row = (step.table, step.row_id)
            if step.action == INSERT and row in self.removed:
                yield step
            elif step.action == UPDATE and row in self.restored:
                fields = [name for name in step.after or {} if name in self.restored[row]]
                before, after = ({name: (of or {})[name] for name in fields} for of in (step.before, step.after))
                if fields:
                    yield RowChange(step.table, step.row_id, UPDATE, before, after)

    def _compare(self, row: Row, change: RowChange) -> None:
        now, written, before = self.now.get(row), change.after or {}, change.before or {}
        if now is None:
            if change.action == UPDATE:
                self.kept.append(Kept(row, "", Why.GONE))
            return
        changed = [name for name, value in written.items() if name in now and now[name] != value]
        self.kept += [Kept(row, name, Why.CHANGED, before.get(name), written[name], now[name]) for name in changed]
        if change.action == UPDATE:
            self.restored[row] = {name: value for name, value in before.items() if name in now and name not in changed}
        elif not changed:
            self.removed[row] = None

    def _keep_used(self) -> None:
        for table, column, target in _references():
            ids = [row_id for name, row_id in self.removed if name == target]
            for some in chunks(ids):
                users = select(table.c.id, column).where(column.in_(some))
                for user_id, used_id in self.session.execute(users):
                    self._keep_if_used((target, used_id), (table.name, user_id), column.name)
        for row in [row for row in self.removed if row[0] in _PART_OF]:
            centre = self._final(row)[_PART_OF[row[0]]]
            place = (_PART_OF[row[0]].removesuffix("_id"), centre)
            if self._inserted(place) and place not in self.removed:
                self.removed.pop(row)

    def _keep_if_used(self, used: Row, user: Row, field: str) -> None:
        stays = user not in self.removed and field not in self.restored.get(user, {})
        if stays and used in self.removed:
            del self.removed[used]
            self.kept.append(Kept(used, "", Why.USED, user=None if self._inserted(user) else user))

    def _inserted(self, row: Row) -> bool:
        change = self.changes.get(row)
        return change is not None and change.action == INSERT

    def _keep_pointing_nowhere(self) -> None:
        """A row that had been referred to and was deleted or merged into another since cannot be referred to again."""
        wanted: dict[Row, list[tuple[Row, str]]] = {}
        for row, fields in self.restored.items():
            for name, value in fields.items():
                for key in Base.metadata.tables[row[0]].c[name].foreign_keys:
                    if value is not None:
                        wanted.setdefault((key.column.table.name, value), []).append((row, name))
        there = _there(self.session, wanted) - self._merged_since()
        for target, fields_of_rows in wanted.items():
            if target not in there:
                for row, name in fields_of_rows:
                    self._keep(row, Why.GONE, [name])

    def _merged_since(self) -> set[Row]:
        """The doubles that stay doubles."""
        found = {(table, double) for table in MERGEABLE for double in doubles(self.session, table)}
        return {row for row in found if MERGED_INTO not in self.restored.get(row, {})}

    def _keep_reversed_periods(self) -> None:
        for row in list(self.restored):
            final = self._final(row)
            start, end = final.get("start"), final.get("end")
            if start is not None and end is not None and end < start:
                self._keep(row, Why.PERIOD, ["start", "end"])

    def _keep_overlapping(self) -> None:
        mandates = [row for row, fields in self.restored.items() if row[0] == Mandate.__tablename__ and fields]
        of_seat: dict[tuple[str, int], list[tuple[Row, Fields]]] = {}
        for row, fields in self._mandates_of_seats(mandates):
            of_seat.setdefault(_seat(fields), []).append((row, fields))
        moved = set(mandates)
        for held in of_seat.values():
            for row, fields in held:
                if row in moved and any(_meet(fields, other) for each, other in held if each != row):
                    self._keep(row, Why.SEAT, ["start", "end", *SEATS.values()])

    def _mandates_of_seats(self, mandates: Iterable[Row]) -> Iterator[tuple[Row, Fields]]:
        """All the mandates of the seats of ``mandates``, as they would be."""
        ids: dict[str, set[int]] = {}
        for row in mandates:
            column, target = _seat(self._final(row))
            ids.setdefault(column, set()).add(target)
        columns = Mandate.__table__.c
        fields = [columns[name] for name in ("start", "end", *SEATS.values())]
        found: dict[int, Fields] = {}
        for column, targets in ids.items():
            for some in chunks(list(targets)):
                query = select(columns.id, *fields).where(columns[column].in_(some))
                found.update({line["id"]: _dated(line) for line in self.session.execute(query).mappings()})
        for row_id, values in found.items():
            row = (Mandate.__tablename__, row_id)
            if row not in self.removed:
                yield row, {**values, **self.restored.get(row, {})}

    def _keep(self, row: Row, why: Why, names: Iterable[str]) -> None:
        written = self.changes[row].after or {}
        for name in names:
            if name in self.restored[row]:
                before = self.restored[row].pop(name)
                self.kept.append(Kept(row, name, why, before, written[name], written[name]))

    def _final(self, row: Row) -> Fields:
        return {**self.now[row], **self.restored.get(row, {})}


def _references() -> Iterator[tuple[Any, Column[Any], str]]:
    """Every (table, column, table referred to) of the register."""
    for table in Base.metadata.sorted_tables:
        if table.name not in JOURNAL_TABLES:
            for key in table.foreign_keys:
                yield table, key.parent, key.column.table.name


def _there(session: Session, rows: Iterable[Row]) -> set[Row]:
    ids: dict[str, list[int]] = {}
    for table, row_id in rows:
        ids.setdefault(table, []).append(row_id)
    found: set[Row] = set()
    for table, wanted in ids.items():
        column = Base.metadata.tables[table].c.id
        for some in chunks(wanted):
            found.update((table, row_id) for row_id in session.scalars(select(column).where(column.in_(some))))
    return found


def _seat(mandate: Mapping[str, Any]) -> tuple[str, int]:
    return next((column, mandate[column]) for column in SEATS.values() if mandate[column] is not None)


def _meet(one: Fields, other: Fields) -> bool:
    """Do two periods, both days included, share a day?"""
    return bool(one["start"] <= (other["end"] or _FOR_EVER) and other["start"] <= (one["end"] or _FOR_EVER))


def _dated(line: Mapping[Any, Any]) -> Fields:
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in line.items()}
