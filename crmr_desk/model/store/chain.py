"""The hash that chains each operation of the journal to the one before it.

It is taken over the text of the changes exactly as the database keeps it, so that a check never has to parse it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from crmr_desk.model.store.schema import JournalHead, Operation, OperationChange
from crmr_desk.model.store.words import NBSP, quoted, short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

NO_OPERATION_YET = "0" * 64
"""What the first operation is chained to."""


class Header(NamedTuple):
    """The fields of an operation that its hash protects. ``at`` is in UTC."""

    id: int
    at: dt.datetime
    who: str
    label: str
    undoable: bool
    undoes: int | None


class Line(NamedTuple):
    """One changed row; ``before`` and ``after`` are canonical JSON text, or None."""

    position: int
    table: str
    row_id: int
    action: str
    before: str | None
    after: str | None


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(previous: str, header: Header, lines: Iterable[Line]) -> str:
    """Hexadecimal SHA-256 of the operation and of the hash ``previous`` before it."""
    found = hashlib.sha256()
    found.update(canonical([previous, header.at.isoformat(), *header[:1], *header[2:]]).encode())
    for line in lines:
        names = canonical([line.position, line.table, line.row_id, line.action])
        found.update(f"\n{names}\n{line.before or ''}\n{line.after or ''}".encode())
    return found.hexdigest()


def check_chain(db: Database) -> list[str]:
    """What is wrong with the journal, in French sentences; empty when no operation or change was altered, removed,
    or added from outside."""
    with db.reading() as session:
        lines = _lines_by_operation(session)
        following = next(lines, None)
        problems: list[str] = []
        previous, last = NO_OPERATION_YET, 0
        for header, chained_to, hashed in _operations(session):
            while following and following[0] < header.id:
                following = next(lines, None)
            own = following[1] if following and following[0] == header.id else ()
            if header.id != last + 1:
                problems.append(_missing(last + 1, header.id - 1))
            elif chained_to != previous or digest(chained_to, header, own) != hashed:
                problems.append(_altered(header))
            previous, last = hashed, header.id
        head = session.get_one(JournalHead, 1)
        if head.operation_id > last:
            problems.append(_missing(last + 1, head.operation_id))
        elif head.hash != previous:
            problems.append(f"La dernière opération du journal (n°{NBSP}{last}) n’est pas celle qui a été écrite.")
        return problems


def _operations(session: Session) -> Iterator[tuple[Header, str, str]]:
    fields = [getattr(Operation, name) for name in Header._fields]
    statement = select(*fields, Operation.previous_hash, Operation.hash).order_by(Operation.id)
    for *header, chained_to, hashed in session.execute(statement).all():
        yield Header(*header), chained_to, hashed


def _lines_by_operation(session: Session) -> Iterator[tuple[int, Iterator[Line]]]:
    change = OperationChange
    texts = (cast(change.before, Text), cast(change.after, Text))
    statement = (
        select(change.operation_id, change.position, change.table_name, change.row_id, change.action, *texts)
        .order_by(change.operation_id, change.position)
        .execution_options(yield_per=2000)
    )
    for operation_id, rows in groupby(session.execute(statement), key=lambda row: int(row[0])):
        yield operation_id, (Line(*row[1:]) for row in rows)


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"L’opération n°{NBSP}{first} manque dans le journal."
    return f"Les opérations n°{NBSP}{first} à {last} manquent dans le journal."


def _altered(header: Header) -> str:
    return (
        f"L’opération n°{NBSP}{header.id} ({quoted(header.label)}, {header.who}, {short_date(header.at.date())})"
        " a été modifiée après coup."
    )
