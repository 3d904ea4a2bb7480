"""Where the centre of a row is: the INSEE code of its region, in one expression a statement can carry."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, Select, case, func, select

from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network.seat_words import CCMR_HOSPITAL, SITE_HOSPITAL
from crmr_desk.model.network.tables import FSMR, HOSPITAL, SITE

_SITE, _FSMR, _HOSPITAL = SITE.alias("where_site"), FSMR.alias("where_fsmr"), HOSPITAL.alias("where_hospital")


def of_seat(table: FromClause) -> ColumnElement[Any]:
    """The region of the seat in a row of ``with_seat``: of a CRMR, that of its coordinating site; of a FSMR, that of
    the hospital where it sits. NULL where that is not known."""
    crmr = (table.c.crmr_id.is_not(None), of_crmr(table.c.crmr_id))
    fsmr = (table.c.fsmr_id.is_not(None), of_fsmr(table.c.fsmr_id))
    return case(crmr, fsmr, else_=func.coalesce(SITE_HOSPITAL.c.region, CCMR_HOSPITAL.c.region)).label("region")


def of_crmr(crmr_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The region of the last coordinating site of a CRMR."""
    leads = (_SITE.c.crmr_id == crmr_id, _SITE.c.role == SiteRole.COORDONNATEUR.value)
    return _region(_SITE.c.hospital_id).where(*leads).order_by(_SITE.c.start.desc()).limit(1).scalar_subquery()


def of_fsmr(fsmr_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The region where a FSMR sits."""
    return _region(_FSMR.c.seat_id).where(_FSMR.c.id == fsmr_id).scalar_subquery()


def _region(hospital_id: ColumnElement[Any]) -> Select[Any]:
    return select(_HOSPITAL.c.region).where(_HOSPITAL.c.id == hospital_id)
