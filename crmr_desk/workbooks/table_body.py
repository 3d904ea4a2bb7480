"""The cells of a table, which may be hundreds of thousands: each look is made once, and what is written is measured on
the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.model.errors import UserError
from crmr_desk.workbooks.paper import NARROWEST_COLUMN

Value = str | int | float | bool | dt.date | None

LONGEST_TEXT = 32_767
"""Characters that one cell of Excel holds."""

FIRST_DATE = dt.date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: earlier days are written as text."""

FORMULA_STARTS = ("=", "+", "-", "@")
"""What Excel takes for a formula, unless it is told not to."""

_PLAIN = Alignment(vertical="top")


class Kind(Enum):
    """How the cells of a column are written."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"


_ALIGNMENTS = {
    Kind.TEXT: Alignment(vertical="top", wrap_text=True),
    Kind.DATE: Alignment(horizontal="center", vertical="top"),
    Kind.NUMBER: Alignment(horizontal="right", vertical="top", indent=1),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A header and how its cells are written. ``width`` counts characters; 0 lets the content decide."""

    header: str
    kind: Kind = Kind.TEXT
    width: int = 0


class _Content(NamedTuple):
    """What openpyxl keeps of a cell: its value, its type (s: text, n: number, d: date), its number format, and how many
    characters it shows (0: a text, which is measured elsewhere)."""

    value: str | float | dt.date
    holds: str
    number_format: str
    width: int = 0


@dataclass(slots=True)
class TableBody:
    """Writes the lines below a header. ``longest`` counts the characters of the longest line in each column, the header
    at first; ``wrapped`` are the texts that may take several lines: line, column, text."""

    sheet: Worksheet
    columns: Sequence[Column]
    longest: list[int]
    wrapped: list[tuple[int, int, str]] = field(default_factory=list)
    _looks: dict[tuple[int, str, bool], StyleArray] = field(default_factory=dict)

    def write(self, line: int, row: Sequence[Value]) -> None:
        """Write ``row`` on ``line``. Raises UserError when a text is longer than a cell can hold."""
        for number, (column, value) in enumerate(zip(self.columns, row, strict=True), start=1):
            if value is None or value == "":
                continue
            content = _content(column.kind, value)
            width = content.width
            if isinstance(content.value, str):
                width = self._measured(line, number, column, content.value)
            if width > self.longest[number - 1]:
                self.longest[number - 1] = width
            self._put(line, number, column.kind, content)

    def _measured(self, line: int, number: int, column: Column, text: str) -> int:
        """The characters of the longest line of a text, which is noted where it may take several."""
        width = len(text)
        if width > LONGEST_TEXT:
            raise too_long(self.sheet.title, f"{get_column_letter(number)}{line}", width)
        if width <= (column.width or NARROWEST_COLUMN) and "\n" not in text:
            return width
        if column.kind is Kind.TEXT:
            self.wrapped.append((line, number, text))
        return max(map(len, text.splitlines()), default=0)

    def _put(self, line: int, number: int, kind: Kind, content: _Content) -> None:
        """openpyxl would look anew at the type of each value and at the look of each cell."""
        quoted = isinstance(content.value, str) and content.value.startswith(FORMULA_STARTS)
        key = (number, content.number_format, quoted)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._look(kind, content.number_format, quoted)
        cell: Any = Cell(self.sheet, line, number, style_array=look)
        cell._value, cell.data_type = content.value, content.holds
        self.sheet._cells[line, number] = cell

    def _look(self, kind: Kind, number_format: str, quoted: bool) -> StyleArray:
        cell: Any = Cell(self.sheet, 1, 1)
        cell.alignment, cell.number_format, cell.quotePrefix = _ALIGNMENTS.get(kind, _PLAIN), number_format, quoted
        look: StyleArray = cell._style
        return look


def _content(kind: Kind, value: str | float | bool | dt.date) -> _Content:
    if isinstance(value, str):
        return _Content(clean(value), "s", "@" if kind is Kind.IDENTIFIER else "General")
    if isinstance(value, bool):
        return _Content("oui" if value else "non", "s", "General")
    if isinstance(value, dt.date):
        return _dated(kind, value)
    return _Content(value, "n", "General", len(str(value)))


def _dated(kind: Kind, value: dt.date) -> _Content:
    """A moment is written as the clock on the wall showed it: a workbook knows no time zone."""
    if isinstance(value, dt.datetime) and kind is Kind.MOMENT:
        local = value.astimezone() if value.tzinfo else value
        return _Content(local.replace(tzinfo=None, microsecond=0), "d", "DD/MM/YYYY HH:MM", 16)
    day = value.date() if isinstance(value, dt.datetime) else value
    if day < FIRST_DATE:
        return _Content(f"{day:%d/%m/}{day.year:04d}", "s", "General")
    return _Content(day, "d", "DD/MM/YYYY", 10)


def clean(text: str) -> str:
    """``text`` with plain line ends, and without what XML cannot hold."""
    if text.isprintable():
        return text
    return ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def too_long(sheet: str, cell: str, width: int) -> UserError:
    """The refusal of a text that no cell can hold."""
    return UserError(
        f"La cellule {cell} de la feuille «\u202f{sheet}\u202f» recevrait"
        f" {width} caractères\u00a0: Excel n’en accepte que {LONGEST_TEXT}."
        " Raccourcissez ce texte, puis recommencez."
    )
