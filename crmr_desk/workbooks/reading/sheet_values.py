"""Reads the values of an .xlsx sheet cell by cell: slower than calamine, never more memory than the sheet holds, and
nothing that is well-formed defeats it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from crmr_desk.workbooks.reading import plain_xml, serials
from crmr_desk.workbooks.reading.cell_refs import place_of
from crmr_desk.workbooks.reading.grid import Grid
from crmr_desk.workbooks.reading.plain_xml import Attributes
from crmr_desk.workbooks.reading.refusals import sheet_damaged
from crmr_desk.workbooks.reading.serials import Shown

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_BLANKS = " \t\r\n"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Common:
    """What the sheets of a book share: texts, what each style makes of a number, and the calendar."""

    texts: Sequence[str]
    formats: Sequence[Shown]
    dates_from_1904: bool


def shared_texts(strings: bytes) -> list[str]:
    """The shared strings, in order. Raises ExpatError when the XML is broken."""
    texts: list[str] = []
    words = _Words()

    def start(name: str, attributes: Attributes) -> None:
        if plain_xml.local(name) == "si":
            words.clear()
        words.start(plain_xml.local(name), attributes)

    def end(name: str) -> None:
        words.end(plain_xml.local(name))
        if plain_xml.local(name) == "si":
            texts.append(str(words))

    _parse(strings, start, end, words.add)
    return texts


def fill(grid: Grid, content: bytes, common: Common) -> None:
    """Put every value of the sheet at its place. Raises Refused when a text is missing or a limit is passed."""
    reader = _SheetReader(grid, common)
    try:
        _parse(content, reader.start, reader.end, reader.words.add)
    except expat.ExpatError as error:
        raise sheet_damaged(grid.name) from error


def _parse(
    content: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = plain_xml.parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.Parse(content, True)


class _Words:
    """The text inside v, or inside the t of a string; readings of Japanese words (rPh) are no part of it. Blanks at
    both ends of a t count only where it says so."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._taken = False
        self._trimmed_from: int | None = None
        self._aside = 0

    def clear(self) -> None:
        self._parts.clear()

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "rPh":
            self._aside += 1
        self._taken = name in ("v", "t") and not self._aside
        if name == "t" and attributes.get("xml:space") != "preserve":
            self._trimmed_from = len(self._parts)

    def end(self, name: str) -> None:
        if name == "rPh":
            self._aside -= 1
        if self._trimmed_from is not None:
            self._parts[self._trimmed_from :] = ["".join(self._parts[self._trimmed_from :]).strip(_BLANKS)]
        self._taken, self._trimmed_from = False, None

    def add(self, text: str) -> None:
        if self._taken:
            self._parts.append(text)

    def raw(self) -> str:
        return "".join(self._parts)

    def __str__(self) -> str:
        return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), self.raw())


class _SheetReader:
    def __init__(self, grid: Grid, common: Common) -> None:
        self.words = _Words()
        self._grid = grid
        self._common = common
        self._line = 0
        self._column = 0
        self._cell: Attributes = {}

    def start(self, name: str, attributes: Attributes) -> None:
        name = plain_xml.local(name)
        if name == "row":
            told = attributes.get("r", "")
            self._line = int(told) if told.isascii() and told.isdecimal() else self._line + 1
            self._column = 0
        elif name == "c":
            self._cell = attributes
            self._column += 1
            self.words.clear()
        self.words.start(name, attributes)

    def end(self, name: str) -> None:
        name = plain_xml.local(name)
        self.words.end(name)
        if name == "c" and (value := self._value()) != "":
            line, column = (self._line, self._column)
            if "r" in self._cell:
                line, column = place_of(self._cell["r"], self._grid.name)
            self._grid.put(line, column, value)

    def _value(self) -> object:
        raw = self.words.raw()
        match self._cell.get("t", "n"):
            case "s":
                return self._shared(raw)
            case "str" | "inlineStr":
                return str(self.words)
            case "e":
                return ""
            case "b":
                return {"1": True, "true": True, "0": False, "false": False}.get(raw.strip(), raw)
            case "d":
                return _iso_date(raw.strip())
        return self._number(raw.strip())

    def _shared(self, raw: str) -> str:
        number = raw.strip()
        if not number:
            return ""
        if number.isascii() and number.isdecimal() and int(number[:9]) < len(self._common.texts):
            return self._common.texts[int(number)]
        raise sheet_damaged(self._grid.name)

    def _number(self, raw: str) -> object:
        if not _NUMBER.fullmatch(raw):
            return raw
        number = float(raw)
        style = self._cell.get("s", "0")
        known = style.isascii() and style.isdecimal() and int(style[:9]) < len(self._common.formats)
        match self._common.formats[int(style)] if known else Shown.NUMBER:
            case Shown.MOMENT:
                return serials.moment(number, from_1904=self._common.dates_from_1904)
            case Shown.DURATION:
                return serials.duration(number)
        return number


def _iso_date(raw: str) -> object:
    for kind in (dt.date, dt.datetime, dt.time):
        try:
            return kind.fromisoformat(raw)
        except ValueError:
            continue
    return raw
