"""What is read of a file that somebody sent: values at their addresses, before anything is understood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float | bool | dt.date | dt.datetime | None
"""A cell as the file holds it. A date is one only where the file says so; "" never occurs (None is empty)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is peculiar about one cell. ``formula``: it holds one (its cached value is the cell's value, None when it
    was never calculated; one whose result is the empty text is an empty cell without a mark); ``error``: the error that
    Excel shows there (#REF!), which is the cell's value too; ``merged_from``: the address whose value a merged cell
    repeats (the top left one bears no such mark)."""

    formula: bool = False
    error: str = ""
    merged_from: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``lines[0]`` is line 1 of the file and ``lines[n][0]`` column A: nothing is shifted; lines may have
    different lengths and the empty ones at the end are left out.

    ``marks`` is keyed by (line, column), both from 1, as are ``hidden_lines`` and ``hidden_columns``. ``note`` is a
    French sentence about what could not be read as it should (a merged range too large to be filled), else "".
    """

    name: str
    lines: tuple[tuple[Value, ...], ...]
    hidden: bool = False
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
    hidden_lines: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    note: str = ""

    def value(self, line: int, column: int) -> Value:
        """The value at (line, column), both from 1; None outside of what was read."""
        if not 0 < line <= len(self.lines):
            return None
        cells = self.lines[line - 1]
        return cells[column - 1] if 0 < column <= len(cells) else None


@dataclass(frozen=True, slots=True)
class Book:
    """A file read. ``kind`` is xlsx, xlsm, xls, ods or csv, as its content says, whatever its name; ``notes`` are
    French sentences about the whole (macros left alone, external links not followed, encoding and separator taken).
    ``from_1904``: its days are counted from 1904, which matters for a day that stands there as a mere number."""

    name: str
    kind: str
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    from_1904: bool = False


def address(line: int, column: int) -> str:
    """(37, 3) is C37."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{line}"
