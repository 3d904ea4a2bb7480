"""What a line of the differences shows, and where it leads."""

from __future__ import annotations

from typing import Final

from crmr_desk.model.network.differences.rows import Difference, DifferenceKind
from crmr_desk.model.network.names import collation, fold
from crmr_desk.model.terms import short_date
from crmr_desk.ui.parts.cell import Cell
from crmr_desk.ui.parts.table import Column

ICONS: Final = {
    DifferenceKind.OPENED: "plus",
    DifferenceKind.CLOSED: "circle-x",
    DifferenceKind.MOVED: "arrow-right",
    DifferenceKind.RENAMED: "pencil",
    DifferenceKind.FSMR: "topology-star-3",
    DifferenceKind.DESIGNATIONS: "flag",
    DifferenceKind.LABELS: "certificate",
    DifferenceKind.MANDATES: "user-check",
    DifferenceKind.ATTACHMENTS: "affiliate",
    DifferenceKind.DISEASES: "stethoscope",
    DifferenceKind.NETWORKS: "git-branch",
    DifferenceKind.TEAMS: "users",
    DifferenceKind.CORRECTED: "eraser",
}
SPARE: Final = frozenset({"Filière", "Source"})
"""Left out in a narrow window: the centre says its filière below, the line leads to its source."""


def columns() -> tuple[Column[Difference], ...]:
    """From the left to the right."""
    return (
        Column("Filière", lambda row: row.fsmr, sort=lambda row: collation(row.fsmr) if row.fsmr else None, width=116),
        Column("Centre", _centre, sort=lambda row: collation(row.centre), stretch=4),
        Column(
            "Ce qui a changé", lambda row: Cell(row.what, second=row.kind.label, icon=ICONS[row.kind], tip=row.what),
            sort=lambda row: collation(row.what), stretch=5,
        ),
        Column("Avant", lambda row: Cell(row.before, tone="text2", tip=row.before), stretch=3),
        Column("Après", lambda row: Cell(row.after, tip=row.after), stretch=3),
        Column("Le", lambda row: short_date(row.day) if row.day else "", sort=lambda row: row.day, width=96),
        Column("Source", _source, sort=_source_key, width=140),
    )  # fmt: skip


def searched(row: Difference) -> str:
    """The folded words in which a text is looked for."""
    said = (row.fsmr, row.centre, row.what, row.before, row.after, row.kind.label, row.dossier, row.operation)
    return fold(" ".join((*said, short_date(row.day) if row.day else "")))


def _kind_of_centre(row: Difference) -> str:
    return row.centre_kind.label if row.centre_kind is not None else "Établissement"


def _centre(row: Difference) -> Cell:
    below = ", ".join(part for part in (_kind_of_centre(row), row.fsmr) if part)
    return Cell(row.centre, second=below, bold=True, tip=row.centre)


def _source(row: Difference) -> Cell:
    if row.dossier_id is not None:
        return Cell(row.dossier, icon="folder", tip=f"Dossier {row.dossier}")
    if row.operation_id is not None:
        return Cell(f"Opération {row.operation_id}", icon="history", tip=row.operation)
    return Cell("Non journalisée", tone="text3", tip="Le journal ne garde pas d’opération pour cette ligne")


def _source_key(row: Difference) -> tuple[int, str, int] | None:
    """Dossiers by number, then operations from the oldest."""
    if row.dossier_id is not None:
        return 0, row.dossier, 0
    return (1, "", row.operation_id) if row.operation_id is not None else None
