"""A sheet as it lies: which cells of a line hold something of their own, and which only repeat a merged one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from crmr_desk.workbooks.incoming.typed import text_of
from crmr_desk.workbooks.reading.book import Mark, Sheet, Value

UNCALCULATED = "="
"""What stands for a formula that was never calculated."""
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


class Grid:
    """A sheet with its marks by line. A cell that repeats a merged one holds nothing of its own; one with an error, or
    with a formula that was never calculated, does."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.last = len(sheet.lines)
        self._marks: dict[int, dict[int, Mark]] = {}
        for (line, column), mark in sheet.marks.items():
            self._marks.setdefault(line, {})[column] = mark
        self._held = [line for line, values in enumerate(sheet.lines, start=1) if values or line in self._marks]

    def held(self, first: int, last: int) -> Sequence[int]:
        """The lines from ``first`` to ``last`` that hold any cell; a sheet may claim a million that hold none."""
        return self._held[bisect_left(self._held, first) : bisect_right(self._held, last)]

    def marks(self, line: int) -> dict[int, Mark] | None:
        """The marks of a line by column, None when it bears none."""
        return self._marks.get(line)

    def filled(self, line: int) -> dict[int, Value]:
        """The cells of a line that hold something of their own, by column from 1; empty outside of the sheet."""
        if not 0 < line <= self.last:
            return {}
        found = {n: v for n, v in enumerate(self.sheet.lines[line - 1], start=1) if v is not None and v != " "}
        for column, mark in self._marks.get(line, {}).items():
            if mark.merged_from:
                found.pop(column, None)
            elif mark.error or mark.formula:
                found.setdefault(column, mark.error or UNCALCULATED)
        return {n: v for n, v in found.items() if not isinstance(v, str) or v.strip()}

    def texts(self, line: int) -> dict[int, str]:
        """The words of the cells that hold something of their own, by column."""
        return {column: text_of(value) for column, value in self.filled(line).items()}

    def is_blank(self, line: int) -> bool:
        """Nothing of its own stands in the line."""
        if self._marks.get(line) is not None:
            return not self.filled(line)
        values = self.sheet.lines[line - 1] if 0 < line <= self.last else ()
        return not any(v is not None and (not isinstance(v, str) or v.strip()) for v in values)

    def is_crowded(self, line: int) -> bool:
        """More than two cells hold something of their own: no title and no note."""
        if self._marks.get(line) is not None:
            return len(self.filled(line)) > 2
        values = self.sheet.lines[line - 1] if 0 < line <= self.last else ()
        return len(values) - values.count(None) > 2

    def origin(self, line: int, column: int) -> tuple[int, int] | None:
        """(line, column) of the merged cell that this one repeats, None when it repeats none."""
        mark = self._marks.get(line, {}).get(column)
        return place(mark.merged_from) if mark is not None and mark.merged_from else None


@lru_cache(maxsize=20_000)
def place(cell: str) -> tuple[int, int] | None:
    """C37 is (37, 3); None for what is no address."""
    found = _ADDRESS.fullmatch(cell)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column
