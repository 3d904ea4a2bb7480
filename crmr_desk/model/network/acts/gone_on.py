"""What the closing of a centre sent elsewhere: it goes on there from the next day, and is not to be had twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.periods import ONE_DAY, Period
from crmr_desk.model.store.schema import Attachment, Disease, ErnMembership, Mandate, TeamMember, Versioned

_STAYS_THE_SAME: Final[Mapping[type[Period], tuple[str, ...]]] = {
    Disease: ("name", "orpha"),
    ErnMembership: ("ern",),
    TeamMember: ("person_id", "role"),
}
_OF_CRMR: Final[Mapping[type[Period], tuple[str, ...]]] = {**_STAYS_THE_SAME, Attachment: ("ccmr_id",)}
_OF_CCMR: Final[Mapping[type[Period], tuple[str, ...]]] = {
    **_STAYS_THE_SAME,
    Attachment: ("crmr_id",),
    Mandate: ("person_id", "function"),
}
"""By which fields a row that goes on elsewhere is known, whatever the centre: those that an act lets pass."""


def gone_on(session: Session, kind: str, ended: Iterable[Period], last_day: dt.date) -> list[Period]:
    """Those of the rows that ``ended`` with a centre on ``last_day`` which go on at another one from the next day. One
    statement a table at most."""
    fields = _OF_CCMR if kind == CentreKind.CCMR else _OF_CRMR
    rows: dict[type[Period], list[Period]] = defaultdict(list)
    for row in ended:
        if type(row) in fields:
            rows[type(row)].append(row)
    found: list[Period] = []
    for entity, of_entity in rows.items():
        following = session.scalars(select(entity).where(entity.start == last_day + ONE_DAY))
        elsewhere = {_identity(row, fields[entity]) for row in following}
        found += [row for row in of_entity if _identity(row, fields[entity]) in elsewhere]
    return found


def _identity(row: Versioned, fields: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(row, field) for field in fields)
