"""Writes what a check has planned: one table after the other, so that each row finds those it names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sqlalchemy import delete, func, select

from crmr_desk.model.store.bulk import RowUpdate, chunks
from crmr_desk.model.store.chain import canonical
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.row_changes import plain
from crmr_desk.model.store.schema import (
    Attachment,
    Ccmr,
    Crmr,
    Fsmr,
    FsmrDesignation,
    Hospital,
    Label,
    Mandate,
    Person,
    Site,
    ValueSource,
    Versioned,
)
from crmr_desk.workbooks.checking.rows import Checked, Line, Ref, Status, Write

_IN_ORDER: tuple[type[Versioned], ...] = (
    Hospital, Person, Fsmr, FsmrDesignation, Crmr, Label, Site, Ccmr, Attachment, Mandate,
)  # fmt: skip
"""Those that are named before those that name them."""

_CODES = {"person": "P-", "crmr": "R-", "site": "S-", "ccmr": "C-"}
"""What the code of a row begins with when the workbook gives none."""

AT_ONCE = 500
"""Rows written between two questions whether to go on."""

Origin = tuple[Line, Write]
_Source = tuple[str, int, dict[str, list[Any]]]
"""Sheet, line, and by field: its cell, the value before, the one written."""
GoOn = Callable[[int], None]
"""Told how many rows more have been written; raises to stop."""


def write(session: WriteSession, checked: Checked, import_id: int | None, *, go_on: GoOn = lambda _rows: None) -> None:
    """Write all that the settled lines of ``checked`` plan, and which cells it came from (unless ``import_id`` is
    None); the other lines are passed over.

    A mandate that ends is closed before the next one begins, so that an undo finds its way back. Raises what the
    register refuses, and StaleDataError when a row is no longer as it was when it was checked: the transaction of
    ``session`` must then be given up.
    """
    planned = _Planned.of(checked.lines)
    for entity in _IN_ORDER:
        _update(session, entity, planned, go_on)
        _insert(session, entity, planned, go_on)
    if import_id is not None:
        _note_sources(session, import_id, planned)


@dataclass(slots=True)
class _Planned:
    """Writes by table, each row once: two lines may tell of the same person. ``ids`` are those of the rows inserted, by
    the name that other writes give them."""

    updates: dict[str, dict[int, list[Origin]]] = field(default_factory=dict)
    inserts: dict[str, list[Origin]] = field(default_factory=dict)
    inserted: list[tuple[int, Origin]] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> _Planned:
        planned, named = cls(), set[str]()
        for line in lines:
            for each in line.writes if line.status is Status.OK else ():
                if each.row_id is not None:
                    planned.updates.setdefault(each.table, {}).setdefault(each.row_id, []).append((line, each))
                elif each.ref not in named:
                    planned.inserts.setdefault(each.table, []).append((line, each))
                    named.update({each.ref} - {""})
        return planned

    def values(self, each: Write) -> dict[str, Any]:
        """What is to be written, references replaced by ids."""
        return {name: self.ids[value.ref] if isinstance(value, Ref) else value for name, value in each.after.items()}


def _update(session: WriteSession, entity: type[Versioned], planned: _Planned, go_on: GoOn) -> None:
    rows = list(planned.updates.get(entity.__tablename__, {}).items())
    for some in chunks(rows, AT_ONCE):
        updates = [RowUpdate(row_id, _together(planned, of_row), of_row[0][1].version) for row_id, of_row in some]
        session.write_rows(entity, update=updates)
        go_on(len(some))


def _together(planned: _Planned, of_row: Iterable[Origin]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for _line, each in of_row:
        values.update(planned.values(each))
    return values


def _insert(session: WriteSession, entity: type[Versioned], planned: _Planned, go_on: GoOn) -> None:
    codes = _free_codes(session, entity)
    for some in chunks(planned.inserts.get(entity.__tablename__, []), AT_ONCE):
        rows = [_coded(planned.values(each), codes) for _line, each in some]
        ids = session.write_rows(entity, insert=rows)
        planned.inserted += zip(ids, some, strict=True)
        planned.ids.update({each.ref: row_id for row_id, (_line, each) in zip(ids, some, strict=True) if each.ref})
        go_on(len(some))


def _coded(values: dict[str, Any], codes: Iterator[str] | None) -> dict[str, Any]:
    return values if codes is None or values.get("code") else {**values, "code": next(codes)}


def _free_codes(session: WriteSession, entity: type[Versioned]) -> Iterator[str] | None:
    """Codes that nobody bears, for a table that has some: C-02001, C-02002…"""
    prefix = _CODES.get(entity.__tablename__)
    if prefix is None:
        return None
    columns = entity.__table__.c
    taken = set(session.scalars(select(columns.code).where(columns.code.startswith(prefix))))
    first = (session.scalar(select(func.max(columns.id))) or 0) + 1
    codes = (f"{prefix}{number:05d}" for number in count(first))
    return (code for code in codes if code not in taken)


def _note_sources(session: WriteSession, import_id: int, planned: _Planned) -> None:
    """In place of what an earlier application of the same import, since taken back, may have left."""
    connection = session.connection()
    connection.execute(delete(ValueSource).where(ValueSource.import_id == import_id))
    rows: dict[tuple[str, int], _Source] = {}
    for table, of_table in planned.updates.items():
        for row_id, of_row in of_table.items():
            for origin in of_row:
                _note(rows, planned, (table, row_id), origin)
    for row_id, origin in planned.inserted:
        _note(rows, planned, (origin[1].table, row_id), origin)
    if rows:
        noted = [(import_id, *row, sheet, line, canonical(cells)) for row, (sheet, line, cells) in rows.items()]
        marks = ", ".join(["?" if connection.dialect.paramstyle == "qmark" else "%s"] * 6)
        columns = "import_id, table_name, row_id, sheet, line, cells"
        connection.exec_driver_sql(f"INSERT INTO value_source ({columns}) VALUES ({marks})", noted)


def _note(rows: dict[tuple[str, int], _Source], planned: _Planned, row: tuple[str, int], origin: Origin) -> None:
    """A cell of another sheet than the first one that told of the row bears the name of its sheet: Feuil2!C4."""
    line, each = origin
    sheet, _line, cells = rows.setdefault(row, (line.sheet, line.row, {}))
    elsewhere = "" if sheet == line.sheet else f"{line.sheet}!"
    for name, cell in each.cells.items():
        if name in each.after:
            value = each.after[name]
            written = planned.ids[value.ref] if isinstance(value, Ref) else plain(value)
            cells[name] = [elsewhere + cell, plain(each.before.get(name)), written]
