"""Calendar arithmetic of the instruction; dates, and places in its text, as a French reader expects them.

Terms of six months and of five years are calendar terms: never a number of days. Standard library only.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import lru_cache

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day ``months`` later (earlier when negative), or the last day of that month when it is shorter.

    31 August + 6 months = 28 or 29 February. Raises OverflowError outside the years 1 to 9999.
    """
    index = day.year * 12 + (day.month - 1) + months
    year, month = divmod(index, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError(f"year {year} is out of range")
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def add_years(day: dt.date, years: int) -> dt.date:
    """The same day ``years`` later; 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


@lru_cache(maxsize=4096)
def last_day(start: dt.date, years: int) -> dt.date:
    """Last day, included, of a period of ``years`` whose first day is ``start``.

    1 March 2016 and five years: 28 February 2021 (A1 A-c, A3 §2a). From 29 February the period is whole on
    28 February of a common year, the eve of 1 March, as for a birthday.
    """
    anniversary = add_years(start, years)
    return anniversary if anniversary.day < start.day else anniversary - dt.timedelta(days=1)


def birthday(born: dt.date, age: int) -> dt.date:
    """The day on which a person born on ``born`` turns ``age``; born on 29 February: 1 March of a common year."""
    year = born.year + age
    if (born.month, born.day) == (2, 29) and not calendar.isleap(year):
        return dt.date(year, 3, 1)
    return born.replace(year=year)


def age_on(born: dt.date, day: dt.date) -> int:
    """Age in whole years on ``day``, birthday included."""
    age = day.year - born.year
    return age if birthday(born, age) <= day else age - 1


@lru_cache(maxsize=4096)
def french_date(day: dt.date) -> str:
    """The date in running text: 1ᵉʳ mai 2027."""
    number = "1ᵉʳ" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=4096)
def short_date(day: dt.date) -> str:
    """The date in a table or a badge: 01/05/2027."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def french_place(place: str) -> str:
    """The place in the instruction as a reader sees it: "A3 §2b" → "Annexe 3, § 2 b"; other texts stay as they are."""
    found = re.fullmatch(r"A(\d)\s*(.*)", place.strip())
    if found is None:
        return place
    annex, rest = found.groups()
    rest = re.sub(r"§\s*", "§\N{NO-BREAK SPACE}", rest)
    rest = re.sub(r"(§\N{NO-BREAK SPACE}\d+)\s*([a-z])", "\\1\N{NO-BREAK SPACE}\\2", rest)
    rest = re.sub(r"\b([A-C])-([a-z])\b", "\\1\N{NO-BREAK SPACE}\\2", rest)
    return f"Annexe\N{NO-BREAK SPACE}{annex}" + (f", {rest}" if rest else "")
