"""The pieces that pages are set from: styles, paragraphs of plain text, dashed zones, rules."""

from __future__ import annotations

from typing import Any, Final, cast

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Table
from reportlab.platypus.paraparser import ParaFrag

from crmr_desk.letters.fonts import REGULAR, SEMIBOLD, drawable
from crmr_desk.letters.paper import paper_of
from crmr_desk.letters.tags import Tag
from crmr_desk.letters.typography import hyphenated

INK: Final = HexColor("#1B1F20")
GREY: Final = HexColor("#5C6264")
LINE: Final = HexColor("#A9AEAF")
DASH: Final = "–"
"""What stands before the item of a list."""


def style(size: float, leading: float, *, bold: bool = False, color: Color = INK, **more: Any) -> ParagraphStyle:
    """A style of this house: left-aligned, no line left alone at the head or the foot of a page."""
    font = SEMIBOLD if bold else REGULAR
    return ParagraphStyle(
        "", fontName=font, fontSize=size, leading=leading, textColor=color, bulletFontName=font,
        allowWidows=0, allowOrphans=0, embeddedHyphenation=2, **more,
    )  # fmt: skip


BODY: Final = style(11, 15, spaceAfter=7)
SMALL: Final = style(8.5, 11, color=GREY)
SMALL_BOLD: Final = style(8.5, 11, bold=True)


class Text(Paragraph):
    """A paragraph that says which element of the document it is; ``label`` is the element of its bullet. What goes on
    over the page stays one element; what is drawn again (the head of a table on its next page) is an artifact."""

    tag: Tag | None = None
    label: Tag | None = None

    def split(self, width: float, height: float) -> list[Flowable]:
        parts = cast("list[Text]", super().split(width, height))
        for part, label in zip(parts, (self.label, None), strict=False):
            part.tag, part.label = self.tag, label
        return [*parts]

    def draw(self) -> None:
        paper = paper_of(self)
        if self.tag is None:
            with paper.artifact("Pagination"):
                super().draw()
            return
        if self.label is not None:
            with paper.tagged(self.label):
                self._draw_label()
        with paper.tagged(self.tag):
            super().draw()
        self.tag = None

    def _draw_label(self) -> None:
        canvas, look = self.canv, self.style
        canvas.setFillColor(look.textColor)
        canvas.setFont(look.bulletFontName, look.bulletFontSize)
        canvas.drawString(look.bulletIndent, self.height - look.fontSize, DASH)


def paragraph(
    text: str, look: ParagraphStyle, tag: Tag | str = "P", *, hyphenate: bool = False, label: Tag | None = None
) -> Text:
    """``text`` as it stands: never parsed as markup, and cut into lines at ordinary spaces only. ``tag`` is its element
    or the kind of one at the root of the document; with ``label`` it is the item of a list, behind its dash.

    Raises LetterError where a sign has no glyph.
    """
    # Words are handed over ready: reportlab's own cut takes U+202F for a place where a line may end.
    *words, last = drawable(text).split(" ")
    # The last word stays whole, lest its end stand alone on a line.
    words = [*(hyphenated(" ".join(words)).split(" ") if hyphenate else words), last]
    run = ParaFrag(
        fontName=look.fontName, fontSize=look.fontSize, textColor=look.textColor,
        words=words, rise=0, link=None, us_lines=[],
    )  # fmt: skip
    made = Text("", look, frags=[run])
    made.tag = Tag(tag) if isinstance(tag, str) else tag
    made.label = label
    return made


class Columns(Table):
    """Cells beside and under each other, whose rules and backgrounds nobody reads out."""

    def _drawBkgrnd(self) -> None:
        if self._bkgrndcmds:  # type: ignore[attr-defined]
            with paper_of(self).artifact():
                super()._drawBkgrnd()  # type: ignore[misc]

    def _drawLines(self) -> None:
        if self._linecmds:  # type: ignore[attr-defined]
            with paper_of(self).artifact():
                super()._drawLines()  # type: ignore[misc]


class DashedZone(Flowable):
    """An empty place with a caption in its middle; ``indent`` is its distance from the left, all in points."""

    def __init__(self, width: float, height: float, captions: tuple[str, ...], indent: float = 0) -> None:
        super().__init__()
        self.width, self.height, self.captions, self.indent = width, height, captions, indent

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.indent + self.width, self.height

    def draw(self) -> None:
        with paper_of(self).artifact():
            self._draw_zone()

    def _draw_zone(self) -> None:
        canvas = paper_of(self)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.setDash(2.5, 2)
        canvas.rect(self.indent, 0, self.width, self.height)
        canvas.setFillColor(GREY)
        canvas.setFont(REGULAR, SMALL.fontSize)
        y = self.height / 2 + (len(self.captions) - 1) * SMALL.leading / 2 - 1 * mm
        for caption in self.captions:
            canvas.drawCentredString(self.indent + self.width / 2, y, caption)
            y -= SMALL.leading


class RemediesRule(HRFlowable):
    """The line above the remedies; the canvas learns on which page they stand."""

    def __init__(self) -> None:
        super().__init__("100%", thickness=0.5, color=LINE, spaceAfter=0)

    def draw(self) -> None:
        paper = paper_of(self)
        with paper.artifact():
            super().draw()
        paper.remedies_page = paper.getPageNumber()
