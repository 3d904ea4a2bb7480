"""What the calendar says of a day: its weekday, a holiday, and whether the day is put off for it."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from crmr_desk.model.deadlines.holidays import holiday, is_working, next_working
from crmr_desk.model.terms import WEEKDAYS, short_date


def weekday(day: dt.date) -> str:
    """lundi."""
    return WEEKDAYS[day.weekday()]


@lru_cache(maxsize=4096)
def calendar_words(day: dt.date, region: str = "", shown: bool = False) -> str:
    """One sentence on ``day`` where the centre is. ``shown``: the day was chosen by somebody, so that the next working
    day is worth being named; a term counted by months or years is never put off."""
    name = weekday(day)
    if is_working(day, region):
        return f"{name.capitalize()} ouvré, la date n’est pas décalée."
    feast = holiday(day, region)
    what = f"{name.capitalize()} férié, {feast}" if feast else name.capitalize()
    if shown:
        following = next_working(day, region)
        return f"{what}\u00a0: le jour ouvré suivant est le {weekday(following)} {short_date(following)}."
    return f"{what}\u00a0: un terme fixé par le texte ou par une période n’est pas décalé."
