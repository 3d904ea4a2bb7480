"""What of a checked file goes back to its sender: each cell that must be corrected or confirmed, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils.cell import coordinate_to_tuple

from crmr_desk.workbooks.checking.rows import Checked, Doubt, Line, Status
from crmr_desk.workbooks.checking.verdicts import is_open
from crmr_desk.workbooks.incoming.typed import text_of
from crmr_desk.workbooks.reading.book import Book, Sheet, address
from crmr_desk.workbooks.returning.expected import expected


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or doubtful about one cell. ``written`` is what the cell holds, as somebody reads it;
    ``wrong`` and ``expected`` are French sentences; ``to_confirm``: it may be right, somebody has to say so."""

    sheet: str
    line: int
    cell: str
    written: str
    wrong: str
    expected: str
    to_confirm: bool


def problems_of(book: Book, checked: Checked) -> list[Problem]:
    """Every problem of the lines that cannot be applied as they are, in the order of the file, cell by cell."""
    sheets = {sheet.name: sheet for sheet in book.sheets}
    lines = (line for line in checked.lines if line.status in (Status.REVIEW, Status.REJECTED))
    return [problem for line in lines for problem in _of_line(sheets[line.sheet], line)]


def _of_line(sheet: Sheet, line: Line) -> Iterator[Problem]:
    """Cell by cell; of one cell, what must be corrected before what is only to be confirmed."""
    found = {(_place(sheet, line.row, reason.cell), reason.text): reason for reason in line.reasons if is_open(reason)}
    in_order = sorted(found.items(), key=lambda each: (each[0][0], each[1].doubt is Doubt.CONFIRM))
    for (place, wrong), reason in in_order:
        to_confirm = reason.doubt is Doubt.CONFIRM
        written = text_of(sheet.value(*place))
        yield Problem(line.sheet, line.row, address(*place), written, wrong, expected(reason), to_confirm)


def _place(sheet: Sheet, line: int, cell: str) -> tuple[int, int]:
    """Where a problem is shown: at its cell, or the first of its line that holds something when it is one of the whole
    line; at the cell that this one repeats where both are merged."""
    values = sheet.lines[line - 1] if 0 < line <= len(sheet.lines) else ()
    first = next((column for column, value in enumerate(values, start=1) if value is not None), 1)
    place = coordinate_to_tuple(cell) if cell else (line, first)
    mark = sheet.marks.get(place)
    return coordinate_to_tuple(mark.merged_from) if mark and mark.merged_from else place
