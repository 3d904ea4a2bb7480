"""Reads .xls (Excel 97 to 2003) by calamine, which tells values, merged ranges and hidden sheets, and nothing more."""

from __future__ import annotations

from functools import partial

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from crmr_desk.workbooks.reading import engines
from crmr_desk.workbooks.reading.book import Book
from crmr_desk.workbooks.reading.grid import Grid, Peculiarities
from crmr_desk.workbooks.reading.limits import MOST_PLACES
from crmr_desk.workbooks.reading.refusals import DAMAGED, LOCKED, NO_SHEET, Refused, sheet_damaged
from crmr_desk.workbooks.reading.values import harmless

_UNKNOWN = (
    "Dans un classeur .xls, les lignes et colonnes masquées, les formules et les erreurs ne sont pas reconnues\u202f; "
    "enregistré au format .xlsx, il dit tout."
)


def read(content: bytes) -> Book:
    """The book. Raises Refused when it is damaged or under a password."""
    workbook = _opened(content)
    room = MOST_PLACES
    sheets = []
    for number, about in enumerate(workbook.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        grid = Grid(harmless(about.name), room)
        told = Peculiarities(note=_UNKNOWN)
        if not engines.succeeds(partial(_fill, grid, told, workbook, number)):
            raise sheet_damaged(grid.name)
        room -= grid.places
        sheets.append(grid.sheet(told, hidden=about.visible is not SheetVisibleEnum.Visible))
    if not sheets:
        raise Refused(NO_SHEET)
    return Book("", "xls", tuple(sheets))


def _opened(content: bytes) -> CalamineWorkbook:
    opened: list[CalamineWorkbook] = []
    try:
        if engines.succeeds(lambda: opened.append(engines.calamine(content))):
            return opened[0]
    except PasswordError as error:
        raise Refused(LOCKED) from error
    raise Refused(DAMAGED)


def _fill(grid: Grid, told: Peculiarities, workbook: CalamineWorkbook, number: int) -> None:
    sheet: CalamineSheet = workbook.get_sheet_by_index(number)
    grid.fill(engines.calamine_lines(sheet))
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        told.merged.append((top + 1, left + 1, bottom + 1, right + 1))
