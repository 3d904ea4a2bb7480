"""Whose deadlines are asked for, and the days asked about: the values that the statements of this folder are given when
they are asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, Date, bindparam, false, or_, select, true

from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network.tables import CENTRE, DESIGNATION, DOSSIER, LABEL, MANDATE, SITE

FIRST: Final[BindParameter[dt.date]] = bindparam("first", type_=Date())
LAST: Final[BindParameter[dt.date]] = bindparam("last", type_=Date())
TODAY: Final[BindParameter[dt.date]] = bindparam("today", type_=Date())


@dataclass(frozen=True, slots=True)
class Scope:
    """The whole network, or one centre: a reference centre with its sites, a site with the label of its centre, a
    CCMR, a FSMR."""

    kind: CentreKind | None = None
    centre_id: int = 0


@dataclass(frozen=True, slots=True)
class Concerned:
    """Which rows of each table a scope looks at."""

    mandates: ColumnElement[bool]
    labels: ColumnElement[bool]
    designations: ColumnElement[bool]
    dossiers: ColumnElement[bool]


@cache
def concerned(kind: CentreKind | None) -> Concerned:
    """The rows of a scope of that kind."""
    match kind:
        case None:
            return Concerned(true(), true(), true(), true())
        case CentreKind.FSMR:
            designations = DESIGNATION.c.fsmr_id == CENTRE
            return Concerned(MANDATE.c.fsmr_id == CENTRE, false(), designations, DOSSIER.c.fsmr_id == CENTRE)
        case CentreKind.CCMR:
            return Concerned(MANDATE.c.ccmr_id == CENTRE, false(), false(), DOSSIER.c.ccmr_id == CENTRE)
        case CentreKind.CRMR:
            sites = select(SITE.c.id).where(SITE.c.crmr_id == CENTRE)
            mandates = or_(MANDATE.c.crmr_id == CENTRE, MANDATE.c.site_id.in_(sites))
            return Concerned(mandates, LABEL.c.crmr_id == CENTRE, false(), DOSSIER.c.crmr_id == CENTRE)
        case CentreKind.SITE:
            crmr = select(SITE.c.crmr_id).where(SITE.c.id == CENTRE)
            led = crmr.where(SITE.c.role == SiteRole.COORDONNATEUR.value)
            mandates = or_(MANDATE.c.site_id == CENTRE, MANDATE.c.crmr_id.in_(led))
            dossiers = or_(DOSSIER.c.site_id == CENTRE, DOSSIER.c.crmr_id.in_(led))
            return Concerned(mandates, LABEL.c.crmr_id.in_(crmr), false(), dossiers)
