"""The European reference networks (ERN) and the sites that belong to them.

The networks are those of ``resources/reference/ern.toml``; the instruction of 2016 does not speak of them.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.former import Formers
from crmr_desk.model.network.hospitals import name_or_unknown
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.sheet_rows import ErnLine
from crmr_desk.model.network.shown_rows import as_shown, check_period, name_of
from crmr_desk.model.network.tables import ERN, HOSPITAL, IDS, ON, SITE, covers, meets
from crmr_desk.model.store.schema import ErnMembership
from crmr_desk.model.terms import short_date
from crmr_desk.resources import path

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

_OF_SITES = (
    select(*ERN.c, SITE.c.hospital_id, name_or_unknown())
    .join(SITE, SITE.c.id == ERN.c.site_id)
    .outerjoin(HOSPITAL, HOSPITAL.c.id == SITE.c.hospital_id)
    .where(ERN.c.site_id.in_(IDS), covers(ERN, ON))
)


@cache
def networks() -> Mapping[str, str]:
    """What each network is about, by acronym, in the order of the acronyms."""
    found = tomllib.loads(path("reference", "ern.toml").read_text(encoding="utf-8"))["ern"]
    named = {entry["sigle"]: entry["name"] for entry in found}
    return MappingProxyType(dict(sorted(named.items(), key=lambda item: collation(item[0]))))


def memberships(session: Session, former: Formers, site_ids: Iterable[int], on: dt.date) -> tuple[ErnLine, ...]:
    """The networks of these sites on ``on``, by acronym then hospital. One statement."""
    lines = [
        ErnLine(
            row.id,
            row.version,
            row.site_id,
            former.value("hospital", row.hospital_id, "name", row.name),
            row.ern,
            networks().get(row.ern, ""),
            row.start,
            row.end,
        )
        for row in session.execute(_OF_SITES, {"ids": list(site_ids), "on": on})
    ]
    return tuple(sorted(lines, key=lambda line: (collation(line.ern), collation(line.site))))


def join_ern(
    db: Database, site_id: int, ern: str, *, start: dt.date, end: dt.date | None = None
) -> tuple[int, Changes]:
    """Note that a site belongs to a network from ``start`` on; returns the id of the membership and what changed.
    Raises UserError for a network that is not of the list, and for one to which the site belongs on one of these days.
    """
    if ern not in networks():
        raise UserError("Choisissez un réseau de la liste des 24 réseaux européens de référence.")
    check_period(start, end)
    site = name_of(db, "site", site_id)
    with db.writing(f"{site}\u00a0: entrée dans {ern}") as session:
        same = (ERN.c.site_id == site_id, ERN.c.ern == ern, meets(ERN, start, end))
        since = session.scalar(select(ERN.c.start).where(*same).limit(1))
        if since is not None:
            raise UserError(f"Ce site appartient déjà à {ern}, depuis le {short_date(since)}.")
        membership = ErnMembership(site_id=site_id, ern=ern, start=start, end=end)
        session.add(membership)
        session.flush()
        added = membership.id
    return added, session.changes


def leave_ern(db: Database, membership_id: int, last_day: dt.date, *, version: int) -> Changes:
    """Make ``last_day`` the last one, included, of a membership. Raises UserError when it precedes the first one."""
    with db.writing("Fin d’appartenance à un réseau européen") as session:
        membership = as_shown(session, ErnMembership, membership_id, version)
        check_period(membership.start, last_day)
        membership.end = last_day
    return session.changes


def remove_ern(db: Database, membership_id: int, *, version: int) -> Changes:
    """Take away a membership that never was."""
    with db.writing("Appartenance à un réseau européen effacée") as session:
        session.delete(as_shown(session, ErnMembership, membership_id, version))
    return session.changes
