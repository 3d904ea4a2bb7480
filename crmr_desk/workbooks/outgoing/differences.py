"""What differs between two states of the network, as a workbook to be filtered; as a note: ``differences_note``."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from crmr_desk.model.network.differences.rows import Difference, Differences
from crmr_desk.workbooks.dossier_tables import Table
from crmr_desk.workbooks.saving import save
from crmr_desk.workbooks.styling import Column, Kind, Value, add_table, new_workbook

_ESTABLISHMENT: Final = "Établissement"
_SUMMARY: Final = (Column("Nature du changement", width=34), Column("Nombre", Kind.NUMBER, 12))
_LINES: Final = (
    Column("Nature", width=20),
    Column("Filière", width=14),
    Column("Type", width=18),
    Column("Centre", width=34),
    Column("Ce qui a changé", width=44),
    Column("Avant", width=32),
    Column("Après", width=32),
    Column("Date", Kind.DATE, 12),
    Column("Dossier", Kind.IDENTIFIER, 13),
    Column("Opération", Kind.NUMBER, 11),
    Column("Libellé de l’opération", width=34),
)


def tables(found: Differences) -> list[Table]:
    """Two sheets: how many changes of each kind, and what the two states are; then every line, to be filtered."""
    counted = [(kind.label, count) for kind, count in found.counts.items()]
    return [
        Table("Synthèse", _SUMMARY, [*counted, ("Total", len(found.rows))], (found.title, *states_of(found))),
        Table("Changements", _LINES, map(_cells, found.rows)),
    ]


def write_differences(found: Differences, path: str | Path) -> None:
    """Write the workbook. Raises UserError when the file cannot be written."""
    workbook = new_workbook(found.title)
    for table in tables(found):
        add_table(workbook, table.title, table.columns, table.rows, above=table.above)
    save(workbook, Path(path))


def states_of(found: Differences) -> tuple[str, ...]:
    """What the two states are, in words."""
    return found.earlier.words, found.later.words


def _cells(row: Difference) -> tuple[Value, ...]:
    return (
        row.kind.label,
        row.fsmr,
        row.centre_kind.label if row.centre_kind is not None else _ESTABLISHMENT,
        row.centre,
        row.what,
        row.before,
        row.after,
        row.day,
        row.dossier,
        row.operation_id,
        row.operation,
    )
