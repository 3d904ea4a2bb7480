"""Sheets of paper: margins, blocks one under the other, what stands at the head and the foot of each page, page numbers
out of a total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Frame

from crmr_desk.letters.blocks import SMALL
from crmr_desk.letters.content import LetterError
from crmr_desk.letters.fonts import REGULAR, drawable
from crmr_desk.letters.imprint import Imprint, remedies_note
from crmr_desk.letters.paper import Paper
from crmr_desk.letters.paragraphs import GREY, Text, fitted, paragraph, quoted_longest
from crmr_desk.letters.press import Press

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay

SIDE: Final = 24 * mm
TOP: Final = 18 * mm
FOOT: Final = 28 * mm
LATER_TOP: Final = 27 * mm
WIDTH: Final = A4[0] - 2 * SIDE
"""Between the margins of an upright sheet."""
HEIGHT: Final = A4[1] - TOP - FOOT
"""What the first upright sheet can hold."""
LANDSCAPE_WIDTH: Final = A4[1] - 2 * SIDE
"""Between the margins of a sheet that lies."""
LANDSCAPE_HEIGHT: Final = A4[0] - TOP - FOOT
"""What the first of these sheets can hold; later ones hold 9 mm less."""
_FOOT_BASE: Final = 12 * mm
_NUMBER_WIDTH: Final = 20 * mm
_NO_LIMIT: Final = 1e6
_ROUNDING: Final = 1e-6


class Together:
    """Blocks that stay on one page, the next one if need be, unless they are higher than a page."""

    def __init__(self, blocks: Sequence[Flowable]) -> None:
        self.blocks = blocks

    def height(self, width: float) -> float:
        """From the top of the first to the foot of the last; the greater of two spaces that meet counts."""
        height = after = 0.0
        for rank, block in enumerate(self.blocks):
            height += block.wrap(width, _NO_LIMIT)[1]
            height += max(block.getSpaceBefore(), after) if rank else 0.0
            after = block.getSpaceAfter()
        return height


Block = Flowable | Together


def printed(story: Iterable[Block], imprint: Imprint, *, landscape: bool = False) -> bytes:
    """The PDF file of ``story`` on A4, upright unless ``landscape``; the same story gives the same bytes.

    Raises LetterError where one block is higher than a page.
    """
    made = BytesIO()
    press = Press(made, imprint.title, imprint.author, imprint.reference)
    draw(press, story, imprint, landscape=landscape)
    press.flush()
    press.close()
    return made.getvalue()


def draw(
    press: Press, story: Iterable[Block], imprint: Imprint, *, landscape: bool = False, under: Underlay | None = None
) -> None:
    """Draw a whole document on the paper of ``press``, with ``under`` under its first page.

    Raises LetterError where one block is higher than a page.
    """
    sheet = A4[::-1] if landscape else A4
    press.paper.begin_document(sheet, press.tree())
    pages = _Pages(press.paper, sheet, imprint, press.background(under) if under else "")
    for block in story:
        pages.place(block)
    pages.number()


class _Pages:
    """The pages of one document, filled from the top."""

    def __init__(self, paper: Paper, sheet: tuple[float, float], imprint: Imprint, background: str) -> None:
        self._paper, self._sheet = paper, sheet
        self._head = fitted(drawable(imprint.head), SMALL, self._width)
        self._foot = paragraph(imprint.foot, SMALL)
        self._frame = self._turned()
        if background:
            paper.draw_background(background)

    def place(self, block: Block) -> None:
        """Put ``block`` under what is there, on the next page where it does not fit or cannot be split."""
        if isinstance(block, Together):
            self._keep(block)
            return
        if isinstance(block, Text) and block.look.below:
            self._turn_unless_room(block, block.wrap(self._width, _NO_LIMIT)[1] + block.look.below)
        waiting: list[Flowable] = [block]
        while waiting:
            part = waiting.pop(0)
            if not self._frame.add(part, self._paper, trySplit=1):
                waiting[:0] = self._split(part)

    def number(self) -> None:
        """Write the foot of the first page, the number of each where there are several, and where the remedies are."""
        paper, count = self._paper, self._paper.getPageNumber()
        for number in range(1, count + 1):
            paper.go_back_to(number)
            if number == 1:
                self._draw_foot()
            if count > 1:
                self._small_print(f"{number}/{count}", _FOOT_BASE, right=True)
            if number == 1 < paper.remedies_page:
                self._small_print(remedies_note(paper.remedies_page), FOOT - 1.5 * SMALL.leading)

    def _split(self, part: Flowable) -> list[Flowable]:
        """Put as much of ``part`` on this page as it can hold, and turn the page for what is left, which is given."""
        pieces = self._frame.split(part, self._paper)
        if pieces and self._frame.add(pieces[0], self._paper, trySplit=1):
            left = pieces[1:]
        elif self._is_fresh:
            raise LetterError(f"{quoted_longest([part])} est trop long pour une page\u00a0: raccourcissez-le.")
        else:
            left = [part]
        if left:
            self._frame = self._turned()
        return left

    def _keep(self, together: Together) -> None:
        self._turn_unless_room(together.blocks[0], together.height(self._width))
        for block in together.blocks:
            self.place(block)

    def _turn_unless_room(self, block: Flowable, height: float) -> None:
        """Turn the page, unless there is room for ``height``, of which ``block`` is the beginning."""
        if height > self._room(block) and not self._is_fresh:
            self._frame = self._turned()

    def _turned(self) -> Frame:
        self._paper.begin_page()
        first = self._paper.getPageNumber() == 1
        if not first and self._head:
            self._small_print(self._head, self._sheet[1] - TOP)
        height = self._sheet[1] - (TOP if first else LATER_TOP) - FOOT
        return Frame(SIDE, FOOT, self._width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)

    @property
    def _width(self) -> float:
        return self._sheet[0] - 2 * SIDE

    @property
    def _is_fresh(self) -> bool:
        return bool(self._frame._atTop)  # type: ignore[attr-defined]

    def _room(self, block: Flowable) -> float:
        """Points between what is on the page and its foot, less the space that stands before ``block``."""
        frame: Any = self._frame
        return float(frame._y - frame._y1p - max(block.getSpaceBefore() - frame._prevASpace, 0) + _ROUNDING)

    def _draw_foot(self) -> None:
        self._foot.wrap(self._width - _NUMBER_WIDTH, FOOT)
        self._foot.drawOn(self._paper, SIDE, _FOOT_BASE - SMALL.leading + SMALL.size)

    def _small_print(self, text: str, y: float, *, right: bool = False) -> None:
        paper = self._paper
        with paper.artifact("Pagination"):
            paper.saveState()
            paper.setFillColor(GREY)
            paper.setFont(REGULAR, SMALL.size)
            if right:
                paper.drawRightString(self._sheet[0] - SIDE, y, text)
            else:
                paper.drawString(SIDE, y, text)
            paper.restoreState()
