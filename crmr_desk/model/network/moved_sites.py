"""One site over all its moves: it has a row for each hospital, and a past in each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network.moves import first_code
from crmr_desk.model.network.tables import CENTRE, SITE, SITE_COLUMNS, AnyRow

_ONE_DAY = dt.timedelta(days=1)
_OF_CENTRE = select(*SITE_COLUMNS).where(SITE.c.crmr_id == CENTRE).order_by(SITE.c.start, SITE.c.id)


def rows_of_site(session: Session, site: AnyRow) -> list[AnyRow]:
    """The rows of ``site`` in order of time, itself among them: those of its centre that follow each other from one day
    to the next, under one code, or as its coordinating site."""
    rows = session.execute(_OF_CENTRE, {"centre": site.crmr_id}).all()
    place = next(number for number, row in enumerate(rows) if row.id == site.id)
    return [*_before(rows[place], rows[:place]), rows[place], *_after(rows[place], rows[place + 1 :])]


def _before(site: AnyRow, earlier: Sequence[AnyRow]) -> list[AnyRow]:
    chain: list[AnyRow] = []
    for row in reversed(earlier):
        if _follows(row, chain[0] if chain else site):
            chain.insert(0, row)
    return chain


def _after(site: AnyRow, later: Sequence[AnyRow]) -> list[AnyRow]:
    chain: list[AnyRow] = []
    for row in later:
        if _follows(chain[-1] if chain else site, row):
            chain.append(row)
    return chain


def _follows(one: AnyRow, other: AnyRow) -> bool:
    same = first_code(one.code) == first_code(other.code)
    coordinating = one.role == other.role == SiteRole.COORDONNATEUR
    return (same or coordinating) and one.end is not None and bool(one.end + _ONE_DAY == other.start)
