"""The looks that the style sheet of an .xlsx file lists, in the order in which its cells number them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from openpyxl.styles.numbers import BUILTIN_FORMATS

from crmr_desk.workbooks.reading import plain_xml
from crmr_desk.workbooks.returning.colours import Colours
from crmr_desk.workbooks.returning.layout import Edge, Face, Look, Placing

_SECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
_SIDES = ("left", "right", "top", "bottom")
_GENERAL = "General"
_LONGEST_FORMAT = 255
_FALSE = ("0", "false")

_T = TypeVar("_T")


def looks(styles: bytes, colours: Colours) -> tuple[Look, ...]:
    """One look for each number that a cell may bear; empty without a style sheet."""
    read = _StyleSheet(colours)
    for name, told in plain_xml.elements(styles) if styles else ():
        read.element(name, told)
    return tuple(read.looks())


class _StyleSheet:
    """Collects what the elements say, section by section, in the order of the file."""

    def __init__(self, colours: Colours) -> None:
        self._colours = colours
        self._section = ""
        self._faces: list[Face] = []
        self._fills: list[str] = []
        self._borders: list[dict[str, Edge]] = []
        self._formats: dict[int, str] = {}
        self._cells: list[dict[str, str]] = []
        self._placings: dict[int, Placing] = {}
        self._side = ""
        self._is_solid = False
        self._readers: dict[str, Callable[[str, plain_xml.Attributes], None]] = {
            "numFmts": self._number_format,
            "fonts": self._face,
            "fills": self._fill,
            "borders": self._border,
            "cellXfs": self._cell,
        }

    def element(self, name: str, told: plain_xml.Attributes) -> None:
        if name in _SECTIONS:
            self._section = name
        elif self._section in self._readers:
            self._readers[self._section](name, told)

    def looks(self) -> list[Look]:
        return [self._look(number, told) for number, told in enumerate(self._cells)]

    def _look(self, number: int, told: dict[str, str]) -> Look:
        border = _at(self._borders, told.get("borderId"), {})
        number_format = _whole(told.get("numFmtId"))
        return Look(
            _at(self._faces, told.get("fontId"), Face()),
            _at(self._fills, told.get("fillId"), ""),
            tuple(border.get(side, Edge()) for side in _SIDES),
            self._placings.get(number, Placing()),
            self._formats.get(number_format) or BUILTIN_FORMATS.get(number_format, _GENERAL),
        )

    def _number_format(self, name: str, told: plain_xml.Attributes) -> None:
        if name == "numFmt":
            self._formats[_whole(told.get("numFmtId"))] = told.get("formatCode", _GENERAL)[:_LONGEST_FORMAT]

    def _face(self, name: str, told: plain_xml.Attributes) -> None:
        if name == "font":
            self._faces.append(Face())
        elif self._faces:
            self._faces[-1] = self._changed(self._faces[-1], name, told)

    def _changed(self, face: Face, name: str, told: plain_xml.Attributes) -> Face:
        value = told.get("val", "")
        match name:
            case "name":
                return face._replace(name=value[:31] or face.name)
            case "sz":
                return face._replace(size=_points(value, face.size))
            case "b":
                return face._replace(bold=value not in _FALSE)
            case "i":
                return face._replace(italic=value not in _FALSE)
            case "u":
                return face._replace(underlined=value != "none")
            case "strike":
                return face._replace(struck=value not in _FALSE)
            case "color":
                return face._replace(colour=self._colours.of(told))
        return face

    def _fill(self, name: str, told: plain_xml.Attributes) -> None:
        if name == "fill":
            self._fills.append("")
        elif name == "patternFill":
            self._is_solid = told.get("patternType") == "solid"
        elif name == "fgColor" and self._fills and self._is_solid:
            self._fills[-1] = self._colours.of(told)

    def _border(self, name: str, told: plain_xml.Attributes) -> None:
        if name == "border":
            self._borders.append({})
        elif name == "color":
            if self._borders and self._side in self._borders[-1]:
                edge = self._borders[-1][self._side]
                self._borders[-1][self._side] = edge._replace(colour=self._colours.of(told))
        elif self._borders:
            self._side = name
            if name in _SIDES and told.get("style", "none") != "none":
                self._borders[-1][name] = Edge(told["style"])

    def _cell(self, name: str, told: plain_xml.Attributes) -> None:
        if name == "xf":
            self._cells.append(told)
        elif name == "alignment":
            self._placings[len(self._cells) - 1] = Placing(
                told.get("horizontal", ""),
                told.get("vertical", ""),
                told.get("wrapText", "0") not in _FALSE,
                _whole(told.get("indent")),
                _whole(told.get("textRotation")),
            )


def _at(found: list[_T], number: str | None, otherwise: _T) -> _T:
    place = _whole(number)
    return found[place] if place < len(found) else otherwise


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 6 else 0


def _points(text: str, otherwise: float) -> float:
    try:
        size = float(text)
    except ValueError:
        return otherwise
    return size if 1 <= size <= 409 else otherwise
