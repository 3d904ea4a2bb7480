"""The head of a first page: the zone of the official letterhead, the bureau that writes, what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from crmr_desk.letters import fonts
from crmr_desk.letters.blocks import SMALL, SMALL_BOLD, Columns, reserved
from crmr_desk.letters.content import LetterError, Letterhead
from crmr_desk.letters.pages import HEIGHT, WIDTH
from crmr_desk.letters.paragraphs import Look, paragraph, quoted_longest

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay

LEFT: Final = 90 * mm
"""Width left of the date, the address block and the signature."""
_RESERVED: Final = ("Zone réservée à l’en-tête", "de l’administration")
_GUTTER: Final = 8 * mm
_ON_THE_LEFT: Final = "dans les réglages, Bureau et en-tête"
_ON_THE_RIGHT: Final = (
    "sur la fiche du destinataire ou de son établissement, ou dans les réglages, Adresses, pour une agence"
)
ADDRESS: Final = Look(11, 14.5)
NO_PADDING: Final = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def columns(left: Sequence[Flowable], right: Sequence[Flowable]) -> Columns:
    """Two columns beside each other; the left one is read first. Raises LetterError where one is higher than a page,
    for a head stands on the first one, whole."""
    for column, width, where in ((left, LEFT - _GUTTER, _ON_THE_LEFT), (right, WIDTH - LEFT, _ON_THE_RIGHT)):
        _refuse_too_high(column, width, where)
    # Without a FONT of ours a table brings Helvetica into the file.
    look: list[Any] = [("FONT", (0, 0), (-1, -1), fonts.REGULAR), ("VALIGN", (0, 0), (-1, -1), "TOP"), *NO_PADDING]
    look.append(("RIGHTPADDING", (0, 0), (0, 0), _GUTTER))
    return Columns([[list(left), list(right)]], colWidths=[LEFT, WIDTH - LEFT], style=look)


def _refuse_too_high(column: Sequence[Flowable], width: float, where: str) -> None:
    if sum(block.wrap(width, HEIGHT)[1] for block in column) > HEIGHT:
        raise LetterError(f"{quoted_longest(column)} est trop long pour une page\u00a0: raccourcissez-le {where}.")


def bureau(head: Letterhead, under: Underlay | None, *, draft: bool) -> list[Flowable]:
    """The zone of the letterhead, blank but on a draft under which none lies, and who writes unless that one says
    so."""
    zone = reserved(head.zone_width * mm, head.zone_height * mm, _RESERVED, shown=draft and under is None)
    if under and under.says_direction:
        return [zone, Spacer(0, 6 * mm)]
    lines = [paragraph(line, SMALL) for line in (head.sub_direction, head.bureau) if line]
    return [zone, Spacer(0, 4 * mm), paragraph(head.direction, SMALL_BOLD), *lines, Spacer(0, 2 * mm)]
