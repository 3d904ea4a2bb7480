"""The process that makes out the look of a file: the file on standard input, its layout or null on standard output."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from xml.parsers import expat

from crmr_desk.workbooks.reading import child, plain_xml
from crmr_desk.workbooks.reading.archive import Archive
from crmr_desk.workbooks.reading.book import address
from crmr_desk.workbooks.reading.formats import Wrapping, wrapping
from crmr_desk.workbooks.reading.limits import LAST_LINE, MOST_CELLS, MOST_COLUMNS
from crmr_desk.workbooks.reading.refusals import Refused
from crmr_desk.workbooks.reading.xlsx_package import open_package
from crmr_desk.workbooks.returning.colours import Colours
from crmr_desk.workbooks.returning.layout import Layout, SheetLayout, packed
from crmr_desk.workbooks.returning.style_sheet import looks

_NOTHING = b"null"
_THEME = "xl/theme/theme1.xml"
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MARGIN = 50
"""Lines without a value whose look is kept under the last one that has some: ruled, ready to be filled in."""
_MOST_MERGED = 10_000
_MOST_FROZEN = 1_000
"""Lines or columns that stay in place: more leave nothing to scroll."""


def main() -> int:
    """Answer and end, within the limits of the reading process."""
    return child.main(_answer)


def _answer(content: bytes) -> bytes:
    try:
        return packed(read(content)) if wrapping(content) is Wrapping.ZIP else _NOTHING
    except (Refused, MemoryError, expat.ExpatError, ValueError) as error:
        print(repr(error), file=sys.stderr)
        return _NOTHING


def read(content: bytes) -> Layout:
    """The look of an .xlsx file. Raises Refused, or what its damaged parts make a parser raise."""
    archive = Archive(content)
    package = open_package(archive)
    found = looks(package.styles, Colours(archive.read(_THEME)))
    sheets = {part.name: _SheetLook(archive.read(part.path), len(found)).layout() for part in package.sheets}
    if sum(len(run) for sheet in sheets.values() for _first, run in sheet.looks.values()) > MOST_CELLS:
        raise ValueError("more cells than a book may hold")
    return Layout(found, sheets)


class _SheetLook:
    """One pass over the XML of a sheet."""

    def __init__(self, content: bytes, looks_known: int) -> None:
        self._looks_known = looks_known
        self._columns: list[tuple[int, int, float]] = []
        self._heights: dict[int, float] = {}
        self._merged: list[str] = []
        self._frozen = self._filtered = ""
        self._upright = False
        self._cells: dict[int, dict[int, int]] = {}
        self._line = self._column = self._last_line = 0
        handlers: dict[str, Callable[[plain_xml.Attributes], None]] = {
            "c": self._cell,
            "row": self._row,
            "v": self._value,
            "is": self._value,
            "col": self._width,
            "mergeCell": self._merge,
            "pane": self._pane,
            "autoFilter": self._filter,
            "pageSetup": self._page,
        }
        self._handlers = handlers
        parser = plain_xml.parser()
        parser.StartElementHandler = self._start
        parser.Parse(content, True)

    def layout(self) -> SheetLayout:
        last = self._last_line + _MARGIN
        return SheetLayout(
            tuple(self._columns),
            {line: height for line, height in self._heights.items() if line <= last},
            tuple(self._merged),
            self._frozen,
            self._filtered,
            self._upright,
            {line: _run(cells) for line, cells in self._cells.items() if line <= last},
        )

    def _start(self, name: str, told: plain_xml.Attributes) -> None:
        handler = self._handlers.get(name) or self._handlers.get(plain_xml.local(name))
        if handler is not None:
            handler(told)

    def _row(self, told: plain_xml.Attributes) -> None:
        number = told.get("r", "")
        self._line = int(number) if number.isdecimal() and len(number) < 8 else self._line + 1
        self._column = 0
        height = _number(told.get("ht"))
        if 0 < height <= 409:
            self._heights[self._line] = height

    def _cell(self, told: plain_xml.Attributes) -> None:
        match = _REF.fullmatch(told.get("r", ""))
        self._column = _column(match[1]) if match else self._column + 1
        look = told.get("s", "")
        if look.isdecimal() and int(look[:6]) < self._looks_known:
            self._cells.setdefault(self._line, {})[self._column] = int(look[:6])

    def _value(self, _told: plain_xml.Attributes) -> None:
        self._last_line = max(self._last_line, self._line)

    def _width(self, told: plain_xml.Attributes) -> None:
        first, last, width = (_number(told.get(name)) for name in ("min", "max", "width"))
        if 0 < first <= last and 0 < width <= 255:
            self._columns.append((int(first), int(last), width))

    def _merge(self, told: plain_xml.Attributes) -> None:
        if ":" in told.get("ref", "") and _is_range(told["ref"]) and len(self._merged) < _MOST_MERGED:
            self._merged.append(told["ref"])

    def _pane(self, told: plain_xml.Attributes) -> None:
        lines, columns = _number(told.get("ySplit")), _number(told.get("xSplit"))
        if told.get("state") in ("frozen", "frozenSplit") and all(
            0 <= each < _MOST_FROZEN for each in (lines, columns)
        ):
            self._frozen = address(int(lines) + 1, int(columns) + 1)

    def _filter(self, told: plain_xml.Attributes) -> None:
        if _is_range(told.get("ref", "")):
            self._filtered = told["ref"]

    def _page(self, told: plain_xml.Attributes) -> None:
        self._upright = told.get("orientation") == "portrait"


def _run(cells: dict[int, int]) -> tuple[int, tuple[int, ...]]:
    """The first column, and a look for each cell from there: the plain one (0) where a cell is missing."""
    first, last = min(cells), max(cells)
    return first, tuple(cells.get(column, 0) for column in range(first, last + 1))


def _is_range(text: str) -> bool:
    """Whether it is a range, from its upper left to its lower right, of cells that a spreadsheet program has."""
    first, _, last = text.partition(":")
    corners = [_REF.fullmatch(first), _REF.fullmatch(last or first)]
    places = [(int(corner[2]), _column(corner[1])) for corner in corners if corner]
    if len(places) < len(corners):
        return False
    (top, left), (bottom, right) = places
    return 0 < top <= bottom <= LAST_LINE and 0 < left <= right <= MOST_COLUMNS


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
