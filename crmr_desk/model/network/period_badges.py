"""How a period stands on a day, as a badge."""

from __future__ import annotations

import datetime as dt

from crmr_desk.model.network.rows import Badge
from crmr_desk.model.terms import short_date


def period_badge(start: dt.date, end: dt.date | None, on: dt.date, running: str) -> Badge:
    """``running`` are the words while it runs; both days are included."""
    if start > on:
        return Badge("À venir", "info", "calendar", f"À compter du {short_date(start)}")
    if end is not None and end < on:
        return Badge("Terminé", "mute", "history", f"Jusqu’au {short_date(end)}")
    return Badge(running, "ok", "circle-check")
