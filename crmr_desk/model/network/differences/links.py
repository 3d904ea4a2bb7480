"""Where each line comes from: the dossier that decided it, and the operation that wrote what it tells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.network.differences.found import Found
from crmr_desk.model.network.differences.states import one_of
from crmr_desk.model.network.tables import DOSSIER
from crmr_desk.model.store.schema import Operation, OperationChange

_CHANGE, _OPERATION = OperationChange.__table__, Operation.__table__
_Row = tuple[str, int]


class Origin(NamedTuple):
    """Where a line comes from, as ``Difference`` tells it."""

    dossier_id: int | None = None
    dossier: str = ""
    operation_id: int | None = None
    operation: str = ""


def origins(session: Session, lines: Sequence[Found]) -> list[Origin]:
    """The origin of each of ``lines``, in their order. ``session`` reads the register whose journal tells more.

    A mandate that ended belongs to the dossier that closed it, else to the one that opened it; one that began, the
    other way round; anything else to the dossier written in the same operation, where there is one only.
    """
    operations = _last_operations(session, lines)
    written = {operation for operation in operations if operation is not None}
    opened, closed = _dossiers_of_mandates(session, lines)
    beside = _dossiers_beside(session, written)
    dossiers = [
        _dossier(line, opened, closed, beside.get(operation or 0))
        for line, operation in zip(lines, operations, strict=True)
    ]
    numbers = _told(session, DOSSIER.c.id, DOSSIER.c.number, {each for each in dossiers if each is not None})
    labels = _told(session, _OPERATION.c.id, _OPERATION.c.label, written)
    return [
        _origin(dossier, numbers, operation, labels) for operation, dossier in zip(operations, dossiers, strict=True)
    ]


def _origin(
    dossier_id: int | None, numbers: Mapping[int, str], operation_id: int | None, labels: Mapping[int, str]
) -> Origin:
    known = dossier_id if dossier_id in numbers else None
    return Origin(
        known,
        numbers[known] if known is not None else "",
        operation_id,
        labels.get(operation_id, "") if operation_id is not None else "",
    )


def _dossier(line: Found, opened: Mapping[int, int], closed: Mapping[int, int], beside: int | None) -> int | None:
    table, row_id = line.row
    if table != "mandate":
        return beside
    found = [opened.get(row_id), closed.get(line.former_mandate_id or 0)]
    if line.former_mandate_id == row_id:
        found.reverse()
    return next((each for each in found if each is not None), beside)


def _last_operations(session: Session, lines: Iterable[Found]) -> list[int | None]:
    """The operation that wrote last what each line tells: its field, else its row."""
    row = (_CHANGE.c.table_name, _CHANGE.c.row_id)
    query = select(*row, func.max(_CHANGE.c.operation_id), func.count()).group_by(*row)
    last: dict[_Row, int] = {}
    several: list[_Row] = []
    for table, row_id, operation_id, count in session.execute(query.where(_of(session, {line.row for line in lines}))):
        last[table, row_id] = operation_id
        if count > 1:
            several.append((table, row_id))
    of_fields = _last_operations_of_fields(session, several)
    return [of_fields.get(line.row, {}).get(line.field, last.get(line.row)) for line in lines]


def _last_operations_of_fields(session: Session, rows: Iterable[_Row]) -> dict[_Row, dict[str, int]]:
    """The operation that wrote each field of ``rows`` last; nothing for a row that was deleted since."""
    found: dict[_Row, dict[str, int]] = {}
    query = select(_CHANGE.c.table_name, _CHANGE.c.row_id, _CHANGE.c.operation_id, _CHANGE.c.after)
    in_order = query.where(_of(session, rows)).order_by(_CHANGE.c.operation_id, _CHANGE.c.position)
    for table, row_id, operation_id, after in session.execute(in_order):
        fields = found.setdefault((table, row_id), {})
        if after is None:
            fields.clear()
        else:
            fields.update(dict.fromkeys(after, operation_id))
    return found


def _of(session: Session, rows: Iterable[_Row]) -> ColumnElement[bool]:
    """The changes of ``rows``."""
    by_table: dict[str, list[int]] = {}
    for table, row_id in rows:
        by_table.setdefault(table, []).append(row_id)
    named = (
        and_(_CHANGE.c.table_name == table, one_of(session, _CHANGE.c.row_id, ids)) for table, ids in by_table.items()
    )
    return or_(false(), *named)


def _dossiers_of_mandates(session: Session, lines: Iterable[Found]) -> tuple[dict[int, int], dict[int, int]]:
    """The dossier that opened each mandate, and the one that closed it; the latest of several."""
    ids = {line.row[1] for line in lines if line.row[0] == "mandate"}
    ids |= {line.former_mandate_id for line in lines if line.former_mandate_id is not None}
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    new, former = DOSSIER.c.new_mandate_id, DOSSIER.c.former_mandate_id
    named = or_(one_of(session, new, ids), one_of(session, former, ids))
    for dossier_id, new_id, former_id in session.execute(
        select(DOSSIER.c.id, new, former).where(named).order_by(DOSSIER.c.id)
    ):
        opened[new_id] = closed[former_id] = dossier_id
    return opened, closed


def _dossiers_beside(session: Session, operations: Iterable[int]) -> dict[int, int]:
    """The dossier written in each operation, where it is the only one."""
    found: dict[int, set[int]] = {}
    query = select(_CHANGE.c.operation_id, _CHANGE.c.row_id).where(
        _CHANGE.c.table_name == "dossier", one_of(session, _CHANGE.c.operation_id, operations)
    )
    for operation_id, dossier_id in session.execute(query):
        found.setdefault(operation_id, set()).add(dossier_id)
    return {operation_id: ids.pop() for operation_id, ids in found.items() if len(ids) == 1}


def _told(session: Session, key: ColumnElement[Any], text: ColumnElement[Any], ids: Iterable[int]) -> dict[int, str]:
    query = select(key, text).where(one_of(session, key, ids))
    return {row[0]: row[1] for row in session.execute(query)}
