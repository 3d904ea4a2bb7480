"""The lists of the directory: everybody, and every establishment, as they stand on a day. Doubles that were merged are
left out; what they are called leads to the row of now."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import FromClause, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.network.ages import AgeLimit, limit_ahead
from crmr_desk.model.network.directory_rows import HospitalListed, PersonListed, Standing
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.functions import as_then, held_query, held_words
from crmr_desk.model.network.merging.also_known import also_known
from crmr_desk.model.network.names import collation, fold, full_name
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.tables import CCMR, HOSPITAL, MANDATE, PERSON, SITE, AnyRow, covers
from crmr_desk.model.terms import short_date
from crmr_desk.resources import path

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_PERSON = ("id", "code", "title", "first_name", "last_name", "rpps", "email", "status")


def people_listed(db: Database, on: dt.date) -> list[PersonListed]:
    """Everybody by last name, with the functions held on ``on``. A constant number of statements."""
    with db.reading() as session:
        held, ended = _held_on(session, on), _ended_before(session, on)
        also = also_known(session, "person")
        query = select(*(PERSON.c[name] for name in _PERSON)).where(PERSON.c.merged_into_id.is_(None))
        rows = [
            _person(row, held.get(row.id, []), ended.get(row.id), also.get(row.id, ""))
            for row in session.execute(query)
        ]
    return sorted(rows, key=lambda row: row.order)


def hospitals_listed(db: Database, on: dt.date) -> list[HospitalListed]:
    """Every establishment in French order, as it was called on ``on``, with how many centres it housed that day."""
    with db.reading() as session:
        formers, also = Formers(session, on, ("hospital", "ccmr")), also_known(session, "hospital")
        sites = _housed(session, SITE, on, formers)
        ccmrs = _housed(session, CCMR, on, formers)
        names = ("id", "name", "town", "region", "finess_et", "finess_ej")
        query = select(*(HOSPITAL.c[name] for name in names)).where(HOSPITAL.c.merged_into_id.is_(None))
        found = formers.rows("hospital", session.execute(query).all())
    rows = [_hospital(row, sites[row.id], ccmrs[row.id], also.get(row.id, "")) for row in found]
    return sorted(rows, key=lambda row: collation(row.name))


@cache
def university_hospitals() -> frozenset[str]:
    """The legal numbers of the CHR and CHU, former ones included."""
    entities = tomllib.loads(path("import", "legal_entities.toml").read_text(encoding="utf-8"))
    return frozenset(number for each, told in entities.items() for number in (each, *told.get("former", ())))


def _held_on(session: Session, on: dt.date) -> dict[int, list[tuple[str, AgeLimit | None]]]:
    """What each person holds, in words, with the age to reckon with."""
    columns = (MANDATE.c.end, PERSON.c.birth_date, PERSON.c.status)
    query = held_query().add_columns(*columns).where(covers(MANDATE, on)).order_by(MANDATE.c.start, MANDATE.c.id)
    held: dict[int, list[tuple[str, AgeLimit | None]]] = defaultdict(list)
    for row in as_then(session, session.execute(query), on):
        limit = limit_ahead(row.function, row.status, row.birth_date, on, row.end)
        held[row.person_id].append((held_words(row), limit))
    return held


def _ended_before(session: Session, on: dt.date) -> dict[int, dt.date]:
    """The last day of those whose mandates are over, by person."""
    query = select(MANDATE.c.person_id, func.max(MANDATE.c.end)).where(MANDATE.c.end < on)
    return dict(session.execute(query.group_by(MANDATE.c.person_id)).all())


def _person(row: AnyRow, held: list[tuple[str, AgeLimit | None]], ended: dt.date | None, also: str) -> PersonListed:
    standing = Standing.IN_OFFICE if held else Standing.FORMER if ended is not None else Standing.NONE
    words = "\u202f; ".join(sentence for sentence, _ in held)
    if ended is not None and not held:
        words = f"Jusqu’au {short_date(ended)}"
    limits = sorted((limit for _, limit in held if limit is not None), key=lambda limit: limit.on)
    name = full_name(row.title, row.first_name, row.last_name)
    return PersonListed(
        id=row.id,
        code=row.code,
        name=name,
        order=(fold(row.last_name), fold(row.first_name)),
        rpps=row.rpps or "",
        email=row.email or "",
        standing=standing,
        words=words,
        age_limit=limits[0].words if limits else "",
        age_on=limits[0].on if limits else None,
        also=also,
    )


def _housed(session: Session, table: FromClause, on: dt.date, formers: Formers) -> Counter[int | None]:
    """How many rows of ``table`` (sites, competence centres) each establishment housed."""
    rows = session.execute(select(table.c.id, table.c.hospital_id).where(covers(table, on)))
    kind = "ccmr" if table is CCMR else "site"
    return Counter(formers.value(kind, row_id, "hospital_id", hospital_id) for row_id, hospital_id in rows)


def _hospital(row: AnyRow, sites: int, ccmrs: int, also: str) -> HospitalListed:
    region = REGIONS[row.region].name if row.region in REGIONS else ""
    return HospitalListed(
        id=row.id,
        name=row.name,
        town=row.town,
        region=row.region,
        region_name=region,
        finess_et=row.finess_et,
        finess_ej=row.finess_ej,
        is_chu=row.finess_ej in university_hospitals(),
        sites=sites,
        ccmrs=ccmrs,
        also=also,
    )
