"""Every line of a book that is not blank, in the order of the file: what it is, and what it says for each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.cells import CellReader, Known
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.grid import Grid
from crmr_desk.workbooks.incoming.line_kinds import Kind, LineSorter
from crmr_desk.workbooks.incoming.mapping import second_table
from crmr_desk.workbooks.incoming.recognise import unread_sheets, without_table
from crmr_desk.workbooks.incoming.tables import Table
from crmr_desk.workbooks.incoming.typed import LineKind, RawLine, Typed, quoted
from crmr_desk.workbooks.reading.book import Book, Sheet

__all__ = ["LineKind", "RawLine", "Typed", "raw_lines"]

Targets = Mapping[int, Target]
_NO_CORRECTION: Known = MappingProxyType({})
_DATES = (Target.START, Target.END, Target.LABEL_END)
_NO_TABLE = "Ce qui est sous cet en-tête n’est pas une liste de centres ou d’établissements."
_FROM_1900_TO_1904 = 1462
"""Days."""


def raw_lines(
    book: Book, tables: Sequence[Table], targets: Sequence[Targets], choices: Choices, known: Known = _NO_CORRECTION
) -> Iterator[RawLine]:
    """Every line of every sheet that is not blank, in the order of the file. ``targets`` are those of each table, in
    the order of ``tables``. A correction of a cell (ChoiceKind.CELL) takes the place of what the cell holds, and so
    does one of the recipe (``recipes.corrections_of``), by field and by text as typed."""
    unread, with_table = unread_sheets(book, choices), {table.sheet for table in tables}
    corrected: dict[str, dict[str, str]] = {}
    for (name, cell), text in choices.of(ChoiceKind.CELL).items():
        corrected.setdefault(name, {})[cell] = text
    for sheet in book.sheets:
        if sheet.name in unread or sheet.name not in with_table:
            yield from _skipped(sheet, unread.get(sheet.name) or without_table(sheet))
            continue
        grid, line = Grid(sheet), 1
        for number, (table, fields) in enumerate(zip(tables, targets, strict=True)):
            if table.sheet == sheet.name:
                cells = CellReader(grid, fields, corrected.get(sheet.name, {}), known)
                for read in _TableLines(grid, number, table, fields, cells).lines(line):
                    yield _days_from_1900(read) if book.from_1904 else read
                line = table.lines[1] + 1
        yield from _below(grid, line)


def _days_from_1900(line: RawLine) -> RawLine:
    """The line of a file that counts its days from 1904, with the numbers in columns of dates as Excel counts them."""
    typed = dict(line.typed)
    for target in _DATES:
        one = typed.get(target)
        if one is not None and isinstance(one.value, int | float) and not isinstance(one.value, bool):
            typed[target] = one._replace(value=one.value + _FROM_1900_TO_1904)
    return line._replace(typed=typed)


def _skipped(sheet: Sheet, why: str) -> Iterator[RawLine]:
    grid, kind = Grid(sheet), LineKind.HIDDEN_SHEET if sheet.hidden else LineKind.SHEET_NOT_READ
    for line in grid.held(1, grid.last):
        if not grid.is_blank(line):
            yield RawLine(sheet.name, line, kind, why, {}, line in sheet.hidden_lines)


def _below(grid: Grid, first: int) -> Iterator[RawLine]:
    """What stands under the last table, below the header of something that is none: a list of values, a legend."""
    for line in grid.held(first, grid.last):
        if not grid.is_blank(line):
            hidden = line in grid.sheet.hidden_lines
            yield RawLine(grid.sheet.name, line, LineKind.OUTSIDE, _NO_TABLE, {}, hidden)


class _TableLines:
    """The lines of one table, and those above it that belong to no other."""

    def __init__(self, grid: Grid, number: int, table: Table, targets: Targets, cells: CellReader) -> None:
        self._grid, self._number, self._last, self._cells = grid, number, table.lines[1], cells
        self._sorter = LineSorter(grid, table, targets)
        self._beside = second_table(table, targets)

    def lines(self, first: int) -> Iterator[RawLine]:
        """From the line ``first`` of the sheet to the last one of the table."""
        sheet = self._grid.sheet
        for line in self._cells.lines(first, self._last):
            blank = self._grid.is_blank(line)
            if blank and not self._cells.is_corrected(line):
                continue
            hidden = line in sheet.hidden_lines
            kind: Kind = (LineKind.DATA, "") if blank else self._sorter.kind(line)
            if kind[0] is not LineKind.DATA:
                yield RawLine(sheet.name, line, kind[0], kind[1], {}, hidden, self._number)
                continue
            typed, reasons = self._cells.read(line)
            if hidden or self._beside:
                reasons = [*self._of_line(line, hidden), *reasons]
            yield RawLine(sheet.name, line, LineKind.DATA, "", typed, hidden, self._number, tuple(reasons))

    def _of_line(self, line: int, hidden: bool) -> Iterator[Reason]:
        if hidden:
            yield Reason("hidden_line", "Cette ligne est masquée dans le classeur\u202f; elle est lue.")
        if self._beside is not None and any(column >= self._beside.number for column in self._grid.filled(line)):
            text = (
                f"Un second tableau semble commencer à droite, sous {quoted(self._beside.header)}\u202f; "
                "il n’est pas lu\u00a0: placez-le sous le premier."
            )
            yield Reason("table_beside", text, doubt=Doubt.CONFIRM)
