"""A note: a title, counts, then lines under headings, over as many pages as they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from crmr_desk.letters import fonts
from crmr_desk.letters.blocks import LINE, SMALL_BOLD, Columns
from crmr_desk.letters.imprint import Imprint
from crmr_desk.letters.pages import WIDTH, printed
from crmr_desk.letters.paragraphs import GREY, INK, Look, paragraph
from crmr_desk.letters.tags import COLUMN_HEADER, ROW_HEADER, Tag

_DAY_WIDTH: Final = 20 * mm
_SOURCE_WIDTH: Final = 31 * mm
_COUNT_WIDTH: Final = 16 * mm
_KIND_WIDTH: Final = 60 * mm

_SHORT: Final = 1000
"""Signs, a quarter of a page."""
_COLUMNS: Final = ("Centre et changement", "Date", "Source")
_OVER_ALL: Final = "/A<</O/Table/ColSpan 3>>"

_TITLE: Final = Look(17, 21, bold=True, after=4)
_STATE: Final = Look(10.5, 14, color=GREY)
_HEADING: Final = Look(12, 15, bold=True)
_CENTRE: Final = Look(9.5, 12.5, bold=True, whole=True)
_WHAT: Final = Look(9.5, 12.5)
_VALUES: Final = Look(8.5, 11, color=GREY)
_COLUMN: Final = Look(8.5, 11, color=GREY)
_COUNT: Final = Look(9.5, 12.5, right=True)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a sentence, the values before and after in smaller print, a day, and where it comes from."""

    what: str
    values: str = ""
    day: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Centre:
    """The lines of one centre."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The centres under one heading."""

    title: str
    centres: tuple[Centre, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """All of it. ``states`` are lines under the title; ``counts`` are words and how many; ``empty`` is said where there
    is no group."""

    title: str
    states: tuple[str, ...]
    dateline: str
    bureau: str
    counts: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]
    empty: str


def render(note: Note) -> bytes:
    """The PDF file of ``note``; the same note gives the same bytes. Raises LetterError for a sign that no shipped font
    has."""
    fonts.load()
    foot = note.dateline if not note.bureau else f"{note.bureau}\u00a0· {note.dateline}"
    return printed(list(_story(note)), Imprint(note.title, note.bureau, note.title, foot, running=note.title))


def _story(note: Note) -> Iterator[Flowable]:
    if note.bureau:
        yield paragraph(note.bureau, SMALL_BOLD)
        yield Spacer(0, 6 * mm)
    yield paragraph(note.title, _TITLE, "H1")
    yield from (paragraph(state, _STATE) for state in note.states)
    yield Spacer(0, 6 * mm)
    if not note.groups:
        yield paragraph(note.empty, _WHAT)
        return
    yield _counts(note.counts)
    for group in note.groups:
        yield Spacer(0, 7 * mm)
        yield _table(group)


def _counts(counts: tuple[tuple[str, str], ...]) -> Table:
    table = Tag("Table")
    rows = []
    for words, count in counts:
        row = table.child("TR")
        name, value = row.child("TH", ROW_HEADER), row.child("TD")
        rows.append([paragraph(words, _WHAT, name), paragraph(count, _COUNT, value)])
    look = [*_look(), ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE)]
    return Columns(rows, colWidths=[_KIND_WIDTH, _COUNT_WIDTH], style=look, hAlign="LEFT")


def _table(group: Group) -> Table:
    """One table a heading, which stands again at the head of each page over which it goes on. The name of a centre
    stays with its first line, and its last line is not alone."""
    table = Tag("Table")
    names = table.child("TR")
    rows: list[list[Any]] = [
        [paragraph(group.title, _HEADING, "H2"), "", ""],
        [paragraph(words, _COLUMN, names.child("TH", COLUMN_HEADER)) for words in _COLUMNS],
    ]
    look = [*_look(), ("SPAN", (0, 0), (-1, 0)), ("LINEBELOW", (0, 1), (-1, 1), 0.8, INK)]
    for centre in group.centres:
        named = len(rows)
        rows.append([paragraph(centre.name, _CENTRE, table.child("TR").child("TD", _OVER_ALL)), "", ""])
        rows += [_row(line, table.child("TR")) for line in centre.lines]
        last = len(rows) - 1
        look += [
            ("SPAN", (0, named), (-1, named)),
            ("BOTTOMPADDING", (0, named), (-1, named), 0),
            ("TOPPADDING", (0, named + 1), (-1, named + 1), 0),
            ("NOSPLIT", (0, named), (-1, named + 1)),
            ("NOSPLIT", (0, last - _are_short(centre.lines[-2:])), (-1, last)),
            ("LINEBELOW", (0, last), (-1, last), 0.4, LINE),
        ]
    widths = [WIDTH - _DAY_WIDTH - _SOURCE_WIDTH, _DAY_WIDTH, _SOURCE_WIDTH]
    return Columns(rows, colWidths=widths, style=look, repeatRows=2)


def _are_short(lines: tuple[Line, ...]) -> bool:
    """Whether a page has room for all of them, whatever stands above."""
    return sum(len(line.what) + len(line.values) for line in lines) < _SHORT


def _row(line: Line, row: Tag) -> list[Any]:
    what, day, source = (row.child("TD") for _ in _COLUMNS)
    told = [paragraph(line.what, _WHAT, what.child("P"))]
    if line.values:
        told.append(paragraph(line.values, _VALUES, what.child("P")))
    return [told, paragraph(line.day, _WHAT, day), paragraph(line.source, _WHAT, source)]


def _look() -> list[Any]:
    # Without a FONT of ours a table brings Helvetica into the file.
    return [
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 6),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
