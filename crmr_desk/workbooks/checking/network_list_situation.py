"""The day that a national list tells of: what it adds to the register exists from that day on."""

from __future__ import annotations

import datetime as dt
import re

from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{2})[-_. ](\d{2})[-_. ](\d{4})(?!\d)")
_FIRST_YEAR = 2004
"""The first reference centres were recognised that year."""


def situation_of(choices: Choices, name: str, received_on: dt.date) -> dt.date:
    """The day that the user has chosen, else the one in the name of the file, else the one on which it was received."""
    chosen = choices.get(ChoiceKind.SITUATION, "", "")
    return dt.date.fromisoformat(chosen) if chosen else day_in_name(name, received_on) or received_on


def day_in_name(name: str, latest: dt.date) -> dt.date | None:
    """The day that the name of a file bears, year first or day first, ``latest`` at most; None when it bears none."""
    found = list(_YEAR_FIRST.findall(name))
    found += [(year, month, day) for day, month, year in _DAY_FIRST.findall(name)]
    for year, month, day in found:
        try:
            told = dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
        if told.year >= _FIRST_YEAR and told <= latest:
            return told
    return None
