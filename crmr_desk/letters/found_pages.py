"""What a reader of PDF finds on each page, sign by sign, with the box of each."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from crmr_desk.letters.content import LetterError

if TYPE_CHECKING:
    import pypdfium2

_PASSED_OVER: Final = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cn"})
"""Categories of spaces and of what is not seen; pdfium says U+0002 or U+FFFE where a word is cut."""


class Box(NamedTuple):
    """A place on a page, counted from 0; lengths in points from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def is_beside(self, other: Box) -> bool:
        """Whether both are on one line."""
        apart = abs(self.top + self.bottom - other.top - other.bottom) / 2
        return self.page == other.page and apart < (self.bottom - self.top) / 2

    def around(self, other: Box) -> Box:
        """The box that holds both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Box(self.page, left, top, max(self.right, other.right), max(self.bottom, other.bottom))


@dataclass(frozen=True, slots=True)
class FoundPage:
    """The signs of a page that count, in the order of its content, and the box of each."""

    key: str
    boxes: tuple[Box, ...]


@cache
def counts(sign: str) -> bool:
    """Whether ``sign`` tells texts apart: spaces and hyphens do not, for lines are cut at them."""
    return sign != "-" and unicodedata.category(sign) not in _PASSED_OVER


def found_pages(pdf: bytes) -> tuple[FoundPage, ...]:
    """The pages of ``pdf``. Raises LetterError for what is no PDF."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            return tuple(_found(number, page) for number, page in enumerate(document))
    except pypdfium2.PdfiumError as error:
        raise LetterError("Ce fichier n’est pas un PDF lisible\u00a0: choisissez le PDF du courrier.") from error


def _found(number: int, page: pypdfium2.PdfPage) -> FoundPage:
    signs = [*_signs(number, page)]
    return FoundPage("".join(sign for sign, _box in signs), tuple(box for _sign, box in signs))


def _signs(number: int, page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    from pypdfium2 import raw

    height, text, edges = page.get_height(), page.get_textpage(), raw.FS_RECTF()
    for place in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text.raw, place))
        if counts(sign) and raw.FPDFText_GetLooseCharBox(text.raw, place, edges):
            yield sign, Box(number, edges.left, height - edges.top, edges.right, height - edges.bottom)
