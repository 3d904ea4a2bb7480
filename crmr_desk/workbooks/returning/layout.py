"""How somebody's workbook looks, as plain values: what the one that goes back to them takes over, and nothing else.

It comes from a process of its own, as values do: nothing of the file itself reaches the program.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crmr_desk.workbooks.reading import LAYOUT_OPTION
from crmr_desk.workbooks.reading.opening import answer_of_child


class Face(NamedTuple):
    """The type of a cell. ``colour`` is six hexadecimal digits, "" for that of the program."""

    name: str = "Calibri"
    size: float = 11
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    colour: str = ""


class Edge(NamedTuple):
    """One side of a cell: thin, medium…, "" for none."""

    style: str = ""
    colour: str = ""


class Placing(NamedTuple):
    """How a text stands in its cell."""

    horizontal: str = ""
    vertical: str = ""
    wraps: bool = False
    indent: int = 0
    rotation: int = 0


class Look(NamedTuple):
    """The look of a cell. ``fill`` is a colour, "" for none; ``edges`` are left, right, top and bottom."""

    face: Face = Face()
    fill: str = ""
    edges: tuple[Edge, ...] = ()
    placing: Placing = Placing()
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One sheet. ``columns`` are (first, last, width in characters), ``heights`` points by line, ``merged`` ranges such
    as A1:C2, ``frozen`` the address below and right of which the sheet scrolls, ``filtered`` the range that has filter
    buttons, "" for neither. ``looks`` gives, by line, the first column and a place in ``Layout.looks`` for each cell
    from there."""

    columns: tuple[tuple[int, int, float], ...] = ()
    heights: Mapping[int, float] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    frozen: str = ""
    filtered: str = ""
    upright: bool = False
    looks: Mapping[int, tuple[int, tuple[int, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheets by name, and every look that their cells have."""

    looks: tuple[Look, ...] = ()
    sheets: Mapping[str, SheetLayout] = field(default_factory=dict)


def layout_of(content: bytes) -> Layout | None:
    """The look of an .xlsx or .xlsm file; None when it cannot be made out: then its values go back in a plain one."""
    try:
        return unpacked(answer_of_child(content, LAYOUT_OPTION))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, KeyError):
        return None


def packed(layout: Layout) -> bytes:
    """JSON, because what a damaged parser may send must not be able to do anything."""
    sheets = {
        name: [each.columns, list(each.heights.items()), each.merged, each.frozen, each.filtered, each.upright,
               list(each.looks.items())]
        for name, each in layout.sheets.items()
    }  # fmt: skip
    return json.dumps([layout.looks, sheets], separators=(",", ":")).encode()


def unpacked(content: bytes) -> Layout | None:
    """The layout; None where the process had none to tell. Raises ValueError, TypeError or KeyError for anything else
    than what ``packed`` makes."""
    told = json.loads(content)
    if told is None:
        return None
    looks, sheets = told
    return Layout(tuple(_look(*each) for each in looks), {str(name): _sheet(*each) for name, each in sheets.items()})


def _look(face: list[object], fill: str, edges: list[list[str]], placing: list[object], number_format: str) -> Look:
    name, size, bold, italic, underlined, struck, colour = face
    horizontal, vertical, wraps, indent, rotation = placing
    return Look(
        Face(str(name), _number(size), bool(bold), bool(italic), bool(underlined), bool(struck), str(colour)),
        str(fill),
        tuple(Edge(str(style), str(colour)) for style, colour in edges),
        Placing(str(horizontal), str(vertical), bool(wraps), int(_number(indent)), int(_number(rotation))),
        str(number_format),
    )


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise ValueError(value)


def _sheet(
    columns: list[list[float]],
    heights: list[list[float]],
    merged: list[str],
    frozen: str,
    filtered: str,
    upright: bool,
    looks: list[tuple[int, tuple[int, list[int]]]],
) -> SheetLayout:
    return SheetLayout(
        tuple((int(first), int(last), float(width)) for first, last, width in columns),
        {int(line): float(height) for line, height in heights},
        tuple(map(str, merged)),
        str(frozen),
        str(filtered),
        bool(upright),
        {int(line): (int(first), tuple(map(int, numbers))) for line, (first, numbers) in looks},
    )
