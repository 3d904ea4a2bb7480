"""The pieces that pages are set from: styles, paragraphs of plain text, dashed zones, rules."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, HRFlowable, Paragraph
from reportlab.platypus.paraparser import ParaFrag

from crmr_desk.letters.fonts import REGULAR, SEMIBOLD, drawable
from crmr_desk.letters.typography import hyphenated

INK: Final = HexColor("#1B1F20")
GREY: Final = HexColor("#5C6264")
LINE: Final = HexColor("#A9AEAF")


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


def paragraph(text: str, look: ParagraphStyle, *, hyphenate: bool = False, bullet: str | None = None) -> Paragraph:
    """``text`` as it stands, behind ``bullet``: never parsed as markup, and cut into lines at ordinary spaces only.

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
    return Paragraph("", look, bulletText=bullet, frags=[run])


class DashedZone(Flowable):
    """An empty place with a caption in its middle; ``indent`` is its distance from the left, all in points."""

    def __init__(self, width: float, height: float, captions: tuple[str, ...], indent: float = 0) -> None:
        super().__init__()
        self.width, self.height, self.captions, self.indent = width, height, captions, indent

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return self.indent + self.width, self.height

    def draw(self) -> None:
        canvas: Canvas = self.canv
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
        super().draw()
        self.canv.remedies_page = self.canv.getPageNumber()  # type: ignore[attr-defined]
