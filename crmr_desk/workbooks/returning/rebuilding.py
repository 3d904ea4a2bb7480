"""The sheets of somebody's workbook made anew: their values as plain values, their look as far as it is known.

A new file is written from what was read: no formula, macro, link or picture of the original can come along.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from copy import copy

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.paper import fit_lines, fit_page, fit_width
from crmr_desk.workbooks.reading.book import Sheet, Value, address
from crmr_desk.workbooks.reading.limits import MOST_COPIES
from crmr_desk.workbooks.returning.layout import Edge, Layout, Look, Placing, SheetLayout
from crmr_desk.workbooks.styling import FIRST_DATE, put_text, sheet_title

_DAY, _MOMENT = "DD/MM/YYYY", "DD/MM/YYYY HH:MM"
_PLAIN = Layout((Look(placing=Placing(vertical="top", wraps=True)),))
"""For a file whose look is not known: long texts are seen whole."""


class Rebuilding:
    """Adds sheets to ``workbook`` in the look of ``layout`` (None: in a plain one)."""

    def __init__(self, workbook: Workbook, layout: Layout | None) -> None:
        self._workbook = workbook
        self._layout = layout or _PLAIN
        self._made: dict[int, StyleArray] = {}

    def add(self, sheet: Sheet) -> Worksheet:
        """The sheet, under its own name unless no .xlsx can bear it; every value stands where it stood."""
        made: Worksheet = self._workbook.create_sheet(sheet_title(sheet.name, self._workbook.sheetnames))
        layout = self._layout.sheets.get(sheet.name) or _plain_layout(sheet)
        self._give_looks(made, layout)
        for line, values in enumerate(sheet.lines, start=1):
            for column, value in enumerate(values, start=1):
                mark = sheet.marks.get((line, column))
                if value is not None and not (mark and mark.merged_from):
                    put_value(made.cell(line, column), value)
        self._arrange(made, sheet, layout)
        return made

    def _give_looks(self, made: Worksheet, layout: SheetLayout) -> None:
        for line, (first, numbers) in layout.looks.items():
            for column, number in enumerate(numbers, start=first):
                if number or self._layout is _PLAIN:
                    self._give(made.cell(line, column), number)

    def _give(self, cell: Cell | MergedCell, number: int) -> None:
        """Each look is made once, then copied: openpyxl would compare it anew for every cell."""
        if number not in self._made:
            with suppress(ValueError, TypeError):  # what Excel let through and openpyxl does not know
                _dress(cell, self._layout.looks[number])
            self._made[number] = cell._style  # type: ignore[union-attr]  # the stubs leave it out
        cell._style = copy(self._made[number])  # type: ignore[union-attr]

    def _arrange(self, made: Worksheet, sheet: Sheet, layout: SheetLayout) -> None:
        _set_widths(made, layout)
        if not layout.heights:
            fit_lines(made, 1, made.max_row)
        for line, height in layout.heights.items():
            made.row_dimensions[line].height = height
        for line in sheet.hidden_lines:
            made.row_dimensions[line].hidden = True
        for column in sheet.hidden_columns:
            _hide(made, column)
        for place in _mergeable(sheet, layout):
            made.merge_cells(place)
        made.freeze_panes = layout.frozen or None
        made.auto_filter.ref = layout.filtered or None
        fit_page(made, upright=layout.upright)
        made.sheet_state = "hidden" if sheet.hidden else "visible"


def _plain_layout(sheet: Sheet) -> SheetLayout:
    """The plain look for every cell that holds something, merged as it was as far as its values tell."""
    ranges: dict[str, tuple[int, int]] = {}
    for (line, column), mark in sheet.marks.items():
        if mark.merged_from:
            last_line, last_column = ranges.get(mark.merged_from, (0, 0))
            ranges[mark.merged_from] = max(last_line, line), max(last_column, column)
    return SheetLayout(
        merged=tuple(f"{first}:{address(*last)}" for first, last in ranges.items()),
        looks={line: (1, (0,) * len(values)) for line, values in enumerate(sheet.lines, start=1) if values},
    )


def written(value: Value) -> Value:
    """``value`` as a cell of the new file holds it: a day before those that Excel counts becomes text."""
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return short_date(day) if day < FIRST_DATE else value
    return value


def put_value(cell: Cell | MergedCell, value: Value) -> None:
    """Put ``value`` into a cell that already has its look; nothing becomes a formula."""
    assert isinstance(cell, Cell)  # merged ranges come afterwards
    told = written(value)
    if isinstance(told, str):
        put_text(cell, told)
        return
    number_format = cell.number_format
    cell.value = told
    if isinstance(told, dt.date):
        plain = _MOMENT if isinstance(told, dt.datetime) else _DAY
        cell.number_format = number_format if is_date_format(number_format) else plain
    else:
        cell.number_format = number_format


def _dress(cell: Cell | MergedCell, look: Look) -> None:
    face, placing = look.face, look.placing
    cell.number_format = look.number_format
    cell.font = Font(
        name=face.name,
        size=face.size,
        bold=face.bold,
        italic=face.italic,
        underline="single" if face.underlined else None,
        strike=face.struck,
        color=f"FF{face.colour}" if face.colour else None,
    )
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=f"FF{look.fill}")
    left, right, top, bottom = (_side(edge) for edge in look.edges or (Edge(),) * 4)
    cell.border = Border(left=left, right=right, top=top, bottom=bottom)
    cell.alignment = Alignment(
        horizontal=placing.horizontal or None,
        vertical=placing.vertical or None,
        wrap_text=placing.wraps,
        indent=placing.indent,
        text_rotation=placing.rotation,
    )


def _side(edge: Edge) -> Side:
    colour = f"FF{edge.colour}" if edge.colour else "FF000000"
    return Side(style=edge.style, color=colour) if edge.style else Side()  # type: ignore[arg-type]  # checked by Side


def _set_widths(made: Worksheet, layout: SheetLayout) -> None:
    """Those of the layout, none of them twice; without any, as wide as what the columns hold."""
    done = 0
    for first, last, width in sorted(layout.columns):
        if first > done:
            letter, done = get_column_letter(first), last
            made.column_dimensions[letter] = ColumnDimension(made, index=letter, min=first, max=last, width=width)
    for column in range(1, made.max_column + 1) if not layout.columns else ():
        fit_width(made, column, 0, 1)


def _mergeable(sheet: Sheet, layout: SheetLayout) -> Iterator[str]:
    """The merged ranges within what the sheet holds that neither hide a value nor overlap one another."""
    height, width = len(sheet.lines), max(map(len, sheet.lines), default=0)
    covered: set[tuple[int, int]] = set()
    room = MOST_COPIES
    for place in layout.merged:
        (top, left), (bottom, right) = (coordinate_to_tuple(corner) for corner in place.split(":"))
        bottom, right = min(bottom, height), min(right, width)
        room -= max(bottom - top + 1, 0) * max(right - left + 1, 0)
        if room < 0:
            return
        cells = {(line, column) for line in range(top, bottom + 1) for column in range(left, right + 1)}
        if len(cells) > 1 and not cells & covered and not _hides_a_value(sheet, cells - {(top, left)}):
            covered |= cells
            yield f"{address(top, left)}:{address(bottom, right)}"


def _hides_a_value(sheet: Sheet, cells: set[tuple[int, int]]) -> bool:
    """Whether one of them holds something of its own, not what it repeats of the first cell."""
    filled = (cell for cell in cells if sheet.value(*cell) is not None)
    return any(cell not in sheet.marks or not sheet.marks[cell].merged_from for cell in filled)


def _hide(made: Worksheet, column: int) -> None:
    """A hidden column in the midst of others of one width is told apart from them."""
    for letter, known in list(made.column_dimensions.items()):
        if known.min and known.max and known.min <= column <= known.max:
            parts = ((known.min, column - 1, False), (column, column, True), (column + 1, known.max, False))
            del made.column_dimensions[letter]
            for first, last, hidden in parts:
                if first <= last:
                    name = get_column_letter(first)
                    made.column_dimensions[name] = ColumnDimension(
                        made, index=name, min=first, max=last, width=known.width, hidden=hidden or known.hidden
                    )
            return
    made.column_dimensions[get_column_letter(column)].hidden = True
