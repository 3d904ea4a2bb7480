"""A seat in words, beside the row that names it, of a mandate, a dossier or a letter: its centre, its filière, a
person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, func, literal, select
from sqlalchemy.orm import Session

from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.tables import ATTACHMENT, CCMR, CRMR, FSMR, HOSPITAL, PERSON, SITE, AnyRow
from crmr_desk.model.store.database import Database

NOBODY = literal(0)
"""A person whom no row has: an id that is NULL would have every person looked at."""
_PERSON = (PERSON.c.title, PERSON.c.first_name, PERSON.c.last_name, PERSON.c.status, PERSON.c.birth_date)
_SITE_CRMR = CRMR.alias("site_crmr")
SITE_HOSPITAL = HOSPITAL.alias("site_hospital")
CCMR_HOSPITAL = HOSPITAL.alias("ccmr_hospital")
"""Where the site or the CCMR of a seat is."""
_CRMR_FSMR = FSMR.alias("crmr_fsmr")
_SITE_FSMR = FSMR.alias("site_fsmr")


@cache
def with_seat(table: FromClause, person: ColumnElement[Any] | None = None) -> Select[*tuple[Any, ...]]:
    """The rows of ``table`` with their seat, what names it, its filière (``sigle``; not that of a CCMR, which may have
    several), and the ``person`` where one is asked for. Built once for each table: putting it together takes longer
    than asking it."""
    joined: Callable[..., Select[*tuple[Any, ...]]] = select
    return (
        joined(
            *([table.c.function] if "function" in table.c else []),
            table.c.crmr_id,
            table.c.site_id,
            table.c.ccmr_id,
            table.c.fsmr_id,
            *(_PERSON if person is not None else ()),
            func.coalesce(func.nullif(CRMR.c.acronym, ""), CRMR.c.title).label("crmr_name"),
            func.coalesce(func.nullif(_SITE_CRMR.c.acronym, ""), _SITE_CRMR.c.title).label("site_crmr_name"),
            name_or_unknown(SITE_HOSPITAL, "site_hospital"),
            name_or_unknown(CCMR_HOSPITAL, "ccmr_hospital"),
            CCMR.c.specialty,
            func.coalesce(FSMR.c.sigle, _CRMR_FSMR.c.sigle, _SITE_FSMR.c.sigle).label("sigle"),
        )
        .select_from(table if person is None else table.outerjoin(PERSON, PERSON.c.id == person))
        .outerjoin(CRMR, CRMR.c.id == table.c.crmr_id)
        .outerjoin(_CRMR_FSMR, _CRMR_FSMR.c.id == CRMR.c.fsmr_id)
        .outerjoin(SITE, SITE.c.id == table.c.site_id)
        .outerjoin(_SITE_CRMR, _SITE_CRMR.c.id == SITE.c.crmr_id)
        .outerjoin(_SITE_FSMR, _SITE_FSMR.c.id == _SITE_CRMR.c.fsmr_id)
        .outerjoin(SITE_HOSPITAL, SITE_HOSPITAL.c.id == SITE.c.hospital_id)
        .outerjoin(CCMR, CCMR.c.id == table.c.ccmr_id)
        .outerjoin(CCMR_HOSPITAL, CCMR_HOSPITAL.c.id == CCMR.c.hospital_id)
        .outerjoin(FSMR, FSMR.c.id == table.c.fsmr_id)
    )


def centre_words(row: AnyRow) -> str:
    """What names the centre of a row of ``with_seat``, as its dossiers do: "CERVCO", "CERVCO, CHU de Lille",
    "CHU de Nantes, neurologie" or "BRAIN-TEAM"."""
    if row.site_id is not None:
        return f"{row.site_crmr_name}, {row.site_hospital}"
    if row.ccmr_id is not None:
        return f"{row.ccmr_hospital}, {row.specialty}" if row.specialty else str(row.ccmr_hospital)
    return row.crmr_name or row.sigle or ""


def codes_of_ccmrs(db: Database) -> dict[int, str]:
    """The code of each competence centre that has one, by its id: two of one hospital may bear the same words."""
    with db.reading() as session:
        rows = session.execute(select(CCMR.c.id, CCMR.c.code).where(CCMR.c.code != ""))
        return {row.id: row.code for row in rows}


def fsmrs_of_ccmrs(session: Session, *where: ColumnElement[bool]) -> dict[int, str]:
    """The filières of each competence centre that is or was attached, "BRAIN-TEAM, SENSGENE", by its id; ``where``
    narrows the attachments."""
    query = (
        select(ATTACHMENT.c.ccmr_id, FSMR.c.sigle)
        .join(CRMR, CRMR.c.id == ATTACHMENT.c.crmr_id)
        .join(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
        .where(*where)
        .distinct()
    )
    found: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(query):
        found[row.ccmr_id].append(row.sigle)
    return {ccmr_id: ", ".join(sorted(sigles, key=collation)) for ccmr_id, sigles in found.items()}
