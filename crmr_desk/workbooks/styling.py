"""The common look of every workbook that the program writes: one table a sheet, real dates, identifiers as text.

The bytes depend on the content alone: two exports of the same rows give the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.workbooks.paper import fit_texts, fit_width, set_page, width_of
from crmr_desk.workbooks.table_body import (
    FIRST_DATE,
    FORMULA_STARTS,
    LONGEST_TEXT,
    Column,
    Kind,
    TableBody,
    Value,
    clean,
    too_long,
)

__all__ = [
    "FIRST_DATE",
    "LONGEST_TEXT",
    "Column",
    "Kind",
    "Value",
    "add_table",
    "cell_at",
    "new_workbook",
    "put_text",
    "sheet_title",
]

_ACCENT = "FF0E6573"
_LINE = "FFE5E2DC"
_TITLE_FONT = Font(name="Calibri", size=14, bold=True)
_BODY_FONT = Font(name="Calibri", size=11)
_HEADER_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor=_ACCENT)
_HEADER_ALIGNMENT = Alignment(vertical="center", wrap_text=True)
_HAIRLINE = DifferentialStyle(border=Border(bottom=Side(style="thin", color=_LINE)))
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")


def new_workbook(title: str) -> Workbook:
    """An empty workbook, without a sheet, whose properties never depend on the clock."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "CRMR Desk"
    workbook.properties.title = clean(title)
    return workbook


def add_table(
    workbook: Workbook,
    title: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    *,
    above: Sequence[str] = (),
) -> Worksheet:
    """Add a sheet that holds one Excel table with filters, under a frozen header, ready to print.

    ``above`` are lines of text over the table, the first one its title; the header is then the second line below
    them, else line 1. Raises UserError when a text is longer than a cell can hold: nothing is ever cut.
    """
    sheet: Worksheet = workbook.create_sheet(sheet_title(title, workbook.sheetnames))
    for line, text in enumerate(above, start=1):
        put_text(cell_at(sheet, line, 1), text)
        cell_at(sheet, line, 1).font = _TITLE_FONT if line == 1 else _BODY_FONT
    top = len(above) + 2 if above else 1
    headers = _headers(columns)
    for number, header in enumerate(headers, start=1):
        _write_header(sheet, top, number, header)
    last_row, body = top, TableBody(sheet, columns, [len(header) for header in headers])
    for last_row, row in enumerate(rows, start=top + 1):
        body.write(last_row, row)
    for number, (column, longest) in enumerate(zip(columns, body.longest, strict=True), start=1):
        fit_width(sheet, number, column.width or width_of(longest))
    sheet.row_dimensions[top].height = 22
    fit_texts(sheet, [*((top, number, header) for number, header in enumerate(headers, start=1)), *body.wrapped])
    _set_table(workbook, sheet, len(columns), (top, max(last_row, top + 1)))
    set_page(sheet, top)
    return sheet


def sheet_title(title: str, taken: Sequence[str]) -> str:
    """A sheet name that Excel accepts (31 characters, none of ``[]:*?/\\``) and that is not taken yet."""
    base = _FORBIDDEN_IN_TITLE.sub(" ", clean(title)).strip(" '")[:31] or "Feuille"
    folded = {name.casefold() for name in taken}
    name, number = base, 2
    while name.casefold() in folded:
        name = f"{base[:27]} {number}"
        number += 1
    return name


def cell_at(sheet: Worksheet, row: int, number: int) -> Cell:
    """The cell at (row, number), both from 1, of a sheet that has none merged there."""
    cell = sheet.cell(row, number)
    assert isinstance(cell, Cell)
    return cell


def _headers(columns: Sequence[Column]) -> list[str]:
    """The headers, none of them empty or twice there: Excel would call the table damaged."""
    headers: list[str] = []
    for number, column in enumerate(columns, start=1):
        header = clean(column.header).strip() or f"Colonne {number}"
        taken = {other.casefold() for other in headers}
        headers.append(f"{header} ({number})" if header.casefold() in taken else header)
    return headers


def _write_header(sheet: Worksheet, line: int, number: int, header: str) -> None:
    cell = cell_at(sheet, line, number)
    put_text(cell, header)
    cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _HEADER_ALIGNMENT


def put_text(cell: Cell, text: str) -> None:
    """Text stays text: what Excel would take for a formula is marked, what XML cannot hold is left out.

    Raises UserError for a text that is longer than a cell can hold.
    """
    said = clean(text)
    if len(said) > LONGEST_TEXT:
        raise too_long(cell.parent.title, cell.coordinate, len(said))
    cell.value = said
    cell.data_type = "s"
    if said.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def _set_table(workbook: Workbook, sheet: Worksheet, width: int, lines: tuple[int, int]) -> None:
    top, last = lines
    place = f"A{top}:{get_column_letter(width)}{last}"
    table = Table(displayName=f"Tableau{len(workbook.sheetnames)}", ref=place)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = f"A{top + 1}"
    sheet.conditional_formatting.add(place, Rule(type="expression", formula=["TRUE"], dxf=_HAIRLINE))
