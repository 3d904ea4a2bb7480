"""What each piece of a page is: a tree of tags in reading order, for those who hear a letter instead of seeing it.

The names of tags are those of ISO 32000-1, 14.8.4: P, H1, H2, L, LI, Lbl, LBody, Table, TR, TH, TD.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from crmr_desk.letters.files import references

if TYPE_CHECKING:
    from crmr_desk.letters.files import PdfFile

ROW_HEADER: Final = "/A<</O/Table/Scope/Row>>"
"""What makes a TH the name of its row."""
COLUMN_HEADER: Final = "/A<</O/Table/Scope/Column>>"
"""What makes a TH the name of its column."""


class Tag:
    """One element of the tree. It takes its place under ``parent`` (the whole document where there is none) when its
    first words are drawn; the order of drawing is the order of reading."""

    __slots__ = ("attributes", "kids", "kind", "listed", "number", "parent", "placed")

    def __init__(self, kind: str, parent: Tag | None = None, attributes: str = "") -> None:
        self.kind, self.parent, self.attributes = kind, parent, attributes
        self.kids: list[Tag | tuple[int, int]] = []
        """Elements, and marks: (page counted from 0, number of the marked content on it)."""
        self.listed = False
        """Among the kids of its parent already."""
        self.placed = False
        """Reached from the root."""
        self.number = 0

    def child(self, kind: str, attributes: str = "") -> Tag:
        """A new element in its place: the next one under this."""
        made = Tag(kind, self, attributes)
        made.listed = True
        self.kids.append(made)
        return made


class Tree:
    """The tags of one document while its pages are drawn."""

    def __init__(self, kind: str = "Document") -> None:
        self.root = Tag(kind)
        self.root.placed = True
        self.marks: list[list[Tag]] = []
        """For each page, the element of each marked content by its number."""
        self._page = -1

    def begin_page(self) -> None:
        """What follows is on a new page."""
        self.marks.append([])
        self._page = len(self.marks) - 1

    def go_back_to(self, page: int) -> None:
        """What follows is on ``page``, counted from 1."""
        self._page = page - 1

    def mark(self, tag: Tag) -> int:
        """The number of the next marked content on the page, which belongs to ``tag``."""
        above = tag
        while not above.placed:
            above.placed = True
            parent = above.parent or self.root
            if not above.listed:
                parent.kids.append(above)
            above = parent
        on_page = self.marks[self._page]
        tag.kids.append((self._page, len(on_page)))
        on_page.append(tag)
        return len(on_page) - 1

    def write(self, file: PdfFile, parent: int, pages: Sequence[int], rows: Sequence[int]) -> int:
        """Write every element, and one row of the parent tree under each number of ``rows``, one a page; the number of
        the root. ``parent`` is what holds the tree, ``pages`` are the numbers of the page objects."""
        number = _written(file, self.root, parent, pages)
        for row, on_page in zip(rows, self.marks, strict=True):
            file.add(references([tag.number for tag in on_page]), row)
        return number


def _written(file: PdfFile, tag: Tag, parent: int, pages: Sequence[int]) -> int:
    tag.number = number = file.number()
    first = next((kid[0] for kid in tag.kids if not isinstance(kid, Tag)), None)
    kids = " ".join(
        f"{_written(file, kid, number, pages)} 0 R" if isinstance(kid, Tag)
        else str(kid[1]) if kid[0] == first
        else f"<</Type/MCR/Pg {pages[kid[0]]} 0 R/MCID {kid[1]}>>"
        for kid in tag.kids
    )  # fmt: skip
    page = "" if first is None else f"/Pg {pages[first]} 0 R"
    body = f"<</Type/StructElem/S/{tag.kind}/P {parent} 0 R{page}{tag.attributes}/K[{kids}]>>"
    return file.add(body.encode("ascii"), number)
