"""Reads .xlsx and .xlsm: a scan of each sheet, then its values by calamine, or cell by cell where that would fail."""

from __future__ import annotations

from functools import cached_property, partial
from xml.parsers import expat

from python_calamine import CalamineWorkbook

from crmr_desk.workbooks.reading import engines, serials, sheet_values
from crmr_desk.workbooks.reading.archive import Archive
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.grid import Grid
from crmr_desk.workbooks.reading.limits import MOST_PLACES
from crmr_desk.workbooks.reading.refusals import DAMAGED, Refused
from crmr_desk.workbooks.reading.sheet_scan import SheetScan
from crmr_desk.workbooks.reading.xlsx_package import Package, PlainPackage, open_package


def read(archive: Archive) -> Book:
    """The book. Raises Refused when a part that matters is damaged or too large."""
    package = open_package(archive)
    contents = [archive.read(part.path) for part in package.sheets]
    values = _Values(package, contents)
    room = MOST_PLACES
    sheets = []
    for number, part in enumerate(package.sheets):
        scan = SheetScan(part.name, contents[number])
        grid = values.grid(number, scan, room)
        room -= grid.places
        sheets.append(grid.sheet(scan.told, hidden=part.hidden))
    return Book("", package.kind, tuple(sheets), package.notes, package.dates_from_1904)


class _Values:
    """The values of each sheet by its number, from 0."""

    def __init__(self, package: Package, contents: list[bytes]) -> None:
        self._package = package
        self._contents = contents

    def grid(self, number: int, scan: SheetScan, room: int) -> Grid:
        """The sheet's values; calamine would lay out every place of a sparse sheet, and gives up at the first cell
        that it does not understand."""
        name = self._package.sheets[number].name
        grid = Grid(name, room)
        if scan.filled and (scan.is_sparse or not engines.succeeds(partial(self._fill_quickly, grid, number))):
            grid = Grid(name, room)
            sheet_values.fill(grid, self._contents[number], self._common)
        return grid

    def _fill_quickly(self, grid: Grid, number: int) -> None:
        grid.fill(engines.calamine_lines(self._calamine.get_sheet_by_index(number)))

    @cached_property
    def _calamine(self) -> CalamineWorkbook:
        plain = PlainPackage(self._package)
        for content in self._contents:
            plain.add(content)
        return engines.calamine(plain.close())

    @cached_property
    def _common(self) -> sheet_values.Common:
        try:
            texts = sheet_values.shared_texts(self._package.strings) if self._package.strings else []
            formats = serials.formats(self._package.styles) if self._package.styles else []
        except expat.ExpatError as error:
            raise Refused(DAMAGED) from error
        return sheet_values.Common(texts, formats, self._package.dates_from_1904)
