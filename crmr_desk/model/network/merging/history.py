"""What the journal knows of a merge: which operation did it, and what became of its rows since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.merging.subjects import names, subject
from crmr_desk.model.store.bulk import chunks
from crmr_desk.model.store.journal import changes_of
from crmr_desk.model.store.names import Row
from crmr_desk.model.store.references import MERGED_INTO, Reference
from crmr_desk.model.store.row_changes import INSERT, RowChange, merged
from crmr_desk.model.store.schema import Base, Operation, OperationChange
from crmr_desk.model.store.words import quoted


class Merge:
    """The merge in force of a double: the operation that did it, the row kept, and what it wrote, a change a row."""

    def __init__(self, session: Session, kind: Kind, double_id: int) -> None:
        into = subject(session, kind, double_id).merged_into_id
        if into is None:
            called = names(session, kind, (double_id,))
            raise UserError(f"{quoted(called[double_id])} n’est pas fusionné avec une autre fiche.")
        self.kind, self.double_id, self.kept_id = kind, double_id, into
        self.operation = _merging_operation(session, kind, double_id, into)
        found = changes_of(session, OperationChange.operation_id == self.operation.id)
        self.changes = {(each.table, each.row_id): each for each in merged(found.get(self.operation.id, []))}

    @property
    def kept(self) -> Row:
        """The row that was kept."""
        return self.kind.value, self.kept_id

    @property
    def fields(self) -> RowChange | None:
        """What the merge wrote in the kept row itself, None when nothing."""
        return self.changes.get(self.kept)


def other_merges(session: Session, merge: Merge) -> list[Merge]:
    """The merges of other doubles into the same row, done later."""
    columns = Base.metadata.tables[merge.kind.value].c
    query = select(columns.id).where(columns[MERGED_INTO] == merge.kept_id, columns.id != merge.double_id)
    others = [Merge(session, merge.kind, other) for other in session.scalars(query.order_by(columns.id))]
    return [other for other in others if other.operation.id > merge.operation.id]


class Later:
    """What was changed after an operation in some rows."""

    def __init__(self, session: Session, operation_id: int, rows: Iterable[Row]) -> None:
        ids: dict[str, list[int]] = {}
        for table, row_id in dict.fromkeys(rows):
            ids.setdefault(table, []).append(row_id)
        self._steps: dict[Row, list[RowChange]] = {}
        change = OperationChange
        for table, wanted in ids.items():
            for some in chunks(wanted):
                later = and_(change.operation_id > operation_id, change.table_name == table, change.row_id.in_(some))
                for steps in changes_of(session, later).values():
                    for step in steps:
                        self._steps.setdefault((step.table, step.row_id), []).append(step)

    def value_then(self, row: Row, field: str, now: Any) -> Any:
        """The value of a field just after the operation, None where there was no such row yet."""
        for step in self._steps.get(row, ()):
            if step.action == INSERT:
                return None
            if field in (step.before or {}):
                return (step.before or {})[field]
        return now

    def is_new(self, row: Row) -> bool:
        """Whether the row came after the operation."""
        steps = self._steps.get(row)
        return steps is not None and steps[0].action == INSERT

    def named_then(self, reference: Reference, target_id: int) -> bool:
        """Whether ``reference``, which names ``target_id`` now, named it just after the operation already."""
        then = self.value_then(reference.row, reference.field, None if self.is_new(reference.row) else target_id)
        if reference.path and isinstance(then, dict):
            return bool(then.get(reference.path) == target_id)
        return bool(then == target_id)


def _merging_operation(session: Session, kind: Kind, double_id: int, kept_id: int) -> Operation:
    """The merge itself: taking it back and doing it again leave its number."""
    change = OperationChange
    query = (
        select(Operation, change.after)
        .join(change, change.operation_id == Operation.id)
        .where(change.table_name == kind.value, change.row_id == double_id, Operation.undoes.is_(None))
        .order_by(Operation.id.desc())
    )
    found: Operation = next(
        operation for operation, after in session.execute(query) if (after or {}).get(MERGED_INTO) == kept_id
    )
    return found
