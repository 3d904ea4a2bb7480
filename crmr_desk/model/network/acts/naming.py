"""What an act calls the rows on which it works."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.tables import CCMR, HOSPITAL
from crmr_desk.model.store.names import Row, names_of

_GONE = "Ce centre n’est plus dans le registre\u202f; rafraîchissez l’arbre."


def names(session: Session, rows: Collection[Row]) -> dict[Row, str]:
    """What ``rows`` (table, id) are called: as in the journal, but a competence centre by its hospital and specialty,
    as everywhere on screen. One statement a table at most."""
    found = names_of(session, [row for row in rows if row[0] != CentreKind.CCMR], {})
    ids = {row_id for table, row_id in rows if table == CentreKind.CCMR}
    query = select(CCMR.c.id, CCMR.c.specialty, name_or_unknown()).outerjoin(
        HOSPITAL, HOSPITAL.c.id == CCMR.c.hospital_id
    )
    if ids:
        for row in session.execute(query.where(CCMR.c.id.in_(ids))):
            found["ccmr", row.id] = f"{row.name}, {row.specialty}" if row.specialty else row.name
    return found


def centre_name(session: Session, kind: str, row_id: int) -> str:
    """CERVCO, BRAIN-TEAM, CERVCO, CHU de Lille, or CHU de Nantes, neurologie. Raises UserError when the row is gone."""
    name = names(session, [(kind, row_id)]).get((kind, row_id))
    if name is None:
        raise UserError(_GONE)
    return name
