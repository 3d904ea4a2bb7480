"""Where each line comes from: the dossier that decided it, else the operation that wrote its row last."""

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

    A mandate belongs to the dossier that opened it, else to the one that closed it; anything else to the dossier
    written in the same operation, where there is one only.
    """
    operations = _last_operations(session, {line.row for line in lines})
    opened, closed = _dossiers_of_mandates(session, lines)
    beside = _dossiers_beside(session, set(operations.values()))
    dossiers = [_dossier(line, opened, closed, beside.get(operations.get(line.row, 0))) for line in lines]
    numbers = _told(session, DOSSIER.c.id, DOSSIER.c.number, {each for each in dossiers if each is not None})
    labels = _told(session, _OPERATION.c.id, _OPERATION.c.label, set(operations.values()))
    return [
        _origin(dossier, numbers, operations.get(line.row), labels)
        for line, dossier in zip(lines, dossiers, strict=True)
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
    if table == "mandate":
        found = opened.get(row_id)
        if found is None and line.former_mandate_id is not None:
            found = closed.get(line.former_mandate_id)
        if found is not None:
            return found
    return beside


def _last_operations(session: Session, rows: Iterable[_Row]) -> dict[_Row, int]:
    """The operation that wrote each row last."""
    by_table: dict[str, list[int]] = {}
    for table, row_id in rows:
        by_table.setdefault(table, []).append(row_id)
    named = (
        and_(_CHANGE.c.table_name == table, one_of(session, _CHANGE.c.row_id, ids)) for table, ids in by_table.items()
    )
    row = (_CHANGE.c.table_name, _CHANGE.c.row_id)
    query = select(*row, func.max(_CHANGE.c.operation_id)).where(or_(false(), *named)).group_by(*row)
    return {(table, row_id): operation_id for table, row_id, operation_id in session.execute(query)}


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
