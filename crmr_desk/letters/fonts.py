"""The fonts that letters embed, and the signs that they can draw."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from crmr_desk import resources
from crmr_desk.letters.content import LetterError
from crmr_desk.letters.typography import NARROW

REGULAR: Final = "SourceSans3-Regular"
SEMIBOLD: Final = "SourceSans3-SemiBold"

_FILES: Final = {REGULAR: "SourceSans3_400Regular.ttf", SEMIBOLD: "SourceSans3_600SemiBold.ttf"}
_ALPHABET: Final = f"{''.join(map(chr, range(0xC0, 0x100)))}ŒœŸŠšŽž’‘“”„–—…•€«»°§²³·×ᵉʳ−→{NARROW}"
"""Assigned first in every file, beside ASCII: the embedded subset is then nearly always the same one."""


class _LetterFont(TTFont):
    """Of the time that one letter takes, most went into making its font subsets again: they are kept here."""

    def __init__(self, name: str, path: str) -> None:
        # Shaping depends on an optional package: without it the same facts give the same bytes everywhere.
        super().__init__(name, path, shapable=False)
        make = self.face.makeSubset
        kept = lru_cache(maxsize=32)(lambda codes: make(list(codes)))
        self.face.makeSubset = lambda subset: kept(tuple(subset))  # type: ignore[method-assign]

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:
        if doc not in self.state:
            super().splitString(_ALPHABET, doc, encoding)
        return super().splitString(text, doc, encoding)


@cache
def load() -> frozenset[str]:
    """Make the fonts known to reportlab, once in the life of the program; the signs that all of them can draw."""
    made = [_LetterFont(name, str(resources.path("fonts", file))) for name, file in _FILES.items()]
    for font in made:
        pdfmetrics.registerFont(font)
    codes = frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in made))
    # The fonts hold a few emoji and private signs, whose code points the PDF file cannot say.
    return frozenset(chr(code) for code in codes if code <= 0xFFFF and unicodedata.category(chr(code))[0] != "C")


def drawable(text: str) -> str:
    """``text`` itself. Raises LetterError naming the signs that no shipped font has (emoji, other scripts)."""
    if load().issuperset(text):
        return text
    strange = [sign for sign in dict.fromkeys(text) if sign not in load()]
    names = ", ".join(map(_named, strange))
    kind = "les caractères" if len(strange) > 1 else "le caractère"
    shown = "".join(sign for sign in text if sign.isprintable() or sign.isspace())
    excerpt = shown if len(shown) <= 80 else f"{shown[:79]}…"
    raise LetterError(f"Aucune police du courrier n’a {kind} {names}\u00a0: remplacez-le dans «\u202f{excerpt}\u202f».")


def _named(sign: str) -> str:
    code = f"U+{ord(sign):04X}"
    return f"«\u202f{sign}\u202f» ({code})" if sign.isprintable() else code
