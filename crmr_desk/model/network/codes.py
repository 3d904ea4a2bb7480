"""Codes of structures: free ones for those that the window creates, and who bears one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.tables import CCMR, CRMR, SITE
from crmr_desk.model.store.database import Database


def free_code(session: Session, column: InstrumentedAttribute[str], stem: str, width: int = 1) -> str:
    """``stem`` with the first number, of ``width`` figures at least, that no row has in ``column``: CERVCO-S1."""
    taken = set(session.scalars(select(column).where(column.like(f"{stem}%"))))
    number = 1
    while f"{stem}{number:0{width}d}" in taken:
        number += 1
    return f"{stem}{number:0{width}d}"


def centres_by_code(db: Database) -> dict[str, tuple[str, int]]:
    """The (kind, row id) of each reference centre, site and competence centre, by its code."""
    tables = ((CentreKind.CRMR, CRMR), (CentreKind.SITE, SITE), (CentreKind.CCMR, CCMR))
    with db.reading() as session:
        return {
            code: (kind.value, row_id)
            for kind, table in tables
            for code, row_id in session.execute(select(table.c.code, table.c.id))
        }
