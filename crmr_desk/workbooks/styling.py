"""The common look of every workbook that the program writes: one table a sheet, real dates, identifiers as text.

The bytes depend on the content alone: two exports of the same rows give the same file.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.model.errors import UserError
from crmr_desk.workbooks.paper import fit_lines, fit_width, set_page

Value = str | int | float | bool | dt.date | None

LONGEST_TEXT = 32_767
"""Characters that one cell of Excel holds."""

FIRST_DATE = dt.date(1900, 3, 1)
"""Excel counts a 29 February 1900 that never was: earlier days are written as text."""

_ACCENT = "FF0E6573"
_LINE = "FFE5E2DC"
_TITLE_FONT = Font(name="Calibri", size=14, bold=True)
_BODY_FONT = Font(name="Calibri", size=11)
_HEADER_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor=_ACCENT)
_HEADER_ALIGNMENT = Alignment(vertical="center", wrap_text=True)
_BODY_ALIGNMENT = Alignment(vertical="top", wrap_text=True)
_PLAIN_ALIGNMENT = Alignment(vertical="top")
_DATE_ALIGNMENT = Alignment(horizontal="center", vertical="top")
_NUMBER_ALIGNMENT = Alignment(horizontal="right", vertical="top", indent=1)
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
    for number, header in enumerate(_headers(columns), start=1):
        _write_header(sheet, top, number, header)
    last_row, looks = top, _Looks()
    for last_row, row in enumerate(rows, start=top + 1):
        for number, (column, value) in enumerate(zip(columns, row, strict=True), start=1):
            if value is not None and value != "":
                cell = cell_at(sheet, last_row, number)
                looks.give(cell, column.kind)
                _put(cell, column.kind, value)
    for number, column in enumerate(columns, start=1):
        fit_width(sheet, number, column.width, top)
    sheet.row_dimensions[top].height = 22
    fit_lines(sheet, top, last_row)
    _set_table(workbook, sheet, len(columns), (top, max(last_row, top + 1)))
    set_page(sheet, top)
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


def _write_header(sheet: Worksheet, line: int, number: int, header: str) -> None:
    cell = cell_at(sheet, line, number)
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


def _set_table(workbook: Workbook, sheet: Worksheet, width: int, lines: tuple[int, int]) -> None:
    top, last = lines
    place = f"A{top}:{get_column_letter(width)}{last}"
    table = Table(displayName=f"Tableau{len(workbook.sheetnames)}", ref=place)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.add_table(table)
    sheet.freeze_panes = f"A{top + 1}"
    sheet.conditional_formatting.add(place, Rule(type="expression", formula=["TRUE"], dxf=_HAIRLINE))
