"""Sheets of paper: margins, what stands at the head and the foot of each page, page numbers out of a total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from crmr_desk.letters.blocks import GREY, SMALL, paragraph
from crmr_desk.letters.content import LetterError
from crmr_desk.letters.fonts import REGULAR, drawable

SIDE: Final = 24 * mm
TOP: Final = 18 * mm
FOOT: Final = 28 * mm
LATER_TOP: Final = 27 * mm
WIDTH: Final = A4[0] - 2 * SIDE
"""Between the margins of an upright sheet."""
LANDSCAPE_WIDTH: Final = A4[1] - 2 * SIDE
"""Between the margins of a sheet that lies."""
LANDSCAPE_HEIGHT: Final = A4[0] - TOP - FOOT
"""What the first of these sheets can hold; later ones hold 9 mm less."""
_FOOT_BASE: Final = 12 * mm
_NUMBER_WIDTH: Final = 20 * mm


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says outside its text: PDF properties, foot of the first page, head of the others (``running``,
    else the reference)."""

    title: str
    author: str
    reference: str
    foot: str
    running: str = ""


class _NumberedCanvas(Canvas):
    """Holds every page back until all are known, then prints « 2/3 » where there are several, and on the first
    page where the remedies stand if it is not there."""

    remedies_page = 1

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._held: list[dict[str, Any]] = []

    def showPage(self) -> None:
        self._held.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        remedies_page = self.remedies_page
        for held in self._held:
            self.__dict__.update(held)
            if len(self._held) > 1:
                _small_print(self, f"{self.getPageNumber()}/{len(self._held)}", _FOOT_BASE, right=True)
            if self.getPageNumber() == 1 < remedies_page:
                _small_print(
                    self, f"Voies et délais de recours\u00a0: page {remedies_page}", FOOT - 1.5 * SMALL.leading
                )
            super().showPage()
        super().save()


def printed(story: Sequence[Flowable], imprint: Imprint, *, landscape: bool = False) -> bytes:
    """The PDF file of ``story`` on A4, upright unless ``landscape``; the same story gives the same bytes.

    Raises LetterError where one block is higher than a page.
    """
    buffer = BytesIO()
    sheet = A4[::-1] if landscape else A4
    document = BaseDocTemplate(
        buffer, pagesize=sheet, invariant=1, pageCompression=1, lang="fr", initialFontName=REGULAR,
        title=imprint.title, author=imprint.author, subject=imprint.reference, creator="CRMR Desk",
        displayDocTitle=True, pageTemplates=_templates(imprint, sheet),
    )  # fmt: skip
    try:
        document.build([NextPageTemplate("later"), *story], canvasmaker=_NumberedCanvas)
    except LayoutError as error:
        raise LetterError("Un texte de ce courrier est trop long pour une page\u00a0: raccourcissez-le.") from error
    return buffer.getvalue()


def _templates(imprint: Imprint, sheet: tuple[float, float]) -> list[PageTemplate]:
    running, foot = (
        drawable(imprint.running or (f"Réf. {imprint.reference}" if imprint.reference else "")),
        paragraph(imprint.foot, SMALL),
    )
    foot.wrap(sheet[0] - 2 * SIDE - _NUMBER_WIDTH, FOOT)

    def first(canvas: Canvas, _document: BaseDocTemplate) -> None:
        foot.drawOn(canvas, SIDE, _FOOT_BASE - SMALL.leading + SMALL.fontSize)

    def later(canvas: Canvas, _document: BaseDocTemplate) -> None:
        _small_print(canvas, running, sheet[1] - TOP)

    return [
        PageTemplate("first", [_frame(sheet, TOP)], onPageEnd=first),
        PageTemplate("later", [_frame(sheet, LATER_TOP)], onPage=later),
    ]


def _frame(sheet: tuple[float, float], top: float) -> Frame:
    width, height = sheet[0] - 2 * SIDE, sheet[1] - top - FOOT
    return Frame(SIDE, FOOT, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _small_print(canvas: Canvas, text: str, y: float, *, right: bool = False) -> None:
    canvas.saveState()
    canvas.setFillColor(GREY)
    canvas.setFont(REGULAR, SMALL.fontSize)
    if right:
        canvas.drawRightString(canvas._pagesize[0] - SIDE, y, text)  # type: ignore[attr-defined]
    else:
        canvas.drawString(SIDE, y, text)
    canvas.restoreState()
