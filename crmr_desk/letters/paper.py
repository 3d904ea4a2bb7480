"""The canvas that letters are drawn on: each piece is marked with its tag, or as an artifact, that nobody reads out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from crmr_desk.letters import fonts
from crmr_desk.letters.tags import Tag, Tree

_ESCAPED: Final = str.maketrans({sign: f"\\{sign}" for sign in "\\()"} | {"\r": "\\r", "\n": "\\n"})


@dataclass(slots=True)
class Page:
    """A page as drawn so far: its operators and its size in points."""

    operators: list[str]
    size: tuple[float, float]


class Paper(Canvas):
    """A canvas that holds its pages until a whole document is drawn; another document can then be drawn on it."""

    _code: list[str]

    def __init__(self) -> None:
        fonts.load()
        super().__init__("", invariant=1, initialFontName=fonts.REGULAR)  # type: ignore[arg-type]
        self.begin_document((0, 0), Tree())

    def begin_document(self, size: tuple[float, float], tree: Tree) -> None:
        """Forget the pages drawn; the next page is page 1, and ``tree`` takes the tags of what is drawn."""
        self.setPageSize(size)
        self.held: list[Page] = []
        self.tree = tree
        self.remedies_page = 1
        self._pageNumber = 0

    def begin_page(self) -> None:
        """Draw on a new page from here on."""
        self._startPage()  # type: ignore[attr-defined]
        self.tree.begin_page()
        self.held.append(Page(self._code, self._pagesize))  # type: ignore[attr-defined]

    def go_back_to(self, number: int) -> None:
        """Draw over the held page ``number``, counted from 1."""
        self._code = self.held[number - 1].operators
        self.tree.go_back_to(number)
        self.init_graphics_state()

    def draw_background(self, name: str) -> None:
        """Draw a whole page of another file, by its name in this one."""
        with self.artifact("Background"):
            self._code.append(f"q /{name} Do Q")

    def draw_text(
        self, lines: list[tuple[float, str, float]], y: float, font: str, size: float, leading: float, color: Color
    ) -> None:
        """Draw ``lines``, each from its x, with what is added to its spaces; ``y`` is the base of the first one,
        ``leading`` leads to the next."""
        self._code.append(f"BT {_ink(color)}")
        for x, line, added in lines:
            self._code.append(f"{added:.4g} Tw 1 0 0 1 {x:.3f} {y:.3f} Tm")
            self._code += [f"{name} {size:g} Tf ({signs}) Tj" for name, signs in self._runs(line, font)]
            y -= leading
        self._code.append("0 Tw ET")

    def _runs(self, text: str, font: str) -> list[tuple[str, str]]:
        """``text`` in the codes of its font, after the name of the subset that has them; brackets escaped."""
        doc: Any = self._doc  # type: ignore[attr-defined]
        face: Any = getFont(font)
        return [
            (face.getSubsetInternalName(rank, doc), signs.decode("latin-1").translate(_ESCAPED))
            for rank, signs in face.splitString(text, doc)
        ]

    @contextmanager
    def tagged(self, tag: Tag) -> Iterator[None]:
        """What is drawn meanwhile belongs to ``tag``."""
        self._code.append(f"/{tag.kind} <</MCID {self.tree.mark(tag)}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """What is drawn meanwhile says nothing: a rule, a number of page. ``kind`` is Layout, Page, or Pagination."""
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")


@cache
def _ink(color: Color) -> str:
    return f"{color.red:.4g} {color.green:.4g} {color.blue:.4g} rg"


def paper_of(flowable: Any) -> Paper:
    """The canvas that ``flowable`` is drawn on."""
    canvas = flowable.canv
    assert isinstance(canvas, Paper)
    return canvas
