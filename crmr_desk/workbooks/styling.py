"""The common look of every workbook that the program writes: one table a sheet, real dates, identifiers as text.

The bytes depend on the content alone: two exports of the same rows give the same file.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.model.errors import UserError

Value = str | int | float | bool | dt.date | None

LONGEST_TEXT = 32_767
"""Characters that one cell of Excel holds."""

FIRST_DATE = dt.date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: earlier days are written as text."""

_ACCENT = "FF0E6573"
_LINE = "FFE5E2DC"
_HEADER_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor=_ACCENT)
_HEADER_ALIGNMENT = Alignment(vertical="center", wrap_text=True)
_BODY_ALIGNMENT = Alignment(vertical="top", wrap_text=True)
_PLAIN_ALIGNMENT = Alignment(vertical="top")
_DATE_ALIGNMENT = Alignment(horizontal="center", vertical="top")
_NUMBER_ALIGNMENT = Alignment(horizontal="right", vertical="top", indent=1)
_WIDEST = 260
"""Characters that one page of A4 landscape shows in a size that can still be read."""
_LINE_HEIGHT = 15
"""Points of one line of text in the type of the body."""
_MARGINS = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
"""Inches."""
_HAIRLINE = DifferentialStyle(border=Border(bottom=Side(style="thin", color=_LINE)))
_FORBIDDEN_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_FORMULA_STARTS = ("=", "+", "-", "@")


class Kind(Enum):
    """How the cells of a column are written."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    DATE = "date"
    MOMENT = "moment"
    NUMBER = "number"


_ALIGNMENTS = {Kind.TEXT: _BODY_ALIGNMENT, Kind.DATE: _DATE_ALIGNMENT, Kind.NUMBER: _NUMBER_ALIGNMENT}


@dataclass(frozen=True, slots=True)
class Column:
    """A header and how its cells are written. ``width`` counts characters; 0 lets the content decide."""

    header: str
    kind: Kind = Kind.TEXT
    width: int = 0


def new_workbook(title: str) -> Workbook:
    """An empty workbook, without a sheet, whose properties never depend on the clock."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "CRMR Desk"
    workbook.properties.title = _clean(title)
    return workbook


