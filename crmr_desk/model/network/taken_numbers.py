"""Whose a legal number is already: that of a place is its own for ever, that of an entity is shared by its places."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import NeedsConfirmation, UserError
from crmr_desk.model.network.tables import FORMER, HOSPITAL
from crmr_desk.model.store.references import doubles
from crmr_desk.model.store.schema import Hospital
from crmr_desk.model.store.words import quoted

JOINS_ENTITY: Final = "joins_entity"
"""The key under which the user confirms that an establishment passes to an entity that the register knows."""


def require_free_place(session: Session, hospital_id: int, number: str) -> None:
    """Raises UserError for a geographic number (FINESS ET) that is, or was until a day, another establishment's, and
    for one that is the number of a legal entity."""
    taken = session.execute(
        select(HOSPITAL.c.name, HOSPITAL.c.merged_into_id).where(
            HOSPITAL.c.finess_et == number, HOSPITAL.c.id != hospital_id
        )
    ).one_or_none()
    if taken is not None:
        of = f"{quoted(taken.name)}, une fiche fusionnée" if taken.merged_into_id else quoted(taken.name)
        raise UserError(f"Le numéro FINESS {number} est déjà celui de {of}\u00a0: vérifiez-le, ou cherchez un doublon.")
    former = _former_bearer(session, number)
    if former is not None and former != hospital_id:
        name = session.get_one(Hospital, former).name
        raise UserError(f"Le numéro FINESS {number} était celui de {quoted(name)}\u00a0: il reste le sien.")
    entity = session.scalar(select(HOSPITAL.c.name).where(HOSPITAL.c.finess_ej == number).limit(1))
    if entity is not None:
        raise UserError(
            f"{number} est le numéro juridique de {quoted(entity)}\u00a0: indiquez le numéro géographique du lieu."
        )


def confirm_entity(session: Session, hospital: Hospital, number: str, confirmed: Collection[str]) -> None:
    """Raises NeedsConfirmation (``JOINS_ENTITY``) for a legal number (FINESS EJ) that other establishments bear: the
    entity becomes that of ``hospital`` too. Raises UserError for one that is the number of a place."""
    place = session.scalar(select(HOSPITAL.c.name).where(HOSPITAL.c.finess_et == number))
    if place is not None:
        raise UserError(
            f"{number} est le numéro géographique de {quoted(place)}\u00a0: indiquez celui de son entité juridique."
        )
    if number == hospital.finess_ej or JOINS_ENTITY in confirmed:
        return
    of_entity = (HOSPITAL.c.finess_ej == number, HOSPITAL.c.merged_into_id.is_(None))
    others = session.scalars(select(HOSPITAL.c.name).where(*of_entity).order_by(HOSPITAL.c.id)).all()
    if others:
        count = "1 établissement" if len(others) == 1 else f"{len(others)} établissements"
        raise NeedsConfirmation(
            JOINS_ENTITY,
            f"Le numéro FINESS {number} est celui de l’entité juridique de {quoted(others[0])}, {count} au registre."
            f" {hospital.name} en fera partie. Continuer\u202f?",
        )


def _former_bearer(session: Session, number: str) -> int | None:
    """The establishment that bore a geographic number until a day; of a double, the one it was merged into."""
    query = select(FORMER.c.row_id, FORMER.c.value).where(
        FORMER.c.table_name == Hospital.__tablename__, FORMER.c.field == "finess_et"
    )
    bearer = next((row_id for row_id, value in session.execute(query) if value == number), None)
    return doubles(session, Hospital.__tablename__).get(bearer, bearer) if bearer is not None else None
