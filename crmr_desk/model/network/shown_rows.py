"""A row about to be changed: it must still be there, and as it was when it was shown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.conflicts import changed_meanwhile
from crmr_desk.model.store.names import names_of
from crmr_desk.model.store.schema import Versioned
from crmr_desk.model.store.words import TABLES
from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from crmr_desk.model.store.database import Database

E = TypeVar("E", bound=Versioned)


def as_shown(session: Session, entity: type[E], row_id: int, version: int) -> E:
    """The row of that version. Raises UserError when it is gone, Conflict when somebody has changed it meanwhile."""
    found = session.get(entity, row_id)
    if found is None:
        raise UserError(gone(entity.__tablename__))
    if found.version != version:
        raise changed_meanwhile(session, {(entity.__tablename__, row_id): version})
    return found


def name_of(db: Database, table: str, row_id: int) -> str:
    """What a person calls a row. Raises UserError when it is gone."""
    with db.reading() as session:
        found = names_of(session, [(table, row_id)], {}).get((table, row_id))
    if found is None:
        raise UserError(gone(table))
    return found


def gone(table: str) -> str:
    """The sentence for a row that is no longer there: Cette maladie n’est plus dans le registre…"""
    noun = TABLES[table]
    this = "Cette" if noun.feminine else "Cet" if noun.name[0] in "aeéio" else "Ce"
    return f"{this} {noun.name} n’est plus dans le registre\u202f; rafraîchissez la fiche."


def check_period(start: dt.date | None, end: dt.date | None) -> None:
    """Raises UserError for an end before the beginning; days that nobody knows are None."""
    if start is not None and end is not None and end < start:
        raise UserError(f"La fin ({short_date(end)}) précède le début ({short_date(start)}).")
