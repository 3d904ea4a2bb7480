"""Reads .xlsx and .xlsm: values by calamine, by openpyxl where it fails or the sheet is sparse; the rest by a scan."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from crmr_desk.workbooks.reading import engines
from crmr_desk.workbooks.reading.archive import Archive
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.grid import Grid
from crmr_desk.workbooks.reading.limits import MOST_PLACES
from crmr_desk.workbooks.reading.refusals import sheet_damaged
from crmr_desk.workbooks.reading.sheet_scan import SheetScan
from crmr_desk.workbooks.reading.xlsx_package import PlainPackage, open_package

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from python_calamine import CalamineWorkbook


def read(archive: Archive) -> Book:
    """The book. Raises Refused when a part that matters is damaged or too large."""
    package = open_package(archive)
    plain = PlainPackage(package)
    scans = []
    for part in package.sheets:
        content = archive.read(part.path)
        scans.append(SheetScan(part.name, content))
        plain.add(content)
    reader = _Values(plain.close())
    room = MOST_PLACES
    sheets = []
    for number, (part, scan) in enumerate(zip(package.sheets, scans, strict=True)):
        grid = _filled_grid(number, part.name, scan, reader, room)
        room -= grid.places
        sheets.append(grid.sheet(scan.told, hidden=part.hidden))
    return Book("", package.kind, tuple(sheets), package.notes)


def _filled_grid(number: int, name: str, scan: SheetScan, reader: _Values, room: int) -> Grid:
    for way in (reader.sparsely,) if scan.is_sparse else (reader.quickly, reader.sparsely):
        grid = Grid(name, room)
        if not scan.filled or engines.succeeds(partial(_fill, grid, way, number)):
            return grid
    raise sheet_damaged(name)


def _fill(grid: Grid, way: Callable[[int], Iterable[Iterable[object]]], number: int) -> None:
    grid.fill(way(number))


class _Values:
    """The lines of each sheet by its number, from line 1 and column A."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._calamine: CalamineWorkbook | None = None
        self._openpyxl: Workbook | None = None

    def quickly(self, number: int) -> Iterable[Iterable[object]]:
        """Every place up to the last cell is laid out in memory."""
        if self._calamine is None:
            self._calamine = engines.calamine(self._content)
        return engines.calamine_lines(self._calamine.get_sheet_by_index(number))

    def sparsely(self, number: int) -> Iterator[Iterable[object]]:
        """Only what the sheet holds takes memory."""
        if self._openpyxl is None:
            from openpyxl import load_workbook

            self._openpyxl = load_workbook(io.BytesIO(self._content), read_only=True, data_only=True)
        worksheet = self._openpyxl.worksheets[number]
        worksheet.reset_dimensions()
        return worksheet.iter_rows(values_only=True)
