"""The cells of a line of data: as typed, as corrected, or as the merged cell or the ditto mark says."""

from __future__ import annotations

from collections.abc import Mapping

from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.ditto import is_ditto
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.grid import Grid, place
from crmr_desk.workbooks.incoming.typed import Typed, one_line, quoted, text_of
from crmr_desk.workbooks.reading.book import Mark, address

Known = Mapping[tuple[Target, str], str]
"""By field and text as typed, the text that stands for it in the sheets of this sender."""


class CellReader:
    """Reads the lines of one table from the top: a ditto mark looks at the line of data that was read before."""

    def __init__(self, grid: Grid, targets: Mapping[int, Target], corrected: Mapping[str, str], known: Known) -> None:
        hidden = grid.sheet.hidden_columns
        self._columns = [(target, n, address(0, n)[:-1], n in hidden) for n, target in targets.items()]
        self._grid, self._corrected, self._known = grid, corrected, known
        self._corrected_lines = {where[0] for cell in corrected if (where := place(cell)) is not None}
        self._above: Mapping[Target, Typed] = {}

    def is_corrected(self, line: int) -> bool:
        """A cell of the line was corrected."""
        return line in self._corrected_lines

    def lines(self, first: int, last: int) -> list[int]:
        """The lines from ``first`` to ``last`` that hold a cell, or of which one was corrected."""
        return sorted({*self._grid.held(first, last), *(n for n in self._corrected_lines if first <= n <= last)})

    def read(self, line: int) -> tuple[dict[Target, Typed], list[Reason]]:
        """What a line of data says for each field, and what is to be said of its cells before they are understood."""
        sheet = self._grid.sheet
        values = sheet.lines[line - 1] if line <= self._grid.last else ()
        width, marks, hidden_line = len(values), self._grid.marks(line), line in sheet.hidden_lines
        plain = marks is None and not self._known and line not in self._corrected_lines
        typed: dict[Target, Typed] = {}
        reasons: list[Reason] = []
        for target, column, letters, hidden in self._columns:
            value = values[column - 1] if column <= width else None
            text = one_line(value) if isinstance(value, str) else text_of(value)
            one = Typed(target, f"{letters}{line}", text, value, None, hidden or hidden_line)
            if not plain or hidden or is_ditto(text):
                mark = marks.get(column) if marks is not None else None
                one = self._peculiar(one, column, mark, reasons)
            typed[target] = one
        self._above = typed
        return typed, reasons

    def _peculiar(self, one: Typed, column: int, mark: Mark | None, reasons: list[Reason]) -> Typed:
        """A cell that is corrected, marked, hidden or a ditto mark."""
        if one.cell in self._corrected:
            one = _corrected(one, self._corrected[one.cell])
        elif mark is not None:
            one = _marked(one, column, mark, reasons)
        if is_ditto(one.text):
            one = _repeating(one, self._above.get(one.target), reasons)
        if not one.corrected and (one.target, one.text) in self._known:
            one = _corrected(one, self._known[one.target, one.text])
        if one.text and column in self._grid.sheet.hidden_columns:
            reasons.append(one.reason("hidden_column", f"{quoted(one.text)} vient d’une colonne masquée.", Doubt.NOTE))
        return one


def _corrected(one: Typed, text: str) -> Typed:
    text = one_line(text)
    return one._replace(text=text, value=text or None, mark=None, corrected=True)


def _marked(one: Typed, column: int, mark: Mark, reasons: list[Reason]) -> Typed:
    if mark.merged_from:
        return _merged(one, column, mark, reasons)
    if mark.error:
        text = f"La cellule montre l’erreur {mark.error}\u202f; écrivez la valeur à la place."
        reasons.append(one.reason("cell_error", text, Doubt.UNREADABLE))
        return one._replace(text=mark.error, value=None, mark=mark)
    if mark.formula and one.value is None:
        text = "La cellule contient une formule jamais calculée\u202f; écrivez la valeur à la place."
        reasons.append(one.reason("formula_not_calculated", text, Doubt.UNREADABLE))
    return one._replace(mark=mark)


def _merged(one: Typed, column: int, mark: Mark, reasons: list[Reason]) -> Typed:
    """Filled down from a merged cell above; one that is merged with a cell to the left is empty."""
    origin = place(mark.merged_from)
    if origin is not None and origin[1] != column:
        return one._replace(text="", value=None, mark=mark)
    if one.text:
        text = f"{quoted(one.text)} vient de la cellule fusionnée {mark.merged_from}."
        reasons.append(one.reason("merged_value", text, Doubt.NOTE))
    return one._replace(mark=mark, merged_from=mark.merged_from)


def _repeating(one: Typed, above: Typed | None, reasons: list[Reason]) -> Typed:
    """The value of the nearest data line above; a mark with nothing above it is told."""
    if above is None or not above.text or is_ditto(above.text) or (above.mark is not None and above.mark.error):
        text = f"{quoted(one.text)} répète la ligne du dessus, qui est vide\u202f; écrivez la valeur."
        reasons.append(one.reason("ditto_nothing_above", text, Doubt.UNREADABLE))
        return one
    origin = above.ditto_of or above.cell
    reasons.append(one.reason("ditto", f"{quoted(one.text)} reprend {quoted(above.text)} ({origin}).", Doubt.NOTE))
    return one._replace(text=above.text, value=above.value, ditto_of=origin)
