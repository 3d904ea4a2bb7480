"""Where the centre of a row is: the INSEE code of its region."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, Select, case, func, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network.plain_rows import plain_rows
from crmr_desk.model.network.seat_words import CCMR_HOSPITAL, SITE_HOSPITAL
from crmr_desk.model.network.tables import FSMR, HOSPITAL, IDS, SITE

_FEW: Final = 900
"""Beyond so many CRMR those of all are read."""
_SITE, _FSMR, _HOSPITAL = SITE.alias("where_site"), FSMR.alias("where_fsmr"), HOSPITAL.alias("where_hospital")


def of_seat(table: FromClause) -> ColumnElement[Any]:
    """The region of the seat in a row of ``with_seat``: of a FSMR, that of the hospital where it sits. NULL where that
    is not known, and of a CRMR: those of many rows are the same, ``coordinated`` reads each once."""
    fsmr = (table.c.fsmr_id.is_not(None), of_fsmr(table.c.fsmr_id))
    return case(fsmr, else_=func.coalesce(SITE_HOSPITAL.c.region, CCMR_HOSPITAL.c.region)).label("region")


def coordinated(session: Session, crmr_ids: Collection[int]) -> dict[int, str]:
    """The region of the last coordinating site of each of these CRMR. One statement."""
    few = len(crmr_ids) <= _FEW
    rows = plain_rows(session, _coordinated(few=few), {"ids": list(crmr_ids)} if few else {})
    return {row.crmr_id: row.region or "" for row in rows}


@cache
def _coordinated(*, few: bool) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = (
        select(SITE.c.crmr_id, HOSPITAL.c.region)
        .outerjoin(HOSPITAL, HOSPITAL.c.id == SITE.c.hospital_id)
        .where(SITE.c.role == SiteRole.COORDONNATEUR.value)
        .order_by(SITE.c.start)
    )
    return query.where(SITE.c.crmr_id.in_(IDS)) if few else query


def of_crmr(crmr_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The region of the last coordinating site of a CRMR."""
    leads = (_SITE.c.crmr_id == crmr_id, _SITE.c.role == SiteRole.COORDONNATEUR.value)
    return _region(_SITE.c.hospital_id).where(*leads).order_by(_SITE.c.start.desc()).limit(1).scalar_subquery()


def of_fsmr(fsmr_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The region where a FSMR sits."""
    return _region(_FSMR.c.seat_id).where(_FSMR.c.id == fsmr_id).scalar_subquery()


def _region(hospital_id: ColumnElement[Any]) -> Select[Any]:
    return select(_HOSPITAL.c.region).where(_HOSPITAL.c.id == hospital_id)
