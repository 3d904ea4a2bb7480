"""The fonts that letters embed, and the signs that they can draw."""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from crmr_desk import resources
from crmr_desk.letters.content import LetterError
from crmr_desk.letters.files import PdfFile
from crmr_desk.letters.typography import NARROW

REGULAR: Final = "SourceSans3-Regular"
SEMIBOLD: Final = "SourceSans3-SemiBold"

_FILES: Final = {REGULAR: "SourceSans3_400Regular.ttf", SEMIBOLD: "SourceSans3_600SemiBold.ttf"}
_ALPHABET: Final = f"{''.join(map(chr, range(0xC0, 0x100)))}ŒœŸŠšŽž’‘“”„–—…•€«»°§²³·×ᵉʳ−→{NARROW}"
"""Assigned first in every file, beside ASCII: the embedded subset is then nearly always the same one."""


class _LetterFont(TTFont):
    """A font whose subsets are made once: of the time that one letter takes, most went into making them again."""

    def __init__(self, name: str, path: str) -> None:
        # Shaping depends on an optional package: without it the same facts give the same bytes everywhere.
        super().__init__(name, path, shapable=False)
        self.subset = lru_cache(maxsize=32)(self._subset)

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> Any:
        if doc not in self.state:
            super().splitString(_ALPHABET, doc, encoding)
        return super().splitString(text, doc, encoding)

    def _subset(self, codes: tuple[int, ...], rank: int) -> _Subset:
        """The glyphs of ``codes``, the subset of that ``rank`` in its file."""
        face = self.face
        name = f"{chr(ord('A') + rank) * 6}+{self.fontName}"
        widths = " ".join(f"{face.charWidths.get(code, face.defaultWidth):g}" for code in codes)
        glyphs = face.makeSubset(list(codes))
        box = " ".join(f"{edge:g}" for edge in face.bbox)
        return _Subset(
            font=f"<</Type/Font/Subtype/TrueType\n/BaseFont /{name}\n/FirstChar 0/LastChar {len(codes) - 1}"
            f"/Widths[{widths}]",
            descriptor=f"<</Type/FontDescriptor/FontName /{name}\n/Flags 4/FontBBox[{box}]"
            f"/Ascent {face.ascent:g}/Descent {face.descent:g}/CapHeight {face.capHeight:g}"
            f"/ItalicAngle {face.italicAngle:g}/StemV {face.stemV:g}/MissingWidth {face.defaultWidth:g}",
            glyphs=zlib.compress(glyphs),
            length=len(glyphs),
            unicode=zlib.compress(_to_unicode(codes).encode("ascii")),
        )


@dataclass(frozen=True, slots=True)
class _Subset:
    """A part of a font as a file takes it: two dictionaries that are still open, two compressed streams."""

    font: str
    descriptor: str
    glyphs: bytes
    length: int
    unicode: bytes

    def write(self, file: PdfFile) -> int:
        """Write it; the number of the font."""
        glyphs = file.add_ready_stream(self.glyphs, b"/Filter /FlateDecode/Length1 %d" % self.length)
        unicode = file.add_ready_stream(self.unicode, b"/Filter /FlateDecode")
        descriptor = file.add(f"{self.descriptor}/FontFile2 {glyphs} 0 R>>".encode("ascii"))
        return file.add(f"{self.font}/ToUnicode {unicode} 0 R/FontDescriptor {descriptor} 0 R>>".encode("ascii"))


def write_fonts(file: PdfFile, canvas: Any) -> bytes:
    """Write the fonts that ``canvas`` has drawn with; the entries of the dictionary that names them."""
    doc = canvas._doc
    entries = b""
    for font in doc.delayedFonts:
        for rank, codes in enumerate(font.state[doc].subsets):
            name = font.getSubsetInternalName(rank, doc)
            entries += b"%b %d 0 R" % (name.encode("ascii"), font.subset(tuple(codes), rank).write(file))
    return entries


def _to_unicode(codes: tuple[int, ...]) -> str:
    """Which sign each glyph is, for whoever copies, searches or hears the text; a hundred at most in each block."""
    pairs = [f"<{place:02X}> <{code:04X}>" for place, code in enumerate(codes) if code]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange\n<00> <FF>\nendcodespacerange",
            *(line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    )


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
