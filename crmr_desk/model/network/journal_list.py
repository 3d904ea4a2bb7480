"""The journal as a long list: a page at a time, by number, so that its length costs nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.network.names import fold
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import OperationRow, row_of, undone_operations
from crmr_desk.model.store.names import Row, names_of, target_of
from crmr_desk.model.store.schema import Base, Operation, OperationChange

PAGE: Final = 200
LINKED: Final = ("fsmr", "crmr", "site", "ccmr", "person", "hospital", "dossier")
"""Tables whose rows have a sheet of their own, in the order in which they are told."""
MOST_LINKS: Final = 8

_TABLES: Final = Base.metadata.tables
_LOOKED_AT: Final = 60
"""Rows of an operation that are looked at for links; a large one leads to its first."""
_FIELDS: Final = ("id", "at", "who", "label", "undoable", "undoes")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which operations are asked for: whose label, person or number has each word of ``text``, by one of ``who`` (all
    when empty), from the day ``since`` on, of the clock of this computer."""

    text: str = ""
    who: frozenset[str] = frozenset()
    since: dt.date | None = None


@dataclass(frozen=True, slots=True)
class JournalPage:
    """Operations from the newest to the oldest, without their details. ``newer`` and ``older`` say whether there are
    more on either side; ``people`` are those who wrote, with the number of their operations."""

    rows: tuple[OperationRow, ...]
    newer: bool
    older: bool
    people: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A row that an operation touched or names, with the name of its sheet: (table, id)."""

    table: str
    row_id: int
    words: str


@dataclass(frozen=True, slots=True)
class Told:
    """One operation with its details, and where it leads."""

    row: OperationRow
    links: tuple[Link, ...]
    more_links: bool


def journal_page(db: Database, wanted: Wanted, *, up_to: int | None = None, limit: int = PAGE) -> JournalPage:
    """At most ``limit`` operations, the newest of them numbered ``up_to`` or below (None: the newest of all). Without a
    text as many lines are read as are shown, however long the journal."""
    with db.reading() as session:
        lines = _matching(session, wanted, up_to, limit + 1)
        undone = undone_operations(session)
        last = session.scalar(select(func.max(Operation.id))) or 0
        people = session.execute(select(Operation.who, func.count()).group_by(Operation.who)).all()
    rows = tuple(
        OperationRow(line.id, line.at, line.who, line.label, line.undoable, line.undoes, line.id in undone)
        for line in lines[:limit]
    )
    return JournalPage(
        rows,
        newer=up_to is not None and up_to < last,
        older=len(lines) > limit,
        people=tuple(sorted(((who, count) for who, count in people), key=lambda each: (-each[1], each[0]))),
    )


def told(db: Database, operation_id: int) -> Told | None:
    """One operation with all that it changed; None when the journal has none of this number."""
    with db.reading() as session:
        row = row_of(session, operation_id)
        if row is None:
            return None
        links = _links(session, _touched(session, operation_id))
    return Told(row, tuple(links[:MOST_LINKS]), more_links=len(links) > MOST_LINKS)


def _matching(session: Session, wanted: Wanted, up_to: int | None, limit: int) -> Sequence[Any]:
    """At most ``limit`` lines with ``_FIELDS``, newest first."""
    query = select(*(getattr(Operation, name) for name in _FIELDS)).order_by(Operation.id.desc()).limit(limit)
    where = [] if up_to is None else [Operation.id <= up_to]
    if wanted.who:
        where.append(Operation.who.in_(wanted.who))
    if wanted.since is not None:
        where.append(Operation.at >= dt.datetime.combine(wanted.since, dt.time()).astimezone())
    if wanted.text.strip():
        found = list(islice(_said(session, wanted.text, where), limit))
        where = [Operation.id.in_(found)]
    return session.execute(query.where(*where)).all()


def _said(session: Session, text: str, where: Iterable[ColumnElement[bool]]) -> Iterator[int]:
    """The operations that say each word of ``text``, newest first: looked for line by line, since no database knows
    that an accent or a ligature does not count."""
    words = fold(text).split()
    query = select(Operation.id, Operation.label, Operation.who).where(*where).order_by(Operation.id.desc())
    for number, label, who in session.execute(query.execution_options(yield_per=1000)):
        said = f"{number} {fold(label)} {fold(who)}"
        if all(word in said for word in words):
            yield number


def _touched(session: Session, operation_id: int) -> list[Row]:
    """Its first rows, in the order in which they were touched."""
    change = OperationChange
    first = func.min(change.position)
    query = (
        select(change.table_name, change.row_id)
        .where(change.operation_id == operation_id)
        .group_by(change.table_name, change.row_id)
        .order_by(first)
        .limit(_LOOKED_AT)
    )
    return [(table, row_id) for table, row_id in session.execute(query)]


def _links(session: Session, touched: Iterable[Row]) -> list[Link]:
    """The sheets of the rows touched, then those that they stand for: of a mandate its person and its centre."""
    by_table: dict[str, list[int]] = {}
    for table, row_id in touched:
        by_table.setdefault(table, []).append(row_id)
    wanted = {(table, row_id) for table in LINKED for row_id in by_table.get(table, ())}
    for table, ids in by_table.items():
        if table not in LINKED or table == "dossier":
            wanted.update(_stood_for(session, table, ids))
    names = names_of(session, wanted, {})
    found = sorted(wanted & names.keys(), key=lambda row: (LINKED.index(row[0]), row[1]))
    return [Link(*row, f"Dossier {names[row]}" * (row[0] == "dossier") or names[row]) for row in found if names[row]]


def _stood_for(session: Session, table: str, ids: list[int]) -> Iterator[Row]:
    columns = [column for column in _TABLES[table].c if target_of(table, column.name) in LINKED]
    if not columns:
        return
    for values in session.execute(select(*columns).where(_TABLES[table].c.id.in_(ids))):
        for column, value in zip(columns, values, strict=True):
            if value is not None:
                yield target_of(table, column.name) or "", value
