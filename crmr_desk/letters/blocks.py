"""The pieces that pages are set from beside paragraphs: dashed zones, rules, columns."""

from __future__ import annotations

from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Spacer, Table

from crmr_desk.letters.fonts import REGULAR
from crmr_desk.letters.paper import paper_of
from crmr_desk.letters.paragraphs import GREY, Look

LINE: Final = HexColor("#A9AEAF")

BODY: Final = Look(11, 15, after=7)
SMALL: Final = Look(8.5, 11, color=GREY)
SMALL_BOLD: Final = Look(8.5, 11, bold=True)


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


def reserved(width: float, height: float, captions: tuple[str, ...], *, shown: bool, indent: float = 0) -> Flowable:
    """A place that is left free on the page: dashed and named where it is ``shown``, as on a draft, else blank."""
    return DashedZone(width, height, captions, indent) if shown else Spacer(indent + width, height)


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
        canvas.setFont(REGULAR, SMALL.size)
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
