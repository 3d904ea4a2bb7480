"""The table beside each chart: the same rows for the screen, the clipboard and the workbook."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

Datum = str | int | float | dt.date | None
"""None where nothing is known: shown as such, never as zero."""


class Holds(Enum):
    """What a column holds; numbers and days stand at the right and sort as such."""

    TEXT = "text"
    COUNT = "count"
    RATE = "rate"
    """One digit after the comma."""
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the table; ``short`` is its title where there is little room."""

    title: str
    holds: Holds = Holds.COUNT
    short: str = ""


@dataclass(frozen=True, slots=True)
class StatTable:
    """The rows of one chart. ``method`` says in sentences how they were counted, and what is not known."""

    key: str
    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Datum, ...], ...]
    method: tuple[str, ...]
