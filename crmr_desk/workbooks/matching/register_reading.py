"""Reads the rows that lines are matched with: Core rows, one statement a table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import Function, SiteRole
from crmr_desk.model.network.tables import (
    ATTACHMENT,
    CCMR,
    CRMR,
    FSMR,
    HOSPITAL,
    LABEL,
    MANDATE,
    PERSON,
    SEAT_COLUMN,
    SITE,
    AnyRow,
)
from crmr_desk.workbooks.matching.register import Centre, Crmr, Holding, Hospital, Person

SeatKey = tuple[str, int]
"""(kind, id) of a centre, kind among fsmr, crmr, site, ccmr."""

_KIND_OF = {
    Function.COORDONNATEUR.value: "crmr",
    Function.RESPONSABLE_SITE.value: "site",
    Function.RESPONSABLE_CCMR.value: "ccmr",
    Function.ANIMATEUR.value: "fsmr",
}


def read_hospitals(session: Session) -> list[Hospital]:
    """Every establishment."""
    return [Hospital(*row) for row in session.execute(select(*(HOSPITAL.c[name] for name in Hospital._fields))).all()]


def read_people(session: Session) -> list[Person]:
    """Everybody."""
    return [Person(*row) for row in session.execute(select(*(PERSON.c[name] for name in Person._fields))).all()]


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
    return [_site(row, crmrs[row.crmr_id]) for row in session.execute(select(SITE)).all()]


def read_ccmrs(session: Session, crmrs: Mapping[int, Crmr], today: dt.date) -> list[Centre]:
    """Every competence centre, closed ones too, with the reference centres it is attached to; two statements."""
    ties: dict[int, list[AnyRow]] = defaultdict(list)
    for row in session.execute(select(ATTACHMENT).order_by(ATTACHMENT.c.start, ATTACHMENT.c.id)).all():
        ties[row.ccmr_id].append(row)
    return [_ccmr(row, ties[row.id], crmrs, today) for row in session.execute(select(CCMR)).all()]


def read_held(session: Session, names: Mapping[int, str]) -> dict[SeatKey, tuple[Holding, ...]]:
    """Every mandate of each seat, in order of time; ``names`` are those of the people."""
    columns = (
        MANDATE.c.function,
        func.coalesce(*(MANDATE.c[column] for column in SEAT_COLUMN.values())),
        *(MANDATE.c[name] for name in ("id", "version", "person_id", "start", "end")),
    )
    held: dict[SeatKey, list[Holding]] = defaultdict(list)
    rows = session.execute(select(*columns).order_by(MANDATE.c.start, MANDATE.c.id)).all()
    for function, seat, mandate_id, version, person_id, start, end in rows:
        held[_KIND_OF[function], seat].append(Holding(mandate_id, version, person_id, names[person_id], start, end))
    return {seat: tuple(mandates) for seat, mandates in held.items()}


def _site(row: AnyRow, crmr: Crmr) -> Centre:
    coordinating = row.role == SiteRole.COORDONNATEUR
    return Centre(
        kind="crmr" if coordinating else "site",
        id=crmr.id if coordinating else row.id,
        code=crmr.code if coordinating else row.code,
        nature=row.role,
        title=crmr.title,
        hospital_id=row.hospital_id,
        crmrs=(crmr,),
        row_id=row.id,
        row_code=row.code,
        version=row.version,
        unit=row.unit,
        specialty="",
        population=None,
        active_file=None,
        start=row.start,
        end=row.end,
    )


def _ccmr(row: AnyRow, ties: Iterable[AnyRow], crmrs: Mapping[int, Crmr], today: dt.date) -> Centre:
    day = min(today, row.end or today)
    return Centre(
        kind="ccmr",
        id=row.id,
        code=row.code,
        nature=row.kind,
        title=row.title,
        hospital_id=row.hospital_id,
        crmrs=tuple(crmrs[tie.crmr_id] for tie in ties if tie.start <= day and (tie.end is None or tie.end >= day)),
        row_id=row.id,
        row_code=row.code,
        version=row.version,
        unit="",
        specialty=row.specialty,
        population=row.population,
        active_file=row.active_file,
        start=row.start,
        end=row.end,
    )
