"""A fiche, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Spacer, Table

from crmr_desk.letters import fonts
from crmr_desk.letters.blocks import LINE, SMALL, Columns
from crmr_desk.letters.content import Fiche, Section
from crmr_desk.letters.heads import ADDRESS, NO_PADDING, bureau, columns
from crmr_desk.letters.pages import WIDTH, Block
from crmr_desk.letters.paragraphs import GREY, INK, Look, paragraph
from crmr_desk.letters.tags import ROW_HEADER, Tag

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay

_LABEL_WIDTH: Final = 56 * mm

_NOTE: Final = Look(9, 12, after=3)
_TITLE: Final = Look(18, 22, bold=True, after=3)
_SUBTITLE: Final = Look(11, 15, color=GREY)
_SECTION: Final = Look(11.5, 15, bold=True)
_LABEL: Final = Look(9.5, 14, color=GREY)
_VALUE: Final = Look(10.5, 14)


def story_of_fiche(fiche: Fiche, under: Underlay | None, *, draft: bool = False) -> Iterator[Block]:
    """What stands on it from the top down. Raises LetterError for a sign that no shipped font has."""
    right = [paragraph(fiche.dateline, ADDRESS)]
    if fiche.reference:
        right.append(paragraph(f"Réf. {fiche.reference}", SMALL))
    yield columns(bureau(fiche.letterhead, under, draft=draft), right)
    yield Spacer(0, 8 * mm)
    yield paragraph(fiche.title, _TITLE, "H1")
    if fiche.subtitle:
        yield paragraph(fiche.subtitle, _SUBTITLE)
    for section in fiche.sections:
        yield Spacer(0, 5 * mm)
        yield _rows(section)
    if fiche.note:
        yield Spacer(0, 8 * mm)
        yield paragraph(fiche.note, _NOTE)


def _rows(section: Section) -> Table:
    table = Tag("Table")
    rows = [_row(table.child("TR"), label, value) for label, value in section.rows]
    look: list[Any] = [
        ("FONT", (0, 0), (-1, -1), fonts.REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("SPAN", (0, 0), (-1, 0)),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, INK),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
        *NO_PADDING[:2],
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    # The title is a row of the table: repeated where the section goes on over the page.
    cells: list[list[Any]] = [[paragraph(section.title, _SECTION, "H2"), ""], *rows]
    return Columns(cells, colWidths=[_LABEL_WIDTH, WIDTH - _LABEL_WIDTH], style=look, repeatRows=1, splitInRow=1)


def _row(row: Tag, label: str, value: str) -> list[Any]:
    return [
        paragraph(label, _LABEL, row.child("TH", ROW_HEADER)),
        paragraph(value or "–", _VALUE, row.child("TD")),
    ]
