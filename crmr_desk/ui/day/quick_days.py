"""The days that are often asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from crmr_desk.model.terms import add_years, short_date


@dataclass(frozen=True, slots=True)
class QuickDay:
    """A day and what it is called."""

    words: str
    day: dt.date


def quick_days(today: dt.date, label_start: dt.date | None) -> tuple[QuickDay, ...]:
    """From the nearest to the farthest; ``label_start`` is the first day of the labels in force, None when none is."""
    year = today.year
    found = [
        QuickDay("Aujourd’hui", today),
        QuickDay(f"1ᵉʳ janvier {year}", dt.date(year, 1, 1)),
        QuickDay(f"31 décembre {year - 1}", dt.date(year - 1, 12, 31)),
        QuickDay("Il y a un an", add_years(today, -1)),
    ]
    if label_start is not None:
        found.append(QuickDay(f"Début du label en cours, {short_date(label_start)}", label_start))
    return tuple(found)
