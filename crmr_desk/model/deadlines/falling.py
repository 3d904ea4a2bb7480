"""The deadlines that an act would make fall away: those of rows that end sooner."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from crmr_desk.model.deadlines.kinds import REPORTS, entry_id_of
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.deadlines.upcoming import for_centre
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.acts.rows import Act, Planned, Touching

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


def falling_away(db: Database, planned: Planned, today: dt.date) -> tuple[Touching, ...]:
    """The deadlines of a centre after its last day, as lines to be read beside ``touching.touched_by``: nothing of them
    is stored, they fall with the mandates and the label from which they derive. None for an act that the centre
    outlives, nor for a hospital."""
    outlives = planned.act in (Act.SPLIT, Act.MOVE)
    if outlives or planned.kind not in list(CentreKind):
        return ()
    return tuple(
        Touching(
            table="deadline",
            row_id=number,
            nature="Échéance",
            what=row.title,
            start=row.on,
            why="Tombe avec ce dont elle découle",
        )
        for number, row in enumerate(for_centre(db, planned.kind, planned.row_id, today))
        if row.on > planned.last_day and _falls(row, planned.last_day)
    )


def _falls(row: DeadlineRow, last: dt.date) -> bool:
    """Whether it falls with the centre: what was typed by hand stays, a dossier goes its own way, and the report on the
    year in which the centre was still active is owed."""
    owed = row.kind in REPORTS and row.on.year == last.year
    return row.dossier_id is None and not owed and entry_id_of(row.key) is None
