"""Numbers to be laid on the pages of a bound file: one small page each."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Final

from reportlab.lib.colors import white

from crmr_desk.letters.fonts import REGULAR, drawable
from crmr_desk.letters.paragraphs import GREY
from crmr_desk.letters.press import Press

SIZE: Final = (170.0, 12.0)
"""Width and height of a stamp in points."""
_TYPE: Final = 7.5
_PAD: Final = 3.0


def stamps(labels: Iterable[str]) -> bytes:
    """A PDF with one page of SIZE for each label, which stands at its right on a white ground. Raises LetterError for
    a sign that no shipped font has."""
    made = BytesIO()
    press = Press(made, "", "")
    paper = press.paper
    paper.begin_document(SIZE, press.tree())
    for label in labels:
        paper.begin_page()
        with paper.artifact("Pagination"):
            width = paper.stringWidth(drawable(label), REGULAR, _TYPE)
            paper.setFillColor(white)
            paper.rect(SIZE[0] - width - 2 * _PAD, 0, width + 2 * _PAD, SIZE[1], stroke=0, fill=1)
            paper.setFillColor(GREY)
            paper.setFont(REGULAR, _TYPE)
            paper.drawRightString(SIZE[0] - _PAD, _PAD, label)
    press.flush()
    press.close()
    return made.getvalue()
