"""What the XML of an .xlsx sheet says beside its values: formulas, errors, hidden lines, merged ranges, true extent.

Values come from a faster reader, which needs to be told first how far the sheet really goes: it lays out every cell
up to the furthest one, and one stray cell at XFD1048576 would take all the memory there is.
"""

from __future__ import annotations

from xml.parsers import expat

from crmr_desk.workbooks.reading import plain_xml
from crmr_desk.workbooks.reading.book import address
from crmr_desk.workbooks.reading.cell_refs import PATTERN, column_of, place_of
from crmr_desk.workbooks.reading.grid import Peculiarities, Place, Range
from crmr_desk.workbooks.reading.limits import LAST_LINE, MOST_CELLS, MOST_COLUMNS, MOST_LINES
from crmr_desk.workbooks.reading.refusals import sheet_damaged, too_many
from crmr_desk.workbooks.reading.values import harmless

_TRUE = ("1", "true")
_SPARSE_ALLOWANCE = 1_000_000
"""Empty places that a sheet may always have; beyond, it is sparse unless a quarter of its places is filled."""
_BATCH = 100_000
_LONGEST_ERROR = 32


class SheetScan:
    """One pass over a sheet; what it found is in ``told``, ``filled``, ``last_line`` and ``last_column``."""

    def __init__(self, name: str, content: bytes) -> None:
        """Raises Refused when the XML is broken, declares entities, or holds more than the limits."""
        self.told = Peculiarities()
        self.filled = 0
        self.last_line = 0
        self.last_column = 0
        self._name = name
        self._refs: list[str] = []
        self._lines_seen: set[str] = set()
        self._columns_seen: set[str] = set()
        self._line = 0
        self._column = 0
        self._cell: dict[str, str] = {}
        self._is_formula = False
        self._is_collecting = False
        self._parser = plain_xml.parser()
        self._read(content)

    @property
    def is_sparse(self) -> bool:
        """Whether laying out every place up to the last cell would cost far more than the sheet holds."""
        return self.last_line * self.last_column > 4 * self.filled + _SPARSE_ALLOWANCE

    def _read(self, content: bytes) -> None:
        self._parser.StartElementHandler = self._start_root
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError as error:
            raise sheet_damaged(self._name) from error
        self._settle_refs()
        self.last_line = max(map(int, self._lines_seen), default=0)
        self.last_column = max(map(column_of, self._columns_seen), default=0)
        if self.last_line > LAST_LINE or self.last_column > MOST_COLUMNS:
            raise sheet_damaged(self._name)

    def _start_root(self, name: str, _: dict[str, str]) -> None:
        """The root tells the prefix that the elements bear; most files have none."""
        prefix = name[: -len(plain_xml.local(name))]
        handlers = {
            "c": self._start_cell,
            "v": self._start_value,
            "is": self._start_value,
            "f": self._start_formula,
            "row": self._start_row,
            "col": self._start_column,
            "mergeCell": self._start_merged,
        }
        wanted = {prefix + local: handler for local, handler in handlers.items()}

        def start(name: str, attributes: dict[str, str]) -> None:
            if (handler := wanted.get(name)) is not None:
                handler(attributes)

        self._parser.StartElementHandler = start

    def _start_row(self, attributes: dict[str, str]) -> None:
        told = attributes.get("r", "")
        self._line = int(told) if told.isdecimal() and len(told) <= len(str(LAST_LINE)) else self._line + 1
        self._column = 0
        if attributes.get("hidden") in _TRUE:
            self.told.hidden_lines.add(self._line)

    def _start_column(self, attributes: dict[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden") in _TRUE and first.isdecimal() and last.isdecimal():
            self.told.hidden_columns.append((max(int(first[:6]), 1), int(last[:6])))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell = attributes
        self._column += 1
        self._is_formula = False
        if self._is_collecting:
            self._is_collecting = False
            self._parser.CharacterDataHandler = None

    def _start_value(self, _: dict[str, str]) -> None:
        cell = self._cell
        ref = cell.get("r") or self._ref()
        self._refs.append(ref)
        if len(self._refs) >= _BATCH:
            self._settle_refs()
        kind = cell.get("t")
        if kind == "e":
            self._collect_error(place_of(ref, self._name))
        elif kind == "str" and self._is_formula:
            self.told.blank_formulas.add(place_of(ref, self._name))

    def _start_formula(self, _: dict[str, str]) -> None:
        self._is_formula = True
        self.told.formulas.add(place_of(self._ref(), self._name))

    def _ref(self) -> str:
        """The address of the cell being read; a cell that bears none stands beside the one before."""
        return self._cell.get("r") or address(max(self._line, 1), max(self._column, 1))

    def _collect_error(self, place: Place) -> None:
        """Take the first words from here to the next cell: the parser gives them in one piece."""

        def take(text: str) -> None:
            if text.strip():
                self.told.errors.setdefault(place, harmless(text.strip())[:_LONGEST_ERROR])

        self._is_collecting = True
        self._parser.CharacterDataHandler = take

    def _start_merged(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        if PATTERN.fullmatch(first) and PATTERN.fullmatch(last) and len(self.told.merged) < MOST_CELLS:
            (top, left), (bottom, right) = place_of(first, self._name), place_of(last, self._name)
            area: Range = (min(top, bottom), min(left, right), max(top, bottom), max(left, right))
            self.told.merged.append(area)

    def _settle_refs(self) -> None:
        """Learn the lines and columns of the cells met since the last time, all at once: cell by cell costs more than
        the whole pass."""
        found = PATTERN.findall(" ".join(self._refs))
        if len(found) != len(self._refs):
            raise sheet_damaged(self._name)
        self._columns_seen.update(letters for letters, _ in found)
        self._lines_seen.update(digits for _, digits in found)
        self.filled += len(found)
        self._refs.clear()
        if len(self._lines_seen) > MOST_LINES:
            raise too_many("lignes remplies", MOST_LINES, self._name)
        if self.filled > MOST_CELLS:
            raise too_many("cellules remplies", MOST_CELLS, self._name)
