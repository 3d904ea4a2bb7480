"""Where the centre of a row is: the INSEE code of its region, in one expression a statement can carry."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, Select, case, select

from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network.tables import CCMR, FSMR, HOSPITAL, SITE

_SITE, _CCMR = SITE.alias("where_site"), CCMR.alias("where_ccmr")
_FSMR, _HOSPITAL = FSMR.alias("where_fsmr"), HOSPITAL.alias("where_hospital")


def of_seat(table: FromClause) -> ColumnElement[Any]:
    """The region of the seat of a mandate or a dossier: of a CRMR, that of its coordinating site; of a FSMR, that of
    the hospital where it sits. NULL where that is not known."""
    site, ccmr = of_site(table.c.site_id), of_ccmr(table.c.ccmr_id)
    crmr, fsmr = of_crmr(table.c.crmr_id), of_fsmr(table.c.fsmr_id)
    seats = ((table.c.ccmr_id.is_not(None), ccmr), (table.c.site_id.is_not(None), site))
    return case(*seats, (table.c.crmr_id.is_not(None), crmr), else_=fsmr).label("region")


def of_crmr(crmr_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The region of the last coordinating site of a CRMR."""
    leads = (_SITE.c.crmr_id == crmr_id, _SITE.c.role == SiteRole.COORDONNATEUR.value)
    return _region(_SITE.c.hospital_id).where(*leads).order_by(_SITE.c.start.desc()).limit(1).scalar_subquery()


def of_site(site_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The region of a site."""
    return _region(_SITE.c.hospital_id).where(_SITE.c.id == site_id).scalar_subquery()


def of_ccmr(ccmr_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The region of a CCMR."""
    return _region(_CCMR.c.hospital_id).where(_CCMR.c.id == ccmr_id).scalar_subquery()


def of_fsmr(fsmr_id: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The region where a FSMR sits."""
    return _region(_FSMR.c.seat_id).where(_FSMR.c.id == fsmr_id).scalar_subquery()


def _region(hospital_id: ColumnElement[Any]) -> Select[Any]:
    return select(_HOSPITAL.c.region).where(_HOSPITAL.c.id == hospital_id)
