"""Paragraphs of plain text: cut into lines at ordinary spaces and where French cuts a word, never parsed as markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Table

from crmr_desk.letters.fonts import REGULAR, SEMIBOLD, drawable
from crmr_desk.letters.paper import paper_of
from crmr_desk.letters.tags import Tag
from crmr_desk.letters.typography import NARROW, NO_BREAK, SOFT_HYPHEN, hyphenated

INK: Final = HexColor("#1B1F20")
GREY: Final = HexColor("#5C6264")
DASH: Final = "–"
"""What stands before the item of a list."""
_TIGHT: Final = 0.05
"""How much of a space each word of a line may give up for one more word to fit."""
_COMPOUND: Final = re.compile(r"[\"'(\[{«‘“]*([^\W\d_]+(?:-[^\W\d_]+)+)[\])}?!.,;:’”»]*")
_SHORTEST_PART: Final = 3
"""Letters: a compound is not cut before or after fewer, AP-HP not at all."""
_ROUNDING: Final = 1e-6
_QUOTED: Final = 60
"""Signs of a text that a sentence gives of it."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set; lengths in points."""

    size: float
    leading: float
    bold: bool = False
    color: Color = INK
    indent: float = 0
    before: float = 0
    after: float = 0
    below: float = 0
    """Least room under it on its page: a heading does not stand at the foot."""
    right: bool = False
    """Lines end at the right margin instead of beginning at the left one."""
    whole: bool = False
    """A compound is not cut at its hyphens, however long its parts."""

    @property
    def font(self) -> str:
        """The name of its font."""
        return SEMIBOLD if self.bold else REGULAR


class Text(Flowable):
    """A paragraph that says which element of the document it is: what goes on over the page stays one element, and what
    is drawn again (the head of a table on its next page) is an artifact."""

    def __init__(self, words: list[str], look: Look, tag: Tag | None, label: Tag | None = None) -> None:
        """``words`` may hold soft hyphens where they may be cut. ``label`` is the element of the dash before it."""
        super().__init__()
        self._words, self.look, self._tag, self._label = words, look, tag, label
        self._lines: list[str] = []
        self._broken_for = -1.0

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        if self._broken_for != width:
            self._lines, self._broken_for = list(_lines(self._words, self.look, width - self.look.indent)), width
        self.width, self.height = width, len(self._lines) * self.look.leading
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """What fits into ``height`` and the rest, two lines at least on either side."""
        self.wrap(width, height)
        count, fit = len(self._lines), int((height + _ROUNDING) / self.look.leading)
        if fit >= count:
            return [self]
        fit = min(fit, count - 2)
        if fit < 2:
            return []
        head, tail = self._part(self._lines[:fit]), self._part(self._lines[fit:])
        head._label = self._label
        return [head, tail]

    @property
    def said(self) -> str:
        """Its words."""
        return " ".join(self._words).replace(SOFT_HYPHEN, "")

    def without_space_after(self) -> Text:
        """The same, when what follows is its own end."""
        self.look = replace(self.look, after=0)
        return self

    def getSpaceBefore(self) -> float:
        return self.look.before

    def getSpaceAfter(self) -> float:
        return self.look.after

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:  # noqa: N803
        self.canv = canvas
        if not self._lines:
            return
        paper, look = paper_of(self), self.look
        top = y + self.height - look.size
        if self._tag is None:
            with paper.artifact("Pagination"):
                self._draw_lines(x, top)
            return
        if self._label is not None:
            with paper.tagged(self._label):
                paper.draw_text([(x, DASH, 0.0)], top, look.font, look.size, look.leading, look.color)
        with paper.tagged(self._tag):
            self._draw_lines(x, top)
        self._tag = None

    def _draw_lines(self, x: float, top: float) -> None:
        look = self.look
        rows = []
        for line in self._lines:
            free = self.width - look.indent - _width(line.rstrip(" "), look.font, look.size)
            # A line that is tight gives up a part of each space; the glyph of a no-break one is a space too.
            tight = free / (line.rstrip(" ").count(" ") + line.count(NO_BREAK)) if free < -_ROUNDING else 0.0
            rows.append((x + look.indent + (free if look.right else 0.0), line, tight))
        paper_of(self).draw_text(rows, top, look.font, look.size, look.leading, look.color)

    def _part(self, lines: list[str]) -> Text:
        part = Text("".join(lines).replace(SOFT_HYPHEN, "").split(" "), self.look, self._tag)
        part._lines, part._broken_for = lines, self._broken_for
        return part


