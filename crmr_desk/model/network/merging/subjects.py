"""The two kinds of rows that may have doubles: their tables, their fields, and what may be written in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.identifiers import finess_problem
from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.names import as_typed
from crmr_desk.model.network.person_checks import checked
from crmr_desk.model.network.regions import region
from crmr_desk.model.store.names import names_of
from crmr_desk.model.store.schema import Hospital, Person

FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("title", "last_name", "first_name", "rpps", "birth_date", "status", "full_time", "email"),
    Kind.HOSPITAL: ("name", "town", "region", "finess_ej"),
}
"""The fields that a merge may take from the double, in the order in which they are compared. The code of a person and
the FINESS ET of a hospital stay with their rows: each is one row's alone, and that of the double leads to the other."""

GONE = {
    Kind.PERSON: "Cette personne n’est plus dans le registre\u202f; rafraîchissez la liste.",
    Kind.HOSPITAL: "Cet établissement n’est plus dans le registre\u202f; rafraîchissez la liste.",
}


def subject(session: Session, kind: Kind, row_id: int) -> Person | Hospital:
    """The person or the hospital. Raises UserError when it is no longer there."""
    found: Person | Hospital | None = (
        session.get(Person, row_id) if kind is Kind.PERSON else session.get(Hospital, row_id)
    )
    if found is None:
        raise UserError(GONE[kind])
    return found


def names(session: Session, kind: Kind, ids: Iterable[int]) -> dict[int, str]:
    """What the rows are called, by id: Pr Solène Aubrac."""
    return {row_id: name for (_, row_id), name in names_of(session, [(kind.value, each) for each in ids], {}).items()}


def clean(kind: Kind, values: Mapping[str, object], today: dt.date) -> dict[str, Any]:
    """The values as they will be written. Raises UserError for one that may not be, and for a field that stays with
    its row."""
    for field in values:
        if field not in FIELDS[kind]:
            raise UserError("Ce champ reste avec sa fiche\u00a0: une fusion ne le déplace pas.")
    if kind is Kind.PERSON:
        return checked(values, today=today)
    return {field: _of_hospital(field, str(value or "")) for field, value in values.items()}


def _of_hospital(field: str, value: str) -> str:
    if field == "region":
        return region(value).code
    problem = finess_problem(value) if field == "finess_ej" else None
    if problem is not None:
        raise UserError(problem)
    if field == "name" and not as_typed(value):
        raise UserError("Le nom de l’établissement manque.")
    return as_typed(value)
