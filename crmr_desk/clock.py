"""The one place where the clock is read; everything else is told the day."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """This instant, in UTC: what the journal writes."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """The day on the calendar of this machine."""
    return now().astimezone().date()
