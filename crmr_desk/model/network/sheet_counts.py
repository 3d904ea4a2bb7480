"""How much each tab of a centre sheet holds, read beside its first page; what it holds is read when it is looked at."""

from __future__ import annotations

import datetime as dt
from functools import cache

from sqlalchemy import ScalarSelect, Select, func, literal, select
from sqlalchemy.orm import Session

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.rows import SheetCounts
from crmr_desk.model.network.tables import CENTRE, DOSSIER, NOTE, ON, SITE, TEAM, covers
from crmr_desk.model.store import schema

_LETTER = schema.LetterRow.__table__


def counts_of(session: Session, kind: CentreKind, row_id: int, on: dt.date) -> SheetCounts:
    """The members of the team on ``on``, the dossiers, their letters with the reminders to the centre, and the notes of
    a centre. One statement."""
    return SheetCounts(*session.execute(_counts(kind), {"centre": row_id, "on": on}).one())


@cache
def _counts(kind: CentreKind) -> Select[int, int, int, int]:
    of_centre = DOSSIER.c[f"{kind.value}_id"] == CENTRE
    letters = select(func.count(_LETTER.c.id)).join(DOSSIER, DOSSIER.c.id == _LETTER.c.dossier_id).where(of_centre)
    return select(
        _team(kind).label("team"),
        select(func.count(DOSSIER.c.id)).where(of_centre).scalar_subquery().label("dossiers"),
        (letters.scalar_subquery() + _reminders(kind)).label("letters"),
        select(func.count(NOTE.c.id)).where(NOTE.c[f"{kind.value}_id"] == CENTRE).scalar_subquery().label("notes"),
    )


def _reminders(kind: CentreKind) -> ScalarSelect[int]:
    to_centre = _LETTER.c[f"{kind.value}_id"] == CENTRE
    return select(func.count(_LETTER.c.id)).where(to_centre, _LETTER.c.dossier_id.is_(None)).scalar_subquery()


def _team(kind: CentreKind) -> ScalarSelect[int]:
    counted = select(func.count(TEAM.c.id)).where(covers(TEAM, ON))
    match kind:
        case CentreKind.CRMR:
            sites = select(SITE.c.id).where(SITE.c.crmr_id == CENTRE, covers(SITE, ON))
            return counted.where(TEAM.c.site_id.in_(sites)).scalar_subquery()
        case CentreKind.SITE:
            return counted.where(TEAM.c.site_id == CENTRE).scalar_subquery()
        case CentreKind.CCMR:
            return counted.where(TEAM.c.ccmr_id == CENTRE).scalar_subquery()
        case CentreKind.FSMR:
            return select(literal(0)).scalar_subquery()
