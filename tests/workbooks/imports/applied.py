"""Imports applied without a file: the lines of a check made by hand, as the check would plan them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import keep
from crmr_desk.model.store.schema import WorkbookImport
from crmr_desk.workbooks.checking.rows import Action, Checked, Line, Ref, Shown, Status, Write
from crmr_desk.workbooks.checking.summary import told
from crmr_desk.workbooks.imports.history import applied_label
from crmr_desk.workbooks.imports.writing import write
from crmr_desk.workbooks.incoming.fields import ListKind

D = dt.date
EVE, START, END = D(2026, 8, 31), D(2026, 9, 1), D(2028, 12, 31)
DAY = D(2026, 11, 20)


def line(*writes: Write, row: int = 4, sheet: str = "CCMR") -> Line:
    return Line(sheet, row, Status.OK, Shown.CHANGED, Action.UPDATE, writes=writes)


def checked(*lines: Line) -> Checked:
    return Checked(ListKind.ARS, lines, {})


def new_holder(ccmr_id: int, held: int, before: D | None = END, name: str = "Rouvière", row: int = 4) -> Line:
    """Somebody whom the register does not know is responsable of the centre from 1 September 2026 on."""
    return line(
        Write("mandate", held, {"end": before}, {"end": EVE}, 1, {"end": f"F{row}"}),
        Write(
            "person", None, {}, {"title": "Pr", "first_name": "Clément", "last_name": name},
            cells={"last_name": f"D{row}", "first_name": f"E{row}"}, ref=f"person {row}",
        ),
        Write(
            "mandate", None, {},
            {
                "person_id": Ref(f"person {row}"), "function": "responsable_ccmr", "ccmr_id": ccmr_id,
                "start": START, "end": before,
            },
            cells={"person_id": f"D{row}", "start": f"F{row}", "end": f"F{row}"},
        ),
        row=row,
    )  # fmt: skip


def change(table: str, row_id: int, row: int = 4, version: int = 1, **values: tuple[Any, Any]) -> Line:
    """Fields of one row, each as (before, after), from the cells of one line."""
    before = {name: former for name, (former, _) in values.items()}
    after = {name: value for name, (_, value) in values.items()}
    cells = {name: f"{chr(71 + place)}{row}" for place, name in enumerate(values)}
    return line(Write(table, row_id, before, after, version, cells), row=row)


def apply_lines(db: Database, *lines: Line, name: str = "CCMR_AURA.xlsx") -> int:
    """Write the lines as one applied import; returns its id."""
    with db.writing(f"Réception de {name}") as session:
        kept = WorkbookImport(
            name=name, region="84", sender="ARS Auvergne-Rhône-Alpes", kind="ars", received_on=DAY, instructor=db.who,
            state="draft", file_id=keep(session, name=name, media_type="text/csv", content=name.encode()),
        )  # fmt: skip
        session.add(kept)
        session.flush()
        import_id = kept.id
    with db.writing(applied_label(name, told(lines))) as session:
        write(session, checked(*lines), import_id)
        row = session.get_one(WorkbookImport, import_id)
        row.state, row.applied_on = "applied", DAY
    return import_id
