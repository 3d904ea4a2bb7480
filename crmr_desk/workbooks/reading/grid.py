"""A sheet while it is being put together: values at their places, then errors, merged ranges and marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from crmr_desk.workbooks.reading.book import Mark, Sheet, Value, address
from crmr_desk.workbooks.reading.limits import LONGEST_TEXT, MOST_COLUMNS, MOST_COPIES, MOST_LINES, MOST_PLACES
from crmr_desk.workbooks.reading.refusals import Refused, quoted, too_many
from crmr_desk.workbooks.reading.values import settled

Place = tuple[int, int]
"""Line and column, from 1."""
Range = tuple[int, int, int, int]
"""First line, first column, last line, last column, from 1 and included."""


@dataclass(slots=True)
class Peculiarities:
    """What is known of a sheet beside its values. ``blank_formulas``: those of ``formulas`` whose result is the empty
    text, which looks like an empty cell and is one."""

    formulas: set[Place] = field(default_factory=set)
    blank_formulas: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    note: str = ""


class Grid:
    """The lines of one sheet: added in order, or put cell by cell. ``places`` is what they take so far."""

    def __init__(self, name: str, room: int = MOST_PLACES) -> None:
        """``room``: the places that the book may still take."""
        self.name = name
        self.places = 0
        self._room = room
        self._lines: list[list[Value]] = []
        self._filled = 0

    @property
    def height(self) -> int:
        """How many lines it has."""
        return len(self._lines)

    def leave_empty(self, until: int) -> None:
        """Nothing stands on the lines up to this one, included."""
        self._lines.extend([] for _ in range(until - len(self._lines)))

    def fill(self, lines: Iterable[Iterable[object]]) -> None:
        """All the lines at once, from line 1."""
        for cells in lines:
            self.add(cells)

    def add(self, cells: Iterable[object]) -> None:
        """The next line, from column A. Raises Refused when the book grows beyond its limits."""
        line = [settled(cell) for cell in cells]
        while line and line[-1] is None:
            line.pop()
        if len(line) > MOST_COLUMNS:
            raise too_many("colonnes", MOST_COLUMNS, self.name)
        self._lines.append(line)
        self._take(len(line))
        self._count_filled(bool(line))
        for column, cell in enumerate(line, start=1):
            if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
                raise self._too_long(len(self._lines), column)

    def put(self, line: int, column: int, value: object) -> None:
        """One value at its place, in any order. Raises Refused as ``add`` does."""
        cell = settled(value)
        if cell is None:
            return
        if isinstance(cell, str) and len(cell) > LONGEST_TEXT:
            raise self._too_long(line, column)
        self._count_filled(line > len(self._lines) or not self._lines[line - 1])
        self._place(line, column, cell)

    def _place(self, line: int, column: int, value: Value) -> None:
        self.leave_empty(line)
        cells = self._lines[line - 1]
        self._take(column - len(cells))
        cells.extend([None] * (column - len(cells)))
        cells[column - 1] = value

    def _take(self, places: int) -> None:
        self.places += max(places, 0)
        if self.places > self._room:
            raise too_many("cases, vides comprises", MOST_PLACES)

    def _count_filled(self, is_new: bool) -> None:
        self._filled += is_new
        if self._filled > MOST_LINES:
            raise too_many("lignes remplies", MOST_LINES, self.name)

    def _too_long(self, line: int, column: int) -> Refused:
        most = f"{LONGEST_TEXT:,}".replace(",", "\u202f")
        return Refused(
            f"contient un texte de plus de {most} caractères en {address(line, column)} de la feuille "
            f"{quoted(self.name)}\u00a0: raccourcissez-le, puis recommencez"
        )

    def sheet(self, told: Peculiarities, *, hidden: bool = False) -> Sheet:
        """The sheet, once every line was added."""
        for (line, column), error in told.errors.items():
            self.put(line, column, error)
        while self._lines and not self._lines[-1]:
            self._lines.pop()
        marks = self._formula_marks(told)
        note = self._spread(told.merged, marks) or told.note
        return Sheet(
            self.name,
            tuple(map(tuple, self._lines)),
            hidden,
            marks,
            frozenset(line for line in told.hidden_lines if line <= len(self._lines)),
            self._hidden_columns(told.hidden_columns),
            note,
        )

    def _value(self, line: int, column: int) -> Value:
        cells = self._lines[line - 1] if line <= len(self._lines) else []
        return cells[column - 1] if column <= len(cells) else None

    def _formula_marks(self, told: Peculiarities) -> dict[Place, Mark]:
        plain = Mark(formula=True)
        marks = {
            place: plain
            for place in told.formulas
            if place not in told.blank_formulas or self._value(*place) is not None
        }
        for place, error in told.errors.items():
            marks[place] = Mark(formula=place in told.formulas, error=error)
        return marks

    def _spread(self, merged: list[Range], marks: dict[Place, Mark]) -> str:
        """Repeat the value of each merged range over its empty cells, as far as the sheet holds anything; a note about
        those too large for it."""
        width = max(map(len, self._lines), default=0)
        left = MOST_COPIES
        for top, first, bottom, last in merged:
            value = self._value(top, first)
            bottom, last = min(bottom, len(self._lines)), min(last, width)
            if value is None or bottom < top or last < first:
                continue
            left -= (bottom - top + 1) * (last - first + 1)
            if left < 0:
                return (
                    f"La plage fusionnée qui commence en {address(top, first)} est trop grande\u00a0: "
                    "seule sa première cellule est lue."
                )
            self._repeat(value, (top, first, bottom, last), marks)
        return ""

    def _repeat(self, value: Value, area: Range, marks: dict[Place, Mark]) -> None:
        top, first, bottom, last = area
        origin = Mark(merged_from=address(top, first))
        for line in range(top, bottom + 1):
            for column in range(first, last + 1):
                if self._value(line, column) is None:
                    self._place(line, column, value)
                    marks[line, column] = origin

    def _hidden_columns(self, ranges: list[tuple[int, int]]) -> frozenset[int]:
        width = max(map(len, self._lines), default=0)
        hidden: list[int] = []
        told = 0
        for first, last in sorted(ranges):
            hidden.extend(range(max(first, told + 1), min(last, width) + 1))
            told = max(told, last)
        return frozenset(hidden)
