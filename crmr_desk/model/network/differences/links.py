"""Where each line comes from: the dossier that decided it, else the operation that wrote its row last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.network.differences.found import Found
from crmr_desk.model.network.tables import DOSSIER
from crmr_desk.model.store.bulk import chunks
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
    found: dict[_Row, int] = {}
    for table, ids in by_table.items():
        for some in chunks(ids):
            query = (
                select(_CHANGE.c.row_id, func.max(_CHANGE.c.operation_id))
                .where(_CHANGE.c.table_name == table, _CHANGE.c.row_id.in_(some))
                .group_by(_CHANGE.c.row_id)
            )
            found.update({(table, row_id): operation_id for row_id, operation_id in session.execute(query)})
    return found


def _dossiers_of_mandates(session: Session, lines: Iterable[Found]) -> tuple[dict[int, int], dict[int, int]]:
    """The dossier that opened each mandate, and the one that closed it; the latest of several."""
    ids = {line.row[1] for line in lines if line.row[0] == "mandate"}
    ids |= {line.former_mandate_id for line in lines if line.former_mandate_id is not None}
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    for some in chunks(sorted(ids)):
        named = or_(DOSSIER.c.new_mandate_id.in_(some), DOSSIER.c.former_mandate_id.in_(some))
        columns = (DOSSIER.c.id, DOSSIER.c.new_mandate_id, DOSSIER.c.former_mandate_id)
        for dossier_id, new_id, former_id in session.execute(select(*columns).where(named).order_by(DOSSIER.c.id)):
            opened[new_id] = closed[former_id] = dossier_id
    return opened, closed


def _dossiers_beside(session: Session, operations: Iterable[int]) -> dict[int, int]:
    """The dossier written in each operation, where it is the only one."""
    found: dict[int, set[int]] = {}
    for some in chunks(sorted(operations)):
        query = select(_CHANGE.c.operation_id, _CHANGE.c.row_id).where(
            _CHANGE.c.table_name == "dossier", _CHANGE.c.operation_id.in_(some)
        )
        for operation_id, dossier_id in session.execute(query):
            found.setdefault(operation_id, set()).add(dossier_id)
    return {operation_id: ids.pop() for operation_id, ids in found.items() if len(ids) == 1}


def _told(session: Session, key: object, text: object, ids: Iterable[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in chunks(sorted(ids)):
        found.update({row[0]: row[1] for row in session.execute(select(key, text).where(key.in_(some)))})  # type: ignore
    return found
