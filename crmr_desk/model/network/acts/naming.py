"""What an act calls the centre on which it works."""

from __future__ import annotations

from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.names import names_of

_GONE = "Ce centre n’est plus dans le registre\u202f; rafraîchissez l’arbre."


def centre_name(session: Session, kind: str, row_id: int) -> str:
    """CERVCO, BRAIN-TEAM, or CERVCO, CHU de Lille. Raises UserError when the row is gone."""
    name = names_of(session, [(kind, row_id)], {}).get((kind, row_id))
    if name is None:
        raise UserError(_GONE)
    return name
