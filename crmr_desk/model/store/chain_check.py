"""Whether the journal still is what was written: each hash taken again over what the database keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from sqlalchemy import ColumnElement, Text, cast, func, literal, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.chain import NO_OPERATION_YET, Header, digest
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import JournalHead, Operation, OperationChange
from crmr_desk.model.store.words import NBSP, quoted
from crmr_desk.model.terms import short_date

T = TypeVar("T")


def _stored_line() -> ColumnElement[str]:
    """``line_of`` put together by the database, which is three times faster."""
    change, blank, line_break = OperationChange, literal(" "), literal("\n")
    before, after = (func.coalesce(cast(text, Text), "") for text in (change.before, change.after))
    place = cast(change.position, Text) + blank + change.table_name + blank + cast(change.row_id, Text)
    return place + blank + change.action + line_break + before + line_break + after


def check_chain(
    db: Database,
    *,
    progress: Callable[[int, int], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[str]:
    """What is wrong with the journal, in French sentences; empty when no operation or change was altered, removed,
    or added from outside. ``progress`` is told how many operations are checked of how many. Raises UserError once
    ``cancelled`` says so."""
    with db.reading() as session:
        head = session.get_one(JournalHead, 1)
        lines = _lines_by_operation(session)
        following = next(lines, None)
        problems: list[str] = []
        previous, last = NO_OPERATION_YET, 0
        for header, chained_to, hashed in _until(cancelled, _operations(session)):
            while following and following[0] < header.id:
                following = next(lines, None)
            own = following[1] if following and following[0] == header.id else ()
            if header.id != last + 1:
                problems.append(_missing(last + 1, header.id - 1))
            elif chained_to != previous or digest(chained_to, header, own) != hashed:
                problems.append(_altered(header))
            previous, last = hashed, header.id
            if progress is not None:
                progress(header.id, head.operation_id)
        if head.operation_id > last:
            problems.append(_missing(last + 1, head.operation_id))
        elif head.hash != previous:
            problems.append(f"La dernière opération du journal (n°{NBSP}{last}) n’est pas celle qui a été écrite.")
        return problems


def _until(cancelled: Callable[[], bool] | None, operations: Iterator[T]) -> Iterator[T]:
    for operation in operations:
        if cancelled is not None and cancelled():
            raise UserError("La vérification du journal a été arrêtée.")
        yield operation


def _operations(session: Session) -> Iterator[tuple[Header, str, str]]:
    fields = [getattr(Operation, name) for name in Header._fields]
    statement = select(*fields, Operation.previous_hash, Operation.hash).order_by(Operation.id)
    for *header, chained_to, hashed in session.execute(statement).all():
        yield Header(*header), chained_to, hashed


def _lines_by_operation(session: Session) -> Iterator[tuple[int, Iterator[str]]]:
    order = (OperationChange.operation_id, OperationChange.position)
    lines = select(OperationChange.operation_id, _stored_line()).order_by(*order).execution_options(yield_per=2000)
    for operation_id, rows in groupby(session.execute(lines), key=itemgetter(0)):
        yield operation_id, map(itemgetter(1), rows)


def _missing(first: int, last: int) -> str:
    if first == last:
        return f"L’opération n°{NBSP}{first} manque dans le journal."
    return f"Les opérations n°{NBSP}{first} à {last} manquent dans le journal."


def _altered(header: Header) -> str:
    return (
        f"L’opération n°{NBSP}{header.id} ({quoted(header.label)}, {header.who}, {short_date(header.at.date())})"
        " a été modifiée après coup."
    )
