"""One site over all its moves: it has a row for each hospital, and a past in each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network.moves import codes_of_one, first_code
from crmr_desk.model.network.tables import CENTRE, SITE, SITE_COLUMNS, AnyRow

_ONE_DAY = dt.timedelta(days=1)
_OF_CENTRE = select(*SITE_COLUMNS).where(SITE.c.crmr_id == CENTRE).order_by(SITE.c.start, SITE.c.id)
_OTHER: Final = SITE.alias("other_site")
_IN_TIME: Final = select(SITE.c.id, SITE.c.code, SITE.c.crmr_id, SITE.c.role, SITE.c.start, SITE.c.end).order_by(
    SITE.c.start, SITE.c.id
)
_MAY_GO_ON: Final = _IN_TIME.where(
    or_(SITE.c.crmr_id.in_(select(_OTHER.c.crmr_id).where(_OTHER.c.end.is_not(None))), SITE.c.code.contains("-"))
)
"""The sites that ended, and those that may go on from one: beside it in its centre, or in another under its code."""
_BESIDE: Final[Mapping[CentreKind, Select[*tuple[Any, ...]]]] = {
    CentreKind.CRMR: _IN_TIME.where(SITE.c.crmr_id == CENTRE),
    CentreKind.SITE: _IN_TIME.where(
        SITE.c.crmr_id == select(_OTHER.c.crmr_id).where(_OTHER.c.id == CENTRE).scalar_subquery()
    ),
}
"""The sites of a centre, or of that of a site."""
_UNDER_ONE_CODE: Final = _IN_TIME.where(
    SITE.c.crmr_id.in_(select(_OTHER.c.crmr_id).where(_OTHER.c.code.in_(bindparam("codes", expanding=True))))
)
"""The sites of the centres to which, or from which, one of these codes went."""


def rows_of_site(session: Session, site: AnyRow) -> list[AnyRow]:
    """The rows of ``site`` in order of time, itself among them: those of its centre that follow each other from one day
    to the next, under one code, or as its coordinating site."""
    rows = session.execute(_OF_CENTRE, {"centre": site.crmr_id}).all()
    place = next(number for number, row in enumerate(rows) if row.id == site.id)
    return [*_before(rows[place], rows[:place]), rows[place], *_after(rows[place], rows[place + 1 :])]


def moved_in(session: Session) -> dict[int, Sequence[AnyRow]]:
    """The rows of each site that has several, in order of time, by the id of each of them: a site that goes on in
    another centre keeps its code, a coordinating one may have taken another. One statement."""
    return _chains(session.execute(_MAY_GO_ON).all())


def moved_around(session: Session, kind: CentreKind, centre_id: int) -> dict[int, Sequence[AnyRow]]:
    """The same of a CRMR, or of the centre of a site, without looking at the whole network. Two statements at the
    most."""
    rows = session.execute(_BESIDE[kind], {"centre": centre_id}).all()
    moving = [row.code for row in rows if row.end is not None or first_code(row.code) != row.code]
    if moving:
        codes = [code for each in moving for code in codes_of_one(each)]
        rows = session.execute(_UNDER_ONE_CODE, {"codes": codes}).all()
    return _chains(rows)


def _chains(rows: Sequence[AnyRow]) -> dict[int, Sequence[AnyRow]]:
    formers = _formers(rows)
    chains: dict[int, list[AnyRow]] = {}
    for row in rows:
        former = formers.get(row.id)
        chain = chains[row.id] = [] if former is None else chains[former.id]
        chain.append(row)
    return {row_id: chain for row_id, chain in chains.items() if len(chain) > 1}


def _formers(rows: Sequence[AnyRow]) -> Mapping[int, AnyRow]:
    """The row from which each one goes on, by its id; none goes on in two. The code tells before the coordination
    does: who closes on the day on which another takes it over does not go on there."""
    formers: dict[int, AnyRow] = {}
    gone_on: set[int] = set()
    for same in (_code, _coordination):
        ended = {
            (same(row), row.end + _ONE_DAY): row
            for row in rows
            if row.end is not None and row.end < dt.date.max and row.id not in gone_on
        }
        for row in rows:
            former = ended.pop((same(row), row.start), None) if row.id not in formers else None
            if former is not None:
                formers[row.id] = former
                gone_on.add(former.id)
    return formers


def _code(site: AnyRow) -> str:
    return first_code(site.code)


def _coordination(site: AnyRow) -> int | str:
    """The centre that it coordinates; else what no other site has."""
    return int(site.crmr_id) if site.role == SiteRole.COORDONNATEUR else str(site.code)


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
