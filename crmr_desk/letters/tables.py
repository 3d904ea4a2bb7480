"""Tables and headings of printed papers, with the tags that say what they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from crmr_desk.letters import fonts
from crmr_desk.letters.blocks import LINE, Columns
from crmr_desk.letters.paragraphs import GREY, INK, Look, Text, paragraph
from crmr_desk.letters.tags import COLUMN_HEADER, Tag

Cell = str | Sequence[str]
"""One text, or several lines of text under each other."""

_TITLE: Final = Look(17, 21, bold=True, after=4)
_HEADING: Final = Look(12, 15, bold=True, before=6, after=3, below=60)
_TEXT: Final = Look(9.5, 12.5, after=5)
_HEADER: Final = Look(8.5, 11, color=GREY)
_CELL: Final = Look(9, 12)
_SMALL_CELL: Final = Look(7.5, 9.2)


def title(text: str) -> Text:
    """What the paper is called: the one heading of the first level."""
    return paragraph(text, _TITLE, "H1")


def heading(text: str) -> Text:
    """A heading of the second level."""
    return paragraph(text, _HEADING, "H2")


def text(words: str) -> Text:
    """A paragraph in the size of a table."""
    return paragraph(words, _TEXT)


def tagged_table(
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    heights: Sequence[float] | None = None,
    grid: bool = False,
    small: bool = False,
) -> Columns:
    """A table whose header stands again on each page over which it goes on.

    ``widths`` are in points, one a column; ``heights``, one a row of ``rows``, are the least heights unless a row needs
    more. ``grid`` draws every edge (a calendar), else a rule stands under each row; ``small`` writes so. Raises
    LetterError for a sign that no shipped font has; ``printed`` raises it where one row is higher than a page.
    """
    fonts.load()
    table = Tag("Table")
    names = table.child("TR")
    cells: list[list[Any]] = [[paragraph(words, _HEADER, names.child("TH", COLUMN_HEADER)) for words in header]]
    look = _SMALL_CELL if small else _CELL
    cells += [_row(row, look, table.child("TR")) for row in rows]
    least = [0, *(heights or [0] * len(rows))]
    return Columns(
        cells, colWidths=list(widths), minRowHeights=least, style=_look(grid), repeatRows=1, splitInRow=1, hAlign="LEFT"
    )


def _row(cells: Sequence[Cell], look: Look, row: Tag) -> list[Any]:
    return [_cell(cell, look, row.child("TD")) for cell in cells]


def _cell(cell: Cell, look: Look, tag: Tag) -> list[Text]:
    if isinstance(cell, str):
        return [paragraph(cell, look, tag)]
    return [paragraph(line, look, tag.child("P")) for line in cell]


def _look(grid: bool) -> list[Any]:
    rules = (
        [("GRID", (0, 0), (-1, -1), 0.4, LINE)]
        if grid
        else [("LINEBELOW", (0, 0), (-1, 0), 0.8, INK), ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE)]
    )
    # Without a FONT of ours a table brings Helvetica into the file.
    return [
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4 if grid else 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4 if grid else 6),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        *rules,
    ]
