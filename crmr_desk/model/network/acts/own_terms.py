"""The term that a mandate or a label had before the closing of its centre cut it short, as the journal knows it.

Nothing renews by itself: who corrects the day of a closing gives back what the closing took, and grants nothing more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import and_, or_
from sqlalchemy.orm import Session

from crmr_desk.model.store.journal import changes_of
from crmr_desk.model.store.names import Row
from crmr_desk.model.store.row_changes import UPDATE
from crmr_desk.model.store.schema import Ccmr, Label, Mandate, OperationChange, Site

_Cut = tuple[int, str | None]
"""An operation, and the last day that it changed."""


def own_terms(
    session: Session, centres: Iterable[Site | Ccmr], granted: Sequence[Mandate | Label]
) -> dict[Row, dt.date | None]:
    """For each row of ``granted``, its last day (None: not known) before the operations that gave the ``centres``
    theirs; its last day of now where no closing cut it."""
    rows = [_key(row) for row in (*centres, *granted)]
    cuts = _cuts(session, rows)
    closings = {operation for centre in centres for operation, _before in cuts.get(_key(centre), ())}
    return {_key(row): _before_closings(row.end, cuts.get(_key(row), []), closings) for row in granted}


def _key(row: Site | Ccmr | Mandate | Label) -> Row:
    return row.__tablename__, row.id


def _cuts(session: Session, rows: Iterable[Row]) -> dict[Row, list[_Cut]]:
    """The operations that changed the last day of each row, in order of time."""
    change = OperationChange
    concerned = or_(*(and_(change.table_name == table, change.row_id == row_id) for table, row_id in rows))
    found: dict[Row, list[_Cut]] = {}
    for operation, steps in changes_of(session, and_(concerned, change.action == UPDATE)).items():
        for step in steps:
            if "end" in (step.before or {}):
                found.setdefault((step.table, step.row_id), []).append((operation, (step.before or {})["end"]))
    return found


def _before_closings(end: dt.date | None, cuts: list[_Cut], closings: set[int]) -> dt.date | None:
    for operation, before in reversed(cuts):
        if operation not in closings:
            break
        end = dt.date.fromisoformat(before) if before is not None else None
    return end
