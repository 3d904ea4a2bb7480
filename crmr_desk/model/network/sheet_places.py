"""The hospitals of a sheet, as they were called and numbered on its date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.network import hospitals
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.rows import TO_BE_TOLD, HospitalRow
from crmr_desk.model.network.tables import HOSPITAL, IDS

_PLACES = select(*hospitals.COLUMNS).where(HOSPITAL.c.id.in_(IDS))


def places_of(
    session: Session, former: Formers, on: dt.date, ids: Iterable[int | None]
) -> dict[int | None, HospitalRow]:
    """The hospitals with these ids, by id; ``TO_BE_TOLD`` under None. One statement."""
    wanted = {each for each in ids if each is not None}
    rows = session.execute(_PLACES, {"ids": list(wanted)})
    found: dict[int | None, HospitalRow] = {None: TO_BE_TOLD}
    found.update((row.id, hospitals.hospital_row(row, on)) for row in former.rows("hospital", rows))
    return found


def place_of(session: Session, former: Formers, on: dt.date, hospital_id: int | None) -> HospitalRow:
    """One of them."""
    return places_of(session, former, on, [hospital_id])[hospital_id]
