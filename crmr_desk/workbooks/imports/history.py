"""The imports that were received, and what became of each."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import content_of
from crmr_desk.model.store.journal import undone_operations
from crmr_desk.model.store.schema import Operation, OperationChange, WorkbookImport
from crmr_desk.model.store.words import quoted
from crmr_desk.workbooks.imports import last_checks
from crmr_desk.workbooks.imports.records import import_of
from crmr_desk.workbooks.imports.rows import ImportRow, ImportState
from crmr_desk.workbooks.incoming.fields import ListKind

REPORT_TYPE = "application/gzip"
"""The kept report: the JSON of ``checking.report``, compressed."""


def imports(db: Database) -> list[ImportRow]:
    """Every import, newest first."""
    answered = aliased(WorkbookImport)
    query = (
        select(WorkbookImport, answered.name)
        .outerjoin(answered, answered.id == WorkbookImport.answers_id)
        .order_by(WorkbookImport.received_on.desc(), WorkbookImport.id.desc())
    )
    with db.reading() as session:
        labels = _labels(session)
        return [_row(db, kept, answers or "", labels) for kept, answers in session.execute(query)]


def drafts_waiting(db: Database) -> int:
    """How many imports wait to be finished."""
    query = select(func.count()).where(WorkbookImport.state == ImportState.DRAFT)
    with db.reading() as session:
        return session.execute(query).scalar_one()


def import_row(db: Database, import_id: int) -> ImportRow:
    """One import. Raises UserError when there is none of this id."""
    with db.reading() as session:
        kept = import_of(session, import_id)
        answered = session.get(WorkbookImport, kept.answers_id) if kept.answers_id else None
        return _row(db, kept, answered.name if answered else "", _labels(session, import_id))


def result(db: Database, import_id: int) -> list[dict[str, Any]]:
    """The report of an import (docs/import.md), as it was on the day it was applied. Raises UserError for one that was
    not applied."""
    with db.reading() as session:
        kept = import_of(session, import_id)
    if kept.report_file_id is None:
        raise UserError(f"L’import {quoted(kept.name)} n’a pas été appliqué\u00a0: il n’a pas encore de résultat.")
    report: list[dict[str, Any]] = json.loads(gzip.decompress(content_of(db, kept.report_file_id).content))
    return report


def applied_label(name: str, summary: str) -> str:
    """The words of the operation that applies an import; the list of imports takes the summary from there."""
    return f"{_head(name)}{summary}"


def applying_operation(session: Session, import_id: int) -> int | None:
    """The operation that applied an import and is in force, None when there is none."""
    undone = undone_operations(session)
    return max((each for each, _ in _applications(session, import_id) if each not in undone), default=None)


def _row(db: Database, kept: WorkbookImport, answers: str, labels: Mapping[int, str]) -> ImportRow:
    state = ImportState(kept.state)
    written = state in (ImportState.APPLIED, ImportState.UNDONE)
    return ImportRow(
        id=kept.id,
        name=kept.name,
        kind=ListKind(kept.kind),
        region=kept.region or "",
        sender=kept.sender,
        received_on=kept.received_on,
        instructor=kept.instructor,
        state=state,
        applied_on=kept.applied_on,
        to_settle=last_checks.to_settle(db, kept.id) if state is ImportState.DRAFT else None,
        summary=labels.get(kept.id, "").removeprefix(_head(kept.name)) if written else "",
        answers=answers,
    )


def _head(name: str) -> str:
    return f"Import de {name}\u00a0: "


def _labels(session: Session, import_id: int | None = None) -> dict[int, str]:
    """The words of the last operation that applied each import."""
    last = {row_id: operation_id for operation_id, row_id in _applications(session, import_id)}
    found = session.execute(select(Operation.id, Operation.label).where(Operation.id.in_(last.values())))
    words: dict[int, str] = dict(iter(found))
    return {row_id: words[operation_id] for row_id, operation_id in last.items()}


def _applications(session: Session, import_id: int | None) -> list[tuple[int, int]]:
    """(operation, import) each time an import became applied, by applying it or by doing it again, oldest first."""
    change = OperationChange
    query = select(change.operation_id, change.row_id, change.after).where(change.table_name == "workbook_import")
    if import_id is not None:
        query = query.where(change.row_id == import_id)
    undoing = select(Operation.id).where(Operation.undoes.is_not(None))
    query = query.where(change.operation_id.not_in(undoing)).order_by(change.operation_id)
    found = session.execute(query)
    return [(each, row_id) for each, row_id, after in found if (after or {}).get("state") == ImportState.APPLIED]
