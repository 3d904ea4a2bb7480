"""The rows whose operations make the history of a centre: those shown, and those that were once part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, or_, select

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.rows import CentreSheet
from crmr_desk.model.store import journal
from crmr_desk.model.store.journal import OperationRow
from crmr_desk.model.store.row_changes import INSERT
from crmr_desk.model.store.schema import OperationChange

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_PARTS = {
    CentreKind.FSMR: {"note": "fsmr_id", "fsmr_designation": "fsmr_id"},
    CentreKind.CRMR: {"note": "crmr_id", "disease": "crmr_id", "label": "crmr_id"},
    CentreKind.SITE: {"note": "site_id", "ern_membership": "site_id", "team_member": "site_id"},
    CentreKind.CCMR: {"note": "ccmr_id", "team_member": "ccmr_id", "attachment": "ccmr_id"},
}
"""Tables of what hangs on a centre, with the column that says on which."""

_PARTS_OF_SITES = ("ern_membership", "team_member")
"""What the sheet of a CRMR shows for each of its sites."""


def sheet_history(db: Database, shown: CentreSheet, limit: int = 100) -> list[OperationRow]:
    """The last operations on a centre and on what its sheet shows, newest first."""
    return journal.history_of(db, {*shown.related, *_once_part(db, shown)}, limit)


def _once_part(db: Database, shown: CentreSheet) -> list[tuple[str, int]]:
    """What was ever added to the centre: the journal alone remembers those since taken away."""
    kind = CentreKind(shown.kind)
    parts = [
        _born(table, OperationChange.after[column].as_integer() == shown.row_id)
        for table, column in _PARTS[kind].items()
    ]
    if kind is CentreKind.CRMR:
        sites = [row_id for table, row_id in shown.related if table == CentreKind.SITE]
        parts += [_born(table, OperationChange.after["site_id"].as_integer().in_(sites)) for table in _PARTS_OF_SITES]
    of_centre = OperationChange.after["table_name"].as_string() == kind.value
    parts.append(_born("former_value", and_(of_centre, OperationChange.after["row_id"].as_integer() == shown.row_id)))
    query = select(OperationChange.table_name, OperationChange.row_id).where(
        OperationChange.action == INSERT, or_(*parts)
    )
    with db.reading() as session:
        return [(table, row_id) for table, row_id in session.execute(query)]


def _born(table: str, of_centre: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(OperationChange.table_name == table, of_centre)
