"""Tells which program wrote an old Office file, and has a workbook read: .xls (Excel 5 to 2003).

Values and merged ranges come from calamine, the rest from our own look at the records.
"""

from __future__ import annotations

from functools import partial

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from crmr_desk.workbooks.reading import engines, xls_scan
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.compound import Compound
from crmr_desk.workbooks.reading.grid import Grid, Peculiarities
from crmr_desk.workbooks.reading.limits import MOST_PLACES
from crmr_desk.workbooks.reading.refusals import (
    DAMAGED,
    LOCKED,
    NO_SHEET,
    Refused,
    is_something_else,
    sheet_damaged,
)
from crmr_desk.workbooks.reading.values import harmless


def read(content: bytes) -> Book:
    """The book. Raises Refused when it is damaged, under a password, or no workbook."""
    compound = Compound(content)
    if "EncryptedPackage" in compound:
        raise Refused(LOCKED)
    for name in ("Workbook", "Book"):
        if name in compound:
            return _read_workbook(content, xls_scan.scan(compound.read(name)))
    if "WordDocument" in compound:
        raise is_something_else("un document de traitement de texte")
    if "PowerPoint Document" in compound:
        raise is_something_else("une présentation")
    raise is_something_else("un autre document")


def _read_workbook(content: bytes, scanned: list[Peculiarities]) -> Book:
    workbook = _opened(content)
    if len(workbook.sheets_metadata) != len(scanned):
        raise Refused(DAMAGED)
    room = MOST_PLACES
    sheets = []
    for number, (about, told) in enumerate(zip(workbook.sheets_metadata, scanned, strict=True)):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        grid = Grid(harmless(about.name), room)
        if not engines.succeeds(partial(_fill, grid, told, workbook, number)):
            raise sheet_damaged(grid.name)
        room -= grid.places
        sheets.append(grid.sheet(told, hidden=about.visible is not SheetVisibleEnum.Visible))
    if not sheets:
        raise Refused(NO_SHEET)
    return Book("", "xls", tuple(sheets))


def _opened(content: bytes) -> CalamineWorkbook:
    opened: list[CalamineWorkbook] = []
    if not engines.succeeds(lambda: opened.append(engines.calamine(content))):
        raise Refused(DAMAGED)
    return opened[0]


def _fill(grid: Grid, told: Peculiarities, workbook: CalamineWorkbook, number: int) -> None:
    sheet = workbook.get_sheet_by_index(number)
    grid.fill(engines.calamine_lines(sheet))
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        told.merged.append((top + 1, left + 1, bottom + 1, right + 1))
