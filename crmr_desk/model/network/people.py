"""People: list, search, one added or changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import Conflict, UserError
from crmr_desk.model.network.functions import functions_on
from crmr_desk.model.network.merging.also_known import also_known
from crmr_desk.model.network.names import collation, fold, full_name
from crmr_desk.model.network.person_checks import checked
from crmr_desk.model.network.rows import PersonRow
from crmr_desk.model.network.tables import PERSON, AnyRow
from crmr_desk.model.store.schema import Person

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

COLUMNS = (
    PERSON.c.id,
    PERSON.c.version,
    PERSON.c.code,
    PERSON.c.title,
    PERSON.c.first_name,
    PERSON.c.last_name,
    PERSON.c.rpps,
    PERSON.c.birth_date,
    PERSON.c.status,
    PERSON.c.full_time,
    PERSON.c.email,
)
_GONE = "Cette personne n’est plus dans le registre\u202f; rafraîchissez la liste."


def people_on(db: Database, on: dt.date, text: str = "") -> list[PersonRow]:
    """The people whose name, code, RPPS or functions on ``on`` hold every word of ``text``, by last name. Doubles that
    were merged are left out: what they are called leads to the person that they were merged into."""
    with db.reading() as session:
        held, also = functions_on(session, on), also_known(session, "person")
        single = select(*COLUMNS).where(PERSON.c.merged_into_id.is_(None))
        rows = [person_row(row, held.get(row.id, ())) for row in session.execute(single)]
    words = fold(text).split()
    found = [row for row in rows if not words or _holds(f"{_searched(row)} {also.get(row.id, '')}", words)]
    return sorted(found, key=lambda row: (collation(row.last_name), collation(row.first_name)))


def person(db: Database, person_id: int, on: dt.date) -> PersonRow:
    """One person with the functions held on ``on``. Raises UserError when the person is no longer there."""
    with db.reading() as session:
        row = session.execute(select(*COLUMNS).where(PERSON.c.id == person_id)).one_or_none()
        if row is None:
            raise UserError(_GONE)
        return person_row(row, functions_on(session, on, person_id).get(person_id, ()))


def save_person(db: Database, values: Mapping[str, object], person_id: int | None = None) -> tuple[int, Changes]:
    """Add a person (``person_id`` None) or change the given fields of one; returns the id and what changed.

    ``values`` is keyed by the fields of PersonRow; names are kept as typed. A ``version`` among them must still be
    the one of the register. Raises UserError with one sentence a refusal, Conflict when somebody else changed the
    person meanwhile.
    """
    fields = {name: value for name, value in values.items() if name != "version"}
    if person_id is None:
        return _add(db, checked({"first_name": "", "last_name": "", **fields}, today=db.now().date()))
    return _change(db, person_id, checked(fields, today=db.now().date()), values.get("version"))


def _add(db: Database, clean: dict[str, Any]) -> tuple[int, Changes]:
    name = full_name(clean.get("title", ""), clean["first_name"], clean["last_name"])
    with db.writing(f"{name}\u00a0: fiche créée") as session:
        code = clean.pop("code", "") or _free_code(session)
        if session.scalar(select(PERSON.c.id).where(PERSON.c.code == code)) is not None:
            raise UserError(f"Le code {code} est déjà celui d’une autre personne.")
        entity = Person(code=code, title=clean.pop("title", ""), **clean)
        session.add(entity)
        session.flush()
        added = entity.id
    return added, session.changes


def _change(db: Database, person_id: int, clean: dict[str, Any], version: object) -> tuple[int, Changes]:
    before = person(db, person_id, db.now().date())
    names = {"title": before.title, "first_name": before.first_name, "last_name": before.last_name} | clean
    name = full_name(names["title"], names["first_name"], names["last_name"])
    with db.writing(f"{name}\u00a0: fiche modifiée") as session:
        entity = session.get(Person, person_id)
        if entity is None:
            raise UserError(_GONE)
        if version is not None and version != entity.version:
            raise Conflict(f"La fiche de {before.name} a été modifiée entre-temps\u202f; rouvrez-la d’abord.")
        for field, value in clean.items():
            setattr(entity, field, value)
    return person_id, session.changes


def _free_code(session: Session) -> str:
    number = (session.scalar(select(func.max(PERSON.c.id))) or 0) + 1
    taken = set(session.scalars(select(PERSON.c.code).where(PERSON.c.code.like("P-%"))))
    while f"P-{number:05d}" in taken:
        number += 1
    return f"P-{number:05d}"


def _holds(searched: str, words: list[str]) -> bool:
    return all(word in searched for word in words)


def _searched(row: PersonRow) -> str:
    return fold(" ".join((row.name, row.code, row.rpps or "", *row.functions)))


def person_row(row: AnyRow, functions: tuple[str, ...] = ()) -> PersonRow:
    """A row of COLUMNS as the screens see it."""
    return PersonRow(
        id=row.id,
        code=row.code,
        title=row.title,
        first_name=row.first_name,
        last_name=row.last_name,
        name=full_name(row.title, row.first_name, row.last_name),
        rpps=row.rpps,
        birth_date=row.birth_date,
        status=row.status,
        full_time=row.full_time,
        email=row.email,
        functions=functions,
        version=row.version,
    )
