"""Every line of a book that is not blank, in the order of the file: what it is, and what it says for each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.ditto import is_ditto
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.grid import Grid, place
from crmr_desk.workbooks.incoming.line_kinds import Kind, LineSorter
from crmr_desk.workbooks.incoming.recognise import skipped_sheets
from crmr_desk.workbooks.incoming.tables import Table
from crmr_desk.workbooks.incoming.typed import LineKind, RawLine, Typed, one_line, quoted, text_of
from crmr_desk.workbooks.reading.book import Book, Sheet, address

__all__ = ["LineKind", "RawLine", "Typed", "raw_lines"]

Targets = Mapping[int, Target]


def raw_lines(
    book: Book,
    tables: Sequence[Table],
    targets: Sequence[Targets],
    choices: Choices,
    known: Mapping[tuple[Target, str], str] = MappingProxyType({}),
) -> Iterator[RawLine]:
    """Every line of every sheet that is not blank, in the order of the file. ``targets`` are those of each table, in
    the order of ``tables``. A correction of a cell (ChoiceKind.CELL) takes the place of what the cell holds, and so
    does one of the recipe (``recipes.corrections_of``), by field and by text as typed."""
    skipped = skipped_sheets(book, choices)
    corrected: dict[str, dict[str, str]] = {}
    for (name, cell), text in choices.of(ChoiceKind.CELL).items():
        corrected.setdefault(name, {})[cell] = text
    for sheet in book.sheets:
        if sheet.name in skipped:
            yield from _skipped(sheet, skipped[sheet.name])
        else:
            own = [(number, table, targets[number]) for number, table in enumerate(tables) if table.sheet == sheet.name]
            yield from _SheetLines(sheet, corrected.get(sheet.name, {}), known).lines(own)


def _skipped(sheet: Sheet, why: str) -> Iterator[RawLine]:
    grid, kind = Grid(sheet), LineKind.HIDDEN_SHEET if sheet.hidden else LineKind.SHEET_NOT_READ
    for line in range(1, grid.last + 1):
        if not grid.is_blank(line):
            yield RawLine(sheet.name, line, kind, why, {}, line in sheet.hidden_lines)


class _SheetLines:
    """The lines of one sheet, read from the top: a ditto mark looks at what was read before it."""

    def __init__(self, sheet: Sheet, corrected: Mapping[str, str], known: Mapping[tuple[Target, str], str]) -> None:
        self._sheet, self._grid, self._corrected, self._known = sheet, Grid(sheet), corrected, known
        self._corrected_lines = {where[0] for cell in corrected if (where := place(cell)) is not None}

    def lines(self, own: Sequence[tuple[int, Table, Targets]]) -> Iterator[RawLine]:
        line = 1
        for number, table, targets in own:
            sorter = LineSorter(self._grid, table, targets)
            yield from self._of_table(range(line, table.lines[1] + 1), number, sorter, targets)
            line = table.lines[1] + 1
        for outside in range(line, self._grid.last + 1):
            if not self._grid.is_blank(outside):
                yield self._other(outside, (LineKind.OUTSIDE, "Hors du tableau."), -1)

    def _of_table(self, lines: range, number: int, sorter: LineSorter, targets: Targets) -> Iterator[RawLine]:
        columns = [(target, n, address(0, n)[:-1], n in self._sheet.hidden_columns) for n, target in targets.items()]
        above: dict[Target, Typed] = {}
        for line in lines:
            if self._grid.is_blank(line) and line not in self._corrected_lines:
                continue
            kind = sorter.kind(line)
            if kind[0] is not LineKind.DATA:
                yield self._other(line, kind, number)
                continue
            typed, reasons = self._typed(line, columns, above)
            hidden = line in self._sheet.hidden_lines
            if hidden:
                reasons = [
                    Reason("hidden_line", "Cette ligne est masquée dans le classeur\u202f; elle est lue."),
                    *reasons,
                ]
            above = typed
            yield RawLine(self._sheet.name, line, LineKind.DATA, "", typed, hidden, number, tuple(reasons))

    def _other(self, line: int, kind: Kind, table: int) -> RawLine:
        hidden = line in self._sheet.hidden_lines
        return RawLine(self._sheet.name, line, kind[0], kind[1], {}, hidden, table)

    def _typed(
        self, line: int, columns: Sequence[tuple[Target, int, str, bool]], above: Mapping[Target, Typed]
    ) -> tuple[dict[Target, Typed], list[Reason]]:
        values = self._sheet.lines[line - 1] if line <= self._grid.last else ()
        marks = self._grid.marks(line)
        width, corrections = len(values), self._corrected if line in self._corrected_lines else None
        hidden_line = line in self._sheet.hidden_lines
        typed: dict[Target, Typed] = {}
        reasons: list[Reason] = []
        for target, column, letters, hidden in columns:
            value = values[column - 1] if column <= width else None
            cell = f"{letters}{line}"
            if value is None and marks is None and corrections is None:
                typed[target] = Typed(target, cell, "", None, None, hidden or hidden_line)
                continue
            text = one_line(value) if isinstance(value, str) else text_of(value)
            one = Typed(target, cell, text, value, None, hidden or hidden_line)
            if marks is not None or corrections is not None or hidden or is_ditto(text):
                one = self._peculiar(one, line, column, corrections, above.get(target), reasons)
            if self._known and not one.corrected and (target, one.text) in self._known:
                value = one_line(self._known[target, one.text])
                one = one._replace(text=value, value=value or None, corrected=True)
            typed[target] = one
        return typed, reasons

    def _peculiar(
        self,
        one: Typed,
        line: int,
        column: int,
        corrections: Mapping[str, str] | None,
        above: Typed | None,
        reasons: list[Reason],
    ) -> Typed:
        """A cell that is corrected, marked, hidden or a ditto mark."""
        if corrections is not None and one.cell in corrections:
            text = one_line(corrections[one.cell])
            one = one._replace(text=text, value=text or None, corrected=True)
        else:
            one = self._marked(one, line, column, reasons)
        if is_ditto(one.text):
            one = _repeating(one, above, reasons)
        if one.text and column in self._sheet.hidden_columns:
            reasons.append(one.reason("hidden_column", f"{quoted(one.text)} vient d’une colonne masquée.", Doubt.NOTE))
        return one

    def _marked(self, one: Typed, line: int, column: int, reasons: list[Reason]) -> Typed:
        mark = (self._grid.marks(line) or {}).get(column)
        if mark is None:
            return one
        if mark.merged_from:
            origin = place(mark.merged_from)
            if origin is not None and origin[1] != column:
                return one._replace(text="", value=None, mark=mark)
            if one.text:
                text = f"{quoted(one.text)} vient de la cellule fusionnée {mark.merged_from}."
                reasons.append(one.reason("merged_value", text, Doubt.NOTE))
            return one._replace(mark=mark, merged_from=mark.merged_from)
        if mark.error:
            text = f"La cellule montre l’erreur {mark.error}\u202f; écrivez la valeur à la place."
            reasons.append(one.reason("cell_error", text, Doubt.UNREADABLE))
            return one._replace(text=mark.error, value=None, mark=mark)
        if mark.formula and one.value is None:
            text = "La cellule contient une formule jamais calculée\u202f; écrivez la valeur à la place."
            reasons.append(one.reason("formula_not_calculated", text, Doubt.UNREADABLE))
        return one._replace(mark=mark)


def _repeating(one: Typed, above: Typed | None, reasons: list[Reason]) -> Typed:
    """The value of the nearest data line above; a mark with nothing above it is told."""
    if above is None or not above.text or (above.mark is not None and above.mark.error) or is_ditto(above.text):
        text = f"{quoted(one.text)} répète la ligne du dessus, qui est vide\u202f; écrivez la valeur."
        reasons.append(one.reason("ditto_nothing_above", text, Doubt.UNREADABLE))
        return one
    origin = above.ditto_of or above.cell
    reasons.append(one.reason("ditto", f"{quoted(one.text)} reprend {quoted(above.text)} ({origin}).", Doubt.NOTE))
    return one._replace(text=above.text, value=above.value, ditto_of=origin)
