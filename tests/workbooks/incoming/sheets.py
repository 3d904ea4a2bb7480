"""Books made by hand, as the reader gives them, and what is made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.lines import RawLine, raw_lines
from crmr_desk.workbooks.incoming.mapping import targets
from crmr_desk.workbooks.incoming.recognise import tables
from crmr_desk.workbooks.incoming.tables import Table
from crmr_desk.workbooks.incoming.typed import LineKind, Typed, text_of
from crmr_desk.workbooks.reading.book import Book, Mark, Sheet, Value, address

Rows = Sequence[Sequence[Value]]
HEADER = ("N° FINESS", "Établissement", "Centre", "Responsable", "Début du mandat")
LINE = ("690784178", "Hôpital Pierre-Wertheimer", "CERVCO", "Pr Amaury TEYSSIER", "15/09/2026")


def sheet(rows: Rows, name: str = "Centres", *, merged: Sequence[str] = (), **more: Any) -> Sheet:
    """A sheet; ``merged`` are ranges (A1:C1) whose top left value the others repeat, as the reader does it."""
    cells = [list(row) for row in rows]
    marks: dict[tuple[int, int], Mark] = dict(more.pop("marks", {}))
    for each in merged:
        (top, left), (bottom, right) = map(_place, each.split(":"))
        for line in range(top, bottom + 1):
            cells[line - 1] += [None] * (right - len(cells[line - 1]))
            for column in range(left, right + 1):
                if (line, column) != (top, left):
                    cells[line - 1][column - 1] = cells[top - 1][left - 1]
                    marks[line, column] = Mark(merged_from=address(top, left))
    return Sheet(name, tuple(map(tuple, cells)), marks=marks, **more)


def _place(cell: str) -> tuple[int, int]:
    return int(cell[1:]), ord(cell[0]) - 64


def book(*sheets: Sheet | Rows) -> Book:
    """A book of these sheets, or of one sheet with these rows."""
    named = [each if isinstance(each, Sheet) else sheet(each, f"F{n}") for n, each in enumerate(sheets, start=1)]
    return Book("CCMR_AURA.xlsx", "xlsx", tuple(named))


def choices(*chosen: tuple[ChoiceKind, str, str, Any]) -> Choices:
    return Choices({(kind, sheet, place): value for kind, sheet, place, value in chosen})


def read(book: Book, chosen: Choices | None = None, **more: Any) -> tuple[tuple[Table, ...], list[RawLine]]:
    """The tables of a book and its lines."""
    chosen = chosen or Choices()
    found = tables(book, chosen)
    mapped = [targets(table, chosen, {}) for table in found]
    return found, list(raw_lines(book, found, mapped, chosen, **more))


def guesses(rows: Rows) -> dict[str, Target]:
    """Header to field, for the columns that are taken without asking."""
    (table,) = tables(book(rows), Choices())
    headers = {column.number: column.header for column in table.columns}
    return {headers[number]: target for number, target in targets(table, Choices(), {}).items()}


def kinds(lines: Sequence[RawLine]) -> dict[int, LineKind]:
    return {line.row: line.kind for line in lines}


def typed(value: Value, target: Target = Target.PERSON, cell: str = "C37") -> Typed:
    """A cell as typed."""
    return Typed(target, cell, text_of(value), value)


def codes(reasons: Sequence[Any]) -> list[str]:
    return [reason.code for reason in reasons]


def line_of(**texts: str) -> Mapping[Target, Typed]:
    """What a line says, by the codes of the fields."""
    return {Target(code): typed(text, Target(code)) for code, text in texts.items()}
