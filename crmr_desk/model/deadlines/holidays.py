"""Public holidays and working days, in the whole country or in the region of a centre (Code du travail, L3133-1,
L3134-13 for Alsace-Moselle, L3422-2 overseas), as the library ``holidays`` knows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Final

_SUBDIVISION: Final = {"01": "971", "02": "972", "03": "973", "04": "974", "06": "976", "44": "57"}
"""INSEE code of a region: the department whose own holidays are added. Grand Est has those of Alsace-Moselle, which
its other departments do not share: said by the name of the day."""
_PARTLY: Final = {"44": " (Alsace-Moselle)"}
_SATURDAY: Final = 5
_DAY: Final = dt.timedelta(days=1)


def holiday(day: dt.date, region: str = "") -> str:
    """The name of the public holiday, "Armistice"; empty on any other day. ``region`` is an INSEE code, empty for what
    holds everywhere. A holiday of a part of the region says so: "Vendredi saint (Alsace-Moselle)"."""
    everywhere = _year("", day.year).get(day)
    if everywhere is not None or region not in _SUBDIVISION:
        return everywhere or ""
    own = _year(_SUBDIVISION[region], day.year).get(day)
    return own + _PARTLY.get(region, "") if own is not None else ""


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
