"""Reads .ods in one pass over its content.xml.

By our own hand: calamine forgets the tabs and line breaks inside a cell, hidden lines, merged ranges and formulas, and
lays out every repeated cell before anybody can look.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

from crmr_desk.workbooks.reading import plain_xml
from crmr_desk.workbooks.reading.archive import Archive
from crmr_desk.workbooks.reading.book import Book, Sheet
from crmr_desk.workbooks.reading.grid import Grid, Peculiarities
from crmr_desk.workbooks.reading.limits import LAST_LINE, MOST_CELLS, MOST_PLACES, MOST_SHEETS
from crmr_desk.workbooks.reading.ods_cells import CellText, count_of, error_of, value_of
from crmr_desk.workbooks.reading.plain_xml import Attributes
from crmr_desk.workbooks.reading.refusals import DAMAGED, LOCKED, NO_SHEET, Refused, too_many
from crmr_desk.workbooks.reading.values import harmless

_HIDDEN = ("collapse", "filter")
_ASIDES = ("office:annotation", "draw:frame", "draw:custom-shape", "draw:g", "text:ruby-text")
_NOT_TABLES = ("table:dde-link", "table:tracked-changes")
_LINKS_NOTE = (
    "Les liens vers d’autres classeurs n’ont pas été suivis\u00a0: les valeurs lues sont celles que ce fichier garde."
)


def read(archive: Archive) -> Book:
    """The book. Raises Refused when it is damaged, under a password or too large."""
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise Refused(LOCKED)
    content = _Content()
    try:
        content.parse(archive.read("content.xml"))
    except expat.ExpatError as error:
        raise Refused(DAMAGED) from error
    if not content.sheets:
        raise Refused(NO_SHEET)
    return Book("", "ods", tuple(content.sheets), (_LINKS_NOTE,) if content.has_links else ())


class _Content:
    """The whole of content.xml: styles, which say what sheets are hidden, then the sheets."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.has_links = False
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._table: _Table | None = None
        self._skipped = 0
        self._room = MOST_PLACES
        self._names: set[str] = set()

    def parse(self, content: bytes) -> None:
        parser = plain_xml.parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)

    def _start(self, name: str, attributes: Attributes) -> None:
        if self._table is not None:
            self._table.start(name, attributes)
        elif name in _NOT_TABLES:
            self._skipped += 1
        elif name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table:table" and not self._skipped:
            self._begin_table(attributes)

    def _begin_table(self, attributes: Attributes) -> None:
        if len(self.sheets) >= MOST_SHEETS:
            raise too_many("feuilles", MOST_SHEETS)
        name = harmless(attributes.get("table:name", "")) or f"Feuille {len(self.sheets) + 1}"
        hidden = attributes.get("table:style-name", "") in self._hidden_styles
        self._table = _Table(name, self._room, hidden=hidden)

    def _end(self, name: str) -> None:
        if self._table is not None:
            self._table.end(name)
            if self._table.is_finished:
                self._keep(self._table)
                self._table = None
        elif name in _NOT_TABLES:
            self._skipped -= 1

    def _text(self, text: str) -> None:
        if self._table is not None:
            self._table.text.add(text)

    def _keep(self, table: _Table) -> None:
        """Leave aside the copy that the file keeps of another workbook's sheet."""
        if table.is_link:
            self.has_links = True
            return
        self._room -= table.grid.places
        self.sheets.append(table.sheet())


class _Table:
    """One sheet while its elements go by."""

    def __init__(self, name: str, room: int, *, hidden: bool) -> None:
        self.grid = Grid(name, room)
        self.text = CellText()
        self.is_finished = False
        self.is_link = False
        self._hidden = hidden
        self._told = Peculiarities()
        self._hidden_ranges: list[tuple[int, int]] = []
        self._depth = 1
        self._line = 0
        self._column = 0
        self._columns_declared = 0
        self._filled = 0
        self._row: Attributes = {}
        self._cell: Attributes = {}
        self._values: list[object] = []
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "table:table": self._start_inner_table,
            "table:table-source": self._start_source,
            "table:table-column": self._start_column,
            "table:table-row": self._start_row,
            "table:table-cell": self._start_cell,
            "table:covered-table-cell": self._start_cell,
            "text:p": lambda _: self.text.begin_paragraph(),
            "text:s": lambda attributes: self.text.add_exactly(" " * count_of(attributes, "text:c")),
            "text:tab": lambda _: self.text.add_exactly("\t"),
            "text:line-break": lambda _: self.text.add_exactly("\n"),
        } | dict.fromkeys(_ASIDES, lambda _: self.text.begin_aside())
        self._ends: dict[str, Callable[[], None]] = {
            "table:table": self._end_table,
            "table:table-row": self._end_row,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
        } | dict.fromkeys(_ASIDES, lambda: self.text.end_aside())

    def start(self, name: str, attributes: Attributes) -> None:
        if (handler := self._starts.get(name)) is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        if (handler := self._ends.get(name)) is not None:
            handler()

    def sheet(self) -> Sheet:
        last = self.grid.height
        for first, end in self._hidden_ranges:
            self._told.hidden_lines.update(range(first, min(end, last) + 1))
        return self.grid.sheet(self._told, hidden=self._hidden)

    def _start_inner_table(self, _: Attributes) -> None:
        self._depth += 1

    def _end_table(self) -> None:
        self._depth -= 1
        self.is_finished = self._depth == 0

    def _start_source(self, _: Attributes) -> None:
        self.is_link = True

    def _start_column(self, attributes: Attributes) -> None:
        first = self._columns_declared + 1
        self._columns_declared += count_of(attributes, "table:number-columns-repeated")
        if attributes.get("table:visibility") in _HIDDEN:
            self._told.hidden_columns.append((first, self._columns_declared))

    def _start_row(self, attributes: Attributes) -> None:
        self._row, self._column, self._values = attributes, 0, []

    def _start_cell(self, attributes: Attributes) -> None:
        self._cell, self.text = attributes, CellText()

    def _end_cell(self) -> None:
        attributes, text = self._cell, str(self.text)
        error = error_of(attributes, text)
        value = error or value_of(attributes, text)
        repeats = count_of(attributes, "table:number-columns-repeated")
        place = (self._line + 1, self._column + 1)
        if error:
            self._told.errors[place] = harmless(error)
        self._note_merged(place, attributes)
        if value != "":
            if "table:formula" in attributes:
                self._told.formulas.add(place)
            self._values.extend([None] * (self._column - len(self._values)))
            self._values.extend([value] * repeats)
            self._count(repeats)
        self._column += repeats
        self.text = CellText()

    def _note_merged(self, place: tuple[int, int], attributes: Attributes) -> None:
        wide = count_of(attributes, "table:number-columns-spanned")
        high = count_of(attributes, "table:number-rows-spanned", LAST_LINE)
        if wide > 1 or high > 1:
            line, column = place
            self._told.merged.append((line, column, line + high - 1, column + wide - 1))

    def _count(self, cells: int) -> None:
        self._filled += cells
        if self._filled > MOST_CELLS:
            raise too_many("cellules remplies", MOST_CELLS, self.grid.name)

    def _end_row(self) -> None:
        repeats = count_of(self._row, "table:number-rows-repeated", LAST_LINE)
        if self._row.get("table:visibility") in _HIDDEN:
            self._hidden_ranges.append((self._line + 1, self._line + repeats))
        if self._values:
            if self._line + repeats > LAST_LINE:
                raise Refused(DAMAGED)
            self.grid.leave_empty(self._line)
            self.grid.fill([self._values] * repeats)
            self._count((repeats - 1) * len(self._values))
        self._line += repeats