def add_table(workbook: Workbook, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Worksheet:
    """Add a sheet that holds one Excel table with filters, under a frozen header, ready to print.

    Raises UserError when a text is longer than a cell can hold: nothing is ever cut.
    """
    sheet: Worksheet = workbook.create_sheet(sheet_title(title, workbook.sheetnames))
    for number, header in enumerate(_headers(columns), start=1):
        _write_header(sheet, number, header)
    last_row, looks = 1, _Looks()
    for last_row, row in enumerate(rows, start=2):
        for number, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
            if value is not None and value != "":
                cell = cell_at(sheet, last_row, number)
                looks.give(cell, column.kind)
                _put(cell, column.kind, value)
    _set_widths(sheet, columns)
    fit_lines(sheet, 1, last_row)
    _set_table(workbook, sheet, len(columns), max(last_row, 2))
    set_page(sheet)
    return sheet


def sheet_title(title: str, taken: Sequence[str]) -> str:
    """A sheet name that Excel accepts (31 characters, none of ``[]:*?/\\``) and that is not taken yet."""
    base = _FORBIDDEN_IN_TITLE.sub(" ", _clean(title)).strip(" '")[:31] or "Feuille"
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
        header = _clean(column.header).strip() or f"Colonne {number}"
        taken = {other.casefold() for other in headers}
        headers.append(f"{header} ({number})" if header.casefold() in taken else header)
    return headers


def _write_header(sheet: Worksheet, number: int, header: str) -> None:
    cell = cell_at(sheet, 1, number)
    put_text(cell, header)
    cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _HEADER_ALIGNMENT


class _Looks:
    """The look of the cells of each kind, made once: openpyxl would compare it anew for every cell."""

    def __init__(self) -> None:
        self._made: dict[Kind, StyleArray] = {}

    def give(self, cell: Cell, kind: Kind) -> None:
        if kind not in self._made:
            cell.alignment = _ALIGNMENTS.get(kind, _PLAIN_ALIGNMENT)
            self._made[kind] = cell._style  # type: ignore[attr-defined]  # the stubs leave it out
        cell._style = copy(self._made[kind])  # type: ignore[attr-defined]


def _put(cell: Cell, kind: Kind, value: Value) -> None:
    if isinstance(value, dt.datetime) and kind is Kind.MOMENT:
        _put_moment(cell, value)
    elif isinstance(value, dt.date):
        _put_date(cell, value)
    elif isinstance(value, bool):
        put_text(cell, "oui" if value else "non")
    elif isinstance(value, str):
        put_text(cell, value)
        if kind is Kind.IDENTIFIER:
            cell.number_format = "@"
    else:
        cell.value = value


def _put_date(cell: Cell, value: dt.date) -> None:
    day = value.date() if isinstance(value, dt.datetime) else value
    if day < FIRST_DATE:
        put_text(cell, f"{day:%d/%m/}{day.year:04d}")
    else:
        cell.value = day
        cell.number_format = "DD/MM/YYYY"


def _put_moment(cell: Cell, value: dt.datetime) -> None:
    """A moment as the clock on the wall showed it: a workbook knows no time zone."""
    local = value.astimezone() if value.tzinfo else value
    cell.value = local.replace(tzinfo=None, microsecond=0)
    cell.number_format = "DD/MM/YYYY HH:MM"


def put_text(cell: Cell, text: str) -> None:
    """Text stays text: what Excel would take for a formula is marked, what XML cannot hold is left out.

    Raises UserError for a text that is longer than a cell can hold.
    """
    clean = _clean(text)
    if len(clean) > LONGEST_TEXT:
        raise UserError(
            f"La cellule {cell.coordinate} de la feuille «\u202f{cell.parent.title}\u202f» recevrait"
            f" {len(clean)} caractères\u00a0: Excel n’en accepte que {LONGEST_TEXT}."
            " Raccourcissez ce texte, puis recommencez."
        )
    cell.value = clean
    cell.data_type = "s"
    if clean.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _set_widths(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for number, column in enumerate(columns, start=1):
        width = column.width or _content_width(sheet, number)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[1].height = 22


def fit_lines(sheet: Worksheet, first: int, last: int) -> None:
    """Make the lines from ``first`` to ``last`` as high as their wrapped texts ask: not every program does it."""
    widths = _widths(sheet)
    for number, line in enumerate(sheet.iter_rows(first, last), start=first):
        breaks = max(map(_breaks, line, widths))
        if breaks:
            sheet.row_dimensions[number].height = (breaks + 1) * _LINE_HEIGHT


def _widths(sheet: Worksheet) -> list[float]:
    return [sheet.column_dimensions[get_column_letter(number)].width for number in range(1, sheet.max_column + 1)]


def _breaks(cell: Cell | MergedCell, width: float) -> int:
    """How many times the text of a cell goes to a new line."""
    text = cell.value
    if not isinstance(text, str) or (len(text) <= width and "\n" not in text) or not cell.alignment.wrap_text:
        return 0
    return sum(max(len(textwrap.wrap(part, max(int(width), 1))), 1) for part in text.splitlines()) - 1


def _content_width(sheet: Worksheet, number: int) -> int:
    longest = max(_shown_length(cell.value) for (cell,) in sheet.iter_rows(min_col=number, max_col=number))
    return min(max(longest + 4, 10), 64)


def _shown_length(value: object) -> int:
    if isinstance(value, dt.date):
        return 16 if isinstance(value, dt.datetime) else 10
    return max((len(line) for line in str(value or "").splitlines()), default=0)


def _set_table(workbook: Workbook, sheet: Worksheet, width: int, last_row: int) -> None:
    table = Table(displayName=f"Tableau{len(workbook.sheetnames)}", ref=f"A1:{get_column_letter(width)}{last_row}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = "A2"
    sheet.conditional_formatting.add(table.ref, Rule(type="expression", formula=["TRUE"], dxf=_HAIRLINE))


def set_page(sheet: Worksheet) -> None:
    """A4 landscape, one page wide, or two that both begin with the first two columns; the header on each page, the
    name of the sheet and the page number below."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_margins = _MARGINS
    wide = sum(_widths(sheet)) > _WIDEST
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 2 if wide else 1, 0
    sheet.print_title_cols = "A:B" if wide else None
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(text="&A"), right=_HeaderFooterPart(text="&P / &N"))
