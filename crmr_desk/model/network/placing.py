"""Says where a centre is that a national list brought in without its hospital."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crmr_desk.model.errors import UserError
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.hospitals import hospital
from crmr_desk.model.store.schema import Ccmr, Site

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database


def place_centre(db: Database, kind: CentreKind, row_id: int, hospital_id: int) -> Changes:
    """Give a site or a competence centre the hospital that it lacked.

    Raises UserError when the centre or the hospital is gone, and for a centre that has a hospital already: moving it
    is a dossier of relocation (A1 A-c).
    """
    where = hospital(db, hospital_id)
    with db.writing(f"Établissement précisé\u00a0: {where.name}") as session:
        centre: Site | Ccmr | None = session.get(Site, row_id) if kind is CentreKind.SITE else session.get(Ccmr, row_id)
        if centre is None:
            raise UserError("Ce centre n’est plus dans le registre\u202f; rafraîchissez l’arbre.")
        if centre.hospital_id is not None:
            raise UserError("Ce centre a déjà un établissement\u00a0: pour l’en changer, ouvrez une délocalisation.")
        centre.hospital_id = hospital_id
    return session.changes
