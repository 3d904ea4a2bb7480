"""Reads the rows that lines are matched with: Core rows, one statement a table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeVar

from sqlalchemy import FromClause, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function, SiteRole
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CRMR,
    FORMER,
    FSMR,
    HOSPITAL,
    LABEL,
    MANDATE,
    PERSON,
    SEAT_COLUMN,
    SITE,
    AnyRow,
)
from crmr_desk.model.store.references import MERGED_INTO, last_kept
from crmr_desk.workbooks.matching.register import Centre, Crmr, Holding, Hospital, Person

T = TypeVar("T", Hospital, Person)

SeatKey = tuple[str, int]
"""(kind, id) of a centre, kind among fsmr, crmr, site, ccmr."""

_KIND_OF = {
    Function.COORDONNATEUR.value: "crmr",
    Function.RESPONSABLE_SITE.value: "site",
    Function.RESPONSABLE_CCMR.value: "ccmr",
    Function.ANIMATEUR.value: "fsmr",
}

_Tie = tuple[Crmr, dt.date, dt.date | None]
"""A reference centre to which a competence centre is attached, from when to when."""

_SITES = select(
    *(SITE.c[name] for name in ("id", "version", "code", "crmr_id", "role", "hospital_id", "unit", "start", "end"))
)
_CCMRS = select(
    *(
        CCMR.c[name]
        for name in (
            "id", "version", "code", "kind", "title", "hospital_id", "specialty", "population", "active_file", "start",
            "end",
        )
    )
)  # fmt: skip
_TIES = select(*(ATTACHMENT.c[name] for name in ("ccmr_id", "crmr_id", "start", "end"))).order_by(
    ATTACHMENT.c.start, ATTACHMENT.c.id
)


class Merged(NamedTuple, Generic[T]):
    """Rows of the register, and its doubles beside the row that each leads to now."""

    rows: list[T]
    doubles: list[tuple[T, T]]


def read_hospitals(session: Session) -> Merged[Hospital]:
    """Every establishment."""
    return _merged(session, HOSPITAL, Hospital, Hospital._fields)


def read_people(session: Session) -> Merged[Person]:
    """Everybody."""
    return _merged(session, PERSON, Person, Person._fields)


def read_former_values(session: Session) -> list[tuple[int, str, str]]:
    """The names and numbers that establishments had before, as (id, field, value), the latest last."""
    columns = (FORMER.c.row_id, FORMER.c.field, FORMER.c.value)
    query = select(*columns).where(FORMER.c.table_name == "hospital").order_by(FORMER.c.until, FORMER.c.id)
    return [(row_id, field, value) for row_id, field, value in session.execute(query)]


def _merged(session: Session, table: FromClause, kind: type[T], names: tuple[str, ...]) -> Merged[T]:
    columns = [*(table.c[name] for name in names), table.c[MERGED_INTO]]
    into: dict[int, int] = {}
    every: dict[int, T] = {}
    for *values, kept in session.execute(select(*columns)):
        every[values[0]] = kind(*values)
        if kept is not None:
            into[values[0]] = kept
    return Merged(
        [row for row_id, row in every.items() if row_id not in into],
        [(every[double], every[last_kept(into, double)]) for double in into],
    )


def read_crmrs(session: Session) -> dict[int, Crmr]:
    """Every reference centre with its labels, by id; two statements."""
    labels: dict[int, list[tuple[dt.date, dt.date | None]]] = defaultdict(list)
    for row in session.execute(select(LABEL.c.crmr_id, LABEL.c.start, LABEL.c.end).order_by(LABEL.c.start)):
        labels[row.crmr_id].append((row.start, row.end))
    query = select(
        CRMR.c.id, CRMR.c.version, CRMR.c.code, CRMR.c.title, CRMR.c.acronym, CRMR.c.fsmr_id, FSMR.c.sigle
    ).outerjoin(FSMR, FSMR.c.id == CRMR.c.fsmr_id)
    return {
        row.id: Crmr(
            row.id, row.version, row.code, row.title, row.acronym, row.fsmr_id, row.sigle or "", tuple(labels[row.id])
        )
        for row in session.execute(query)
    }


def read_sites(session: Session, crmrs: Mapping[int, Crmr]) -> list[Centre]:
    """Every site, closed ones too."""
    return [_site(row, crmrs) for row in session.execute(_SITES)]


def read_ccmrs(session: Session, crmrs: Mapping[int, Crmr], today: dt.date) -> list[Centre]:
    """Every competence centre, closed ones too, with the reference centres it is attached to; two statements."""
    ties: dict[int, list[_Tie]] = defaultdict(list)
    for ccmr_id, crmr_id, start, end in session.execute(_TIES):
        ties[ccmr_id].append((crmrs[crmr_id], start, end))
    return [_ccmr(row, ties, today) for row in session.execute(_CCMRS)]


def read_held(session: Session, names: Mapping[int, str]) -> dict[SeatKey, tuple[Holding, ...]]:
    """Every mandate of each seat, in order of time; ``names`` are those of the people."""
    columns = (
        MANDATE.c.function,
        func.coalesce(*(MANDATE.c[column] for column in SEAT_COLUMN.values())),
        *(MANDATE.c[name] for name in ("id", "version", "person_id", "start", "end")),
    )
    held: dict[SeatKey, list[Holding]] = defaultdict(list)
    rows = session.execute(select(*columns).order_by(MANDATE.c.start, MANDATE.c.id))
    for function, seat, mandate_id, version, person_id, start, end in rows:
        held[_KIND_OF[function], seat].append(Holding(mandate_id, version, person_id, names[person_id], start, end))
    return {seat: tuple(mandates) for seat, mandates in held.items()}


def _site(row: AnyRow, crmrs: Mapping[int, Crmr]) -> Centre:
    row_id, version, code, crmr_id, role, hospital_id, unit, start, end = row
    crmr, coordinating = crmrs[crmr_id], role == SiteRole.COORDONNATEUR
    return Centre(
        kind="crmr" if coordinating else "site",
        id=crmr.id if coordinating else row_id,
        code=crmr.code if coordinating else code,
        nature=role,
        title=crmr.title,
        hospital_id=hospital_id,
        crmrs=(crmr,),
        row_id=row_id,
        row_code=code,
        version=version,
        unit=unit,
        specialty="",
        population=None,
        active_file=None,
        start=start,
        end=end,
    )


def _ccmr(row: AnyRow, ties: Mapping[int, Iterable[_Tie]], today: dt.date) -> Centre:
    row_id, version, code, kind, title, hospital_id, specialty, population, active_file, start, end = row
    day = min(today, end or today)
    return Centre(
        kind="ccmr",
        id=row_id,
        code=code,
        nature=kind,
        title=title,
        hospital_id=hospital_id,
        crmrs=tuple(crmr for crmr, since, until in ties.get(row_id, ()) if since <= day and (until or day) >= day),
        row_id=row_id,
        row_code=code,
        version=version,
        unit="",
        specialty=specialty,
        population=population,
        active_file=active_file,
        start=start,
        end=end,
    )
