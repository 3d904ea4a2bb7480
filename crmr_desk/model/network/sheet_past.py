"""What a centre was called, where it was and to what it belonged before the day of its sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crmr_desk.model.network.rows import Fact
from crmr_desk.model.network.tables import FORMER, FSMR, HOSPITAL, IDS, ON, AnyRow
from crmr_desk.model.store.words import field_name
from crmr_desk.model.terms import short_date

_KINDS = {"hospital_id": "hospital", "seat_id": "hospital", "fsmr_id": "fsmr"}
"""What the value of a field names, where it names a row."""
_NAMES = {
    "hospital": select(HOSPITAL.c.id, HOSPITAL.c.name).where(HOSPITAL.c.id.in_(IDS)),
    "fsmr": select(FSMR.c.id, FSMR.c.sigle).where(FSMR.c.id.in_(IDS)),
}
_BEFORE = (
    select(FORMER.c.field, FORMER.c.value, FORMER.c.until)
    .where(FORMER.c.table_name == bindparam("table"), FORMER.c.row_id == bindparam("row"), FORMER.c.until < ON)
    .order_by(FORMER.c.until.desc(), FORMER.c.field)
)


def past_facts(session: Session, table: str, row_id: int, on: dt.date) -> tuple[Fact, ...]:
    """The former values of the row whose last day is before ``on``, the latest first. Three statements at most."""
    rows = session.execute(_BEFORE, {"table": table, "row": row_id, "on": on}).all()
    named: dict[tuple[str, int], str] = {}
    for kind, names in _NAMES.items():
        ids = [row.value for row in rows if _KINDS.get(row.field) == kind and row.value is not None]
        if ids:
            named |= {(kind, target): called for target, called in session.execute(names, {"ids": ids})}
    return tuple(_fact(table, row, named) for row in rows)


def _fact(table: str, row: AnyRow, named: Mapping[tuple[str, int], str]) -> Fact:
    kind = _KINDS.get(row.field)
    leads = (kind, row.value) if kind is not None and row.value is not None else None
    words = named.get(leads, "") if leads is not None else str(row.value or "aucun")
    return Fact(
        "Auparavant", f"{words} ({field_name(table, row.field)}), jusqu’au {short_date(row.until)}", leads=leads
    )
