"""Public holidays and working days, in the whole country or in the region of a centre (Code du travail, L3133-1,
L3134-13 for Alsace-Moselle, both as the library ``holidays`` knows them; L3422-2 overseas)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Final

_ABOLITION: Final = {"01": (5, 27), "02": (5, 22), "03": (6, 10), "04": (12, 20), "06": (4, 27)}
"""INSEE code of a region overseas: month and day on which it commemorates the abolition of slavery, the one day that
L3422-2 adds. The other days that custom keeps there are no public holidays."""
_GRAND_EST, _MOSELLE = "44", "57"
"""The region of Alsace-Moselle, whose own holidays its other departments do not share: said by the name of the day."""
_SATURDAY: Final = 5
_DAY: Final = dt.timedelta(days=1)


def holiday(day: dt.date, region: str = "") -> str:
    """The name of the public holiday, "Armistice"; empty on any other day. ``region`` is an INSEE code, empty for what
    holds everywhere. A holiday of a part of the region says so: "Vendredi saint (Alsace-Moselle)"."""
    everywhere = _year("", day.year).get(day)
    if everywhere is not None:
        return everywhere
    if _ABOLITION.get(region) == (day.month, day.day):
        return "Abolition de l’esclavage"
    partly = _year(_MOSELLE, day.year).get(day) if region == _GRAND_EST else None
    return f"{partly} (Alsace-Moselle)" if partly is not None else ""


def is_working(day: dt.date, region: str = "") -> bool:
    """Whether ``day`` is neither a Saturday, a Sunday nor a public holiday, not even of a part of the region."""
    return day.weekday() < _SATURDAY and not holiday(day, region)


def next_working(day: dt.date, region: str = "") -> dt.date:
    """``day`` itself, or the first working day after it."""
    while not is_working(day, region):
        day += _DAY
    return day


@cache
def _year(subdivision: str, year: int) -> Mapping[dt.date, str]:
    import holidays

    found = holidays.country_holidays("FR", subdiv=subdivision or None, years=year, language="fr")
    return {day: name.replace("'", "’") for day, name in found.items()}
