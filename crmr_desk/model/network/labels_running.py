"""What the labels in force have in common."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select

from crmr_desk.model.network.tables import LABEL, covers
from crmr_desk.model.store.database import Database


def usual_start(db: Database, on: dt.date) -> dt.date | None:
    """The first day of most of the labels in force on ``on``: that of the last campaign. None when none is."""
    starts = select(LABEL.c.start).where(covers(LABEL, on)).group_by(LABEL.c.start)
    with db.reading() as session:
        return session.scalar(starts.order_by(func.count().desc(), LABEL.c.start.desc()).limit(1))