def paragraph(
    text: str, look: Look, tag: Tag | str = "P", *, hyphenate: bool = False, label: Tag | None = None
) -> Text:
    """``text`` as it stands. ``tag`` is its element, or the kind of one at the root of the document; with ``label`` it
    is the item of a list, behind its dash.

    Raises LetterError where a sign has no glyph.
    """
    *words, last = drawable(text).split(" ")
    # The last word stays whole, lest its end stand alone on a line.
    words = [*(hyphenated(" ".join(words)).split(" ") if hyphenate else words), last]
    return Text(words, look, Tag(tag) if isinstance(tag, str) else tag, label)


def quoted_longest(blocks: Sequence[Flowable]) -> str:
    """How the longest text of ``blocks``, or of the cells of a table among them, begins: « Service de neurologie… »."""
    longest = max(_texts(blocks), key=len, default="")
    shown = longest if len(longest) <= _QUOTED else f"{longest[: _QUOTED - 1].rstrip()}…"
    return f"«{NARROW}{shown}{NARROW}»"


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, Text):
        yield part.said
    elif isinstance(part, Table):
        yield from _texts(part._cellvalues)  # type: ignore[attr-defined]
    elif isinstance(part, list | tuple):
        for each in part:
            yield from _texts(each)


def fitted(text: str, look: Look, width: float) -> str:
    """``text``, which is only repeated here, or as many of its words as one line holds."""
    if _width(text, look.font, look.size) <= width:
        return text
    words = text.split(" ")
    while len(words) > 1 and _width(" ".join(words) + " …", look.font, look.size) > width:
        words.pop()
    return " ".join(words) + " …"


def _lines(words: list[str], look: Look, width: float) -> Iterator[str]:
    """The lines of ``words``. All but the last say how they go on: by a space, a soft hyphen, or a hyphen of the word.

    A word wider than a line is cut anywhere.
    """
    font, size = look.font, look.size
    space = _width(" ", font, size)
    line: list[str] = []
    used = -space
    waiting = words[::-1]
    while waiting:
        word = waiting.pop()
        plain = word.replace(SOFT_HYPHEN, "")
        room = width + _TIGHT * space * len(line) - used - space
        if _width(plain, font, size) <= room:
            line.append(plain)
            used += space + _width(plain, font, size)
            continue
        head, rest = _cut(word, look, room)
        if not head and (not line or _width(plain, font, size) > width):
            head, rest = _cut_anywhere(plain, look, room, at_least=0 if line else 1)
        if head:
            line.append(head)
            waiting.append(rest)
        else:
            waiting.append(word)
        yield " ".join(line) + ("" if head else " ")
        line, used = [], -space
    if any(line):
        yield " ".join(line)


def _cut(word: str, look: Look, room: float) -> tuple[str, str]:
    """The longest head of ``word`` that fits, with its hyphen, and the rest; no head where none fits."""
    for head, rest in _cuts(word, look.whole):
        if _width(head, look.font, look.size) <= room + _ROUNDING:
            return head, rest
    return "", word


@lru_cache(maxsize=8192)
def _cuts(word: str, whole: bool) -> tuple[tuple[str, str], ...]:
    """Where ``word`` may be cut: heads as printed, and what follows them, the longest head first."""
    if SOFT_HYPHEN in word:
        parts = word.split(SOFT_HYPHEN)
        ranks = range(len(parts) - 1, 0, -1)
        return tuple(("".join(parts[:rank]) + SOFT_HYPHEN, SOFT_HYPHEN.join(parts[rank:])) for rank in ranks)
    compound = None if whole else _COMPOUND.fullmatch(word)
    if compound is None:
        return ()
    hyphens = [found.start() for found in re.finditer("-", compound[1])]
    apart = [place for place in hyphens if _SHORTEST_PART <= place <= len(compound[1]) - 1 - _SHORTEST_PART]
    first = compound.start(1) + 1
    return tuple((word[: first + place], word[first + place :]) for place in reversed(apart))


def _cut_anywhere(word: str, look: Look, room: float, *, at_least: int) -> tuple[str, str]:
    """As many signs of ``word`` as fit, ``at_least`` so many, and the rest."""
    used, count = 0.0, 0
    for sign in word:
        used += _width(sign, look.font, look.size)
        if used > room:
            break
        count += 1
    count = max(count, at_least)
    return word[:count], word[count:]


@lru_cache(maxsize=8192)
def _width(text: str, font: str, size: float) -> float:
    return float(stringWidth(text.replace(SOFT_HYPHEN, "-"), font, size))
