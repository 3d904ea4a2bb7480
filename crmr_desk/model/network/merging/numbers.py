"""A legal number of an establishment replaced by another: both are kept, and both lead to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.identifiers import finess_problem
from crmr_desk.model.network.former import change_from
from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.merging.subjects import GONE, names
from crmr_desk.model.network.taken_numbers import confirm_entity, require_free_place
from crmr_desk.model.store.schema import Hospital
from crmr_desk.model.store.words import quoted

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_WORDS = {"finess_et": "numéro FINESS géographique", "finess_ej": "numéro FINESS juridique"}


def replace_number(
    db: Database,
    hospital_id: int,
    field: str,
    number: str,
    start: dt.date,
    today: dt.date,
    *,
    whole_entity: bool = False,
    confirmed: Collection[str] = (),
) -> Changes:
    """Give an establishment another ``finess_et`` or ``finess_ej`` from ``start`` on; the former number is kept until
    its eve and goes on leading to it. With ``whole_entity``, a new legal number is that of every establishment of the
    same legal entity (Nancy: 540002078, then 540023264).

    Raises NeedsConfirmation for the legal number of another entity that the register knows (``taken_numbers``).
    Raises UserError for a number whose form or key is wrong, one that is the same, one that is or was another
    establishment's, a day to come or before the last change.
    """
    number = number.strip().replace(" ", "")
    problem = finess_problem(number)
    if problem is not None:
        raise UserError(problem)
    with db.reading() as reader:
        name = names(reader, Kind.HOSPITAL, [hospital_id]).get(hospital_id)
    if name is None:
        raise UserError(GONE[Kind.HOSPITAL])
    with db.writing(f"{name}\u00a0: {_WORDS[field]} {number}") as session:
        hospital = session.get_one(Hospital, hospital_id)
        before = getattr(hospital, field)
        if before == number:
            raise UserError(f"{number} est déjà le {_WORDS[field]} de {quoted(name)}.")
        if field == "finess_et":
            require_free_place(session, hospital_id, number)
        else:
            confirm_entity(session, hospital, number, confirmed)
        others = _same_entity(session, before) if whole_entity and field == "finess_ej" else [hospital]
        for each in others:
            change_from(session, each, start, today, **{field: number})
    return session.changes


def establishments_of_entity(db: Database, finess_ej: str) -> tuple[tuple[int, str], ...]:
    """The establishments under a legal number now, as (id, name), by id."""
    with db.reading() as session:
        return tuple((each.id, each.name) for each in _same_entity(session, finess_ej))


def _same_entity(session: Session, finess_ej: str) -> list[Hospital]:
    query = select(Hospital).where(Hospital.finess_ej == finess_ej, Hospital.merged_into_id.is_(None))
    return list(session.scalars(query.order_by(Hospital.id)))
