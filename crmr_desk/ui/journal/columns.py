"""What a line of the journal shows, and a line of what an operation changed."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.network.names import collation
from crmr_desk.model.store.details import FieldChange
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.ui.journal.taking_back import state_cell
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column


def moment(at: dt.datetime) -> str:
    """On the clock of this computer."""
    return f"{at.astimezone():%d/%m/%Y %H:%M}"


def columns() -> tuple[Column[OperationRow], ...]:
    """From the left to the right."""
    return (
        Column("N°", lambda row: str(row.id), sort=lambda row: row.id, width=72, right=True),
        Column("Le", lambda row: moment(row.at), sort=lambda row: row.at, width=136),
        Column("Opération", _operation, sort=lambda row: collation(row.label), stretch=3),
        Column("Par", lambda row: Cell(row.who, tip=row.who), sort=lambda row: collation(row.who), stretch=1),
        Column("État", state_cell, width=120),
    )


def field_columns() -> tuple[Column[FieldChange], ...]:
    """Before and after, field by field."""
    return (
        Column("Champ", lambda row: Cell(row.field, second=row.row, tip=row.row), stretch=4),
        Column("Avant", lambda row: Cell(row.before, tone="text2", tip=row.before), stretch=3),
        Column("Après", lambda row: Cell(row.after, tip=row.after), stretch=3),
    )


def _operation(row: OperationRow) -> Cell:
    return Cell(row.label, tone="mute" if row.undone else "", tip=row.label)
