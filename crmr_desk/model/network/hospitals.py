"""Establishments under their geographic FINESS: list, search, and one added."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, FromClause, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.identifiers import finess_problem
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.merging.also_known import also_known
from crmr_desk.model.network.names import as_typed, collation, fold
from crmr_desk.model.network.regions import REGIONS, Region, region
from crmr_desk.model.network.rows import TO_BE_TOLD, HospitalRow
from crmr_desk.model.network.tables import HOSPITAL, AnyRow
from crmr_desk.model.store.schema import Hospital

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

COLUMNS = (
    HOSPITAL.c.id,
    HOSPITAL.c.finess_et,
    HOSPITAL.c.finess_ej,
    HOSPITAL.c.name,
    HOSPITAL.c.town,
    HOSPITAL.c.region,
)

_BEARER = select(HOSPITAL.c.name, HOSPITAL.c.merged_into_id)


def hospitals(db: Database, text: str = "") -> list[HospitalRow]:
    """The establishments whose name, town, region or FINESS (ET, EJ) holds every word of ``text``, in French order.
    Former names and numbers lead to them too, and those of doubles, which are left out themselves."""
    with db.reading() as session:
        also = also_known(session, "hospital")
        single = select(*COLUMNS).where(HOSPITAL.c.merged_into_id.is_(None))
        rows = [hospital_row(row) for row in session.execute(single)]
    words = fold(text).split()
    found = [row for row in rows if all(word in f"{_searched(row)} {also.get(row.id, '')}" for word in words)]
    return sorted(found, key=lambda row: collation(row.name))


def hospital(db: Database, hospital_id: int) -> HospitalRow:
    """One establishment. Raises UserError when it is no longer there."""
    with db.reading() as session:
        row = session.execute(select(*COLUMNS).where(HOSPITAL.c.id == hospital_id)).one_or_none()
    if row is None:
        raise UserError("Cet établissement n’est plus dans le registre\u202f; rafraîchissez la liste.")
    return hospital_row(row)


def add_hospital(
    session: Session, *, finess_et: str, finess_ej: str, name: str, town: str = "", region_code: str
) -> int:
    """Add an establishment and return its id. Raises UserError for a FINESS whose form or key is wrong, a number
    already taken, an empty name or an unknown region."""
    for number in (finess_et, finess_ej):
        problem = finess_problem(number)
        if problem is not None:
            raise UserError(problem)
    if not as_typed(name):
        raise UserError(f"Le nom de l’établissement {finess_et} manque.")
    taken = session.execute(_BEARER.where(HOSPITAL.c.finess_et == finess_et)).one_or_none()
    if taken is not None:
        of = f"{taken.name}, fusionné avec un autre" if taken.merged_into_id is not None else taken.name
        raise UserError(f"Le numéro FINESS {finess_et} est déjà celui de {of}.")
    entity = Hospital(
        finess_et=finess_et,
        finess_ej=finess_ej,
        name=as_typed(name),
        town=as_typed(town),
        region=region(region_code).code,
    )
    session.add(entity)
    session.flush()
    return entity.id


def new_hospital(
    db: Database, *, finess_et: str, finess_ej: str, name: str, town: str = "", region_code: str
) -> tuple[int, Changes]:
    """``add_hospital`` as an operation of its own; returns the id and what changed."""
    with db.writing(f"{as_typed(name)}\u00a0: fiche créée") as session:
        added = add_hospital(
            session, finess_et=finess_et, finess_ej=finess_ej, name=name, town=town, region_code=region_code
        )
    return added, session.changes


def hospital_row(row: AnyRow, on: dt.date | None = None) -> HospitalRow:
    """A row of COLUMNS as the screens see it, with the agency competent on ``on`` (None: the one that exists now)."""
    known = REGIONS.get(row.region)
    return HospitalRow(
        id=row.id,
        finess_et=row.finess_et,
        finess_ej=row.finess_ej,
        name=row.name,
        town=row.town,
        region=row.region,
        ars=_ars(known, on),
    )


def place_of(session: Session, hospital_id: int | None, on: dt.date, former: Formers | None = None) -> HospitalRow:
    """The establishment that houses a centre on ``on``, under the name and numbers that it had then; ``TO_BE_TOLD`` for
    a centre that has none yet. ``former`` where the caller has read what was other on that day."""
    if hospital_id is None:
        return TO_BE_TOLD
    row = session.execute(select(*COLUMNS).where(HOSPITAL.c.id == hospital_id)).one()
    if former is None:
        former = Formers(session, on, ("hospital",))
    return hospital_row(former.row("hospital", row), on)


def name_or_unknown(hospital: FromClause = HOSPITAL, label: str = "name") -> ColumnElement[str]:
    """The name of an establishment joined from outside, in words also where there is none."""
    return func.coalesce(hospital.c.name, TO_BE_TOLD.name).label(label)


def _ars(known: Region | None, on: dt.date | None) -> str:
    if known is None:
        return ""
    return (known.ars if on is None else known.ars_on(on)).name


def _searched(row: HospitalRow) -> str:
    known = REGIONS.get(row.region)
    return fold(f"{row.name} {row.town} {known.name if known else ''} {row.finess_et} {row.finess_ej}")
