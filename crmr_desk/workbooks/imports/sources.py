"""Where a value of the register comes from: the file, sheet and cell that an import read it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.store.bulk import chunks
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.names import Row
from crmr_desk.model.store.row_changes import plain
from crmr_desk.model.store.schema import Base, ValueSource, WorkbookImport
from crmr_desk.workbooks.imports.rows import ImportState, Origin


def origins(db: Database, rows: Iterable[Row]) -> dict[tuple[str, int, str], Origin]:
    """The origin of each value of ``rows`` (table, row id) that an import in force wrote and nobody has changed since,
    by (table, row id, field)."""
    wanted = _by_table(rows)
    found: dict[tuple[str, int, str], Origin] = {}
    with db.reading() as session:
        told = _sources(session, wanted)
        for table, sources in told.items():
            now = _now(session, table, [source.row_id for source, _kept in sources])
            for source, kept in sources:
                for field, (cell, _before, written) in source.cells.items():
                    # The imports come in the order in which they were applied: of two that wrote the same, the last.
                    if now.get(source.row_id, {}).get(field, _NOTHING) == written:
                        found[table, source.row_id, field] = _origin(kept, source, cell)
    return found


def place_of(sheet: str, cell: str) -> tuple[str, str]:
    """Sheet and address of a kept cell; one of another sheet than the row's first is kept as Feuil2!C4."""
    elsewhere, _, address = cell.rpartition("!")
    return elsewhere or sheet, address


_NOTHING = object()


def _by_table(rows: Iterable[Row]) -> dict[str, list[int]]:
    wanted: dict[str, list[int]] = {}
    for table, row_id in dict.fromkeys(rows):
        wanted.setdefault(table, []).append(row_id)
    return wanted


def _now(session: Session, table: str, ids: list[int]) -> dict[int, Mapping[str, Any]]:
    columns = Base.metadata.tables[table].c
    found: dict[int, Mapping[str, Any]] = {}
    for some in chunks(ids):
        lines = session.execute(select(*columns).where(columns.id.in_(some))).mappings()
        found.update({line["id"]: {name: plain(value) for name, value in line.items()} for line in lines})
    return found


def _sources(session: Session, wanted: Mapping[str, list[int]]) -> dict[str, list[tuple[ValueSource, WorkbookImport]]]:
    """What imports in force told of these rows, by table: one statement, for most rows were typed here."""
    found: dict[str, list[tuple[ValueSource, WorkbookImport]]] = {}
    for some in chunks(sorted({row_id for ids in wanted.values() for row_id in ids})):
        query = (
            select(ValueSource, WorkbookImport)
            .join(WorkbookImport, WorkbookImport.id == ValueSource.import_id)
            .where(ValueSource.table_name.in_(list(wanted)), ValueSource.row_id.in_(some))
            .where(WorkbookImport.state == ImportState.APPLIED.value)
            .order_by(WorkbookImport.applied_on, WorkbookImport.id)
        )
        for source, kept in session.execute(query):
            if source.row_id in wanted[source.table_name]:
                found.setdefault(source.table_name, []).append((source, kept))
    return found


def _origin(kept: WorkbookImport, source: ValueSource, cell: str) -> Origin:
    sheet, address = place_of(source.sheet, cell)
    return Origin(
        import_id=kept.id,
        file=kept.name,
        sheet=sheet,
        cell=address,
        sender=kept.sender,
        received_on=kept.received_on,
    )
