"""How a sheet that the program writes stands on paper and on screen: widths, heights, A4 landscape."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable

from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_LINE_HEIGHT = 15
"""Points of one line of text in the type of the body."""
_MARGINS = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.3, footer=0.3)
"""Inches."""
_WIDEST = 260
"""Characters that one page of A4 landscape shows in a size that can still be read."""
_USUAL_WIDTH = 13.0
NARROWEST_COLUMN, WIDEST_COLUMN = 10, 64
"""Characters of a column whose content decides."""


def fit_width(sheet: Worksheet, number: int, width: int, first: int = 1) -> None:
    """Make a column ``width`` characters wide, or as wide as what it holds from line ``first`` on when 0."""
    sheet.column_dimensions[get_column_letter(number)].width = width or _content_width(sheet, number, first)


def width_of(longest: int) -> int:
    """The width of a column for the most characters that one of its lines has."""
    return min(max(longest + 4, NARROWEST_COLUMN), WIDEST_COLUMN)


def fit_texts(sheet: Worksheet, texts: Iterable[tuple[int, int, str]]) -> None:
    """Make the lines of wrapped ``texts`` (line, column, text) as high as they ask."""
    widths = _widths(sheet)
    heights: dict[int, int] = {}
    for line, column, text in texts:
        heights[line] = max(heights.get(line, 0), _breaks_of(text, widths[column - 1]))
    for line, breaks in heights.items():
        if breaks:
            sheet.row_dimensions[line].height = (breaks + 1) * _LINE_HEIGHT


def fit_lines(sheet: Worksheet, first: int, last: int) -> None:
    """Make the lines from ``first`` to ``last`` as high as their wrapped texts ask: not every program does it."""
    widths = _widths(sheet)
    for number, line in enumerate(sheet.iter_rows(first, last), start=first):
        breaks = max(map(_breaks, line, widths))
        if breaks:
            sheet.row_dimensions[number].height = (breaks + 1) * _LINE_HEIGHT


def set_page(sheet: Worksheet, header: int | None) -> None:
    """A4 landscape, one page wide, or two that both begin with the first two columns; the line ``header`` on each page,
    the name of the sheet and the page number below."""
    wide = sum(_widths(sheet)) > _WIDEST
    fit_page(sheet, pages=2 if wide else 1)
    sheet.sheet_view.showGridLines = False
    sheet.print_title_cols = "A:B" if wide else None
    sheet.print_title_rows = f"{header}:{header}" if header else None


def fit_page(sheet: Worksheet, *, upright: bool = False, pages: int = 1) -> None:
    """A4, ``pages`` wide and as many long as it takes."""
    sheet.page_setup.orientation = "portrait" if upright else "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_margins = _MARGINS
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter = HeaderFooterItem(left=_HeaderFooterPart(text="&A"), right=_HeaderFooterPart(text="&P / &N"))


def _widths(sheet: Worksheet) -> list[float]:
    """Of each column, without asking for one that has no width of its own: openpyxl would give it one, and a file in
    which a column is written twice is a damaged one."""
    last = sheet.max_column  # openpyxl looks at every cell to tell
    widths = [_USUAL_WIDTH] * last
    for letter, known in sheet.column_dimensions.items():
        first = known.min or column_index_from_string(letter)
        for number in range(first, min(known.max or first, last) + 1):
            widths[number - 1] = known.width
    return widths


def _breaks(cell: Cell | MergedCell, width: float) -> int:
    """How many times the text of a cell goes to a new line."""
    text = cell.value
    return _breaks_of(text, width) if isinstance(text, str) and cell.alignment.wrap_text else 0


def _breaks_of(text: str, width: float) -> int:
    if len(text) <= width and "\n" not in text:
        return 0
    return sum(max(len(textwrap.wrap(part, max(int(width), 1))), 1) for part in text.splitlines()) - 1


def _content_width(sheet: Worksheet, number: int, first: int) -> int:
    lines = sheet.iter_rows(min_row=first, min_col=number, max_col=number)
    longest = max(_shown_length(cell.value) for (cell,) in lines)
    return width_of(longest)


def _shown_length(value: object) -> int:
    if isinstance(value, dt.date):
        return 16 if isinstance(value, dt.datetime) else 10
    return max((len(line) for line in str(value or "").splitlines()), default=0)
