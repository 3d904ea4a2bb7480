"""The canvas that letters are drawn on: each piece is marked with its tag, or as an artifact, that nobody reads out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from crmr_desk.letters import fonts
from crmr_desk.letters.tags import Tag, Tree


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
        self.init_graphics_state()

    def draw_background(self, name: str) -> None:
        """Draw a whole page of another file, by its name in this one."""
        with self.artifact("Background"):
            self._code.append(f"q /{name} Do Q")

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


def paper_of(flowable: Any) -> Paper:
    """The canvas that ``flowable`` is drawn on."""
    canvas = flowable.canv
    assert isinstance(canvas, Paper)
    return canvas
