"""One PDF file of one document or of thousands, written as they come: pages, tags, bookmarks, properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from crmr_desk.letters.files import PdfFile, references, text_string
from crmr_desk.letters.fonts import write_fonts
from crmr_desk.letters.paper import Page, Paper
from crmr_desk.letters.properties import LANGUAGE, Properties
from crmr_desk.letters.tags import Tree

if TYPE_CHECKING:
    from crmr_desk.letters.letterhead import Underlay


class Press:
    """Writes to ``out``. Draw a document on ``paper``, ``flush`` it, draw the next one, ``close``."""

    def __init__(self, out: BinaryIO, title: str, author: str, reference: str = "", *, bound: bool = False) -> None:
        """``bound``: several documents in one file, with a bookmark each."""
        self.paper = Paper()
        self._file = file = PdfFile(out)
        self._about = Properties(title, author, reference)
        self._bound = bound
        self._root, self._pages, self._resources, self._tags, self._volume = (file.number() for _ in range(5))
        self._page_numbers: list[int] = []
        self._rows: list[int] = []
        self._parts: list[int] = []
        self._backgrounds: dict[Underlay, int] = {}
        self._bookmarks: list[tuple[str, int]] = []

    def tree(self) -> Tree:
        """Where the tags of the next document go."""
        return Tree("Part" if self._bound else "Document")

    def background(self, under: Underlay) -> str:
        """The name under which ``under`` can be laid under a page; it is in the file once."""
        if under not in self._backgrounds:
            self._backgrounds[under] = under.write(self._file)
        return _background_name(self._backgrounds[under])

    def flush(self, bookmark: str = "") -> int:
        """Write the document drawn on the paper; how many pages it has."""
        file, tree = self._file, self.paper.tree
        pages = [file.number() for _ in self.paper.held]
        rows = [file.number() for _ in pages]
        for number, page in zip(pages, self.paper.held, strict=True):
            self._write_page(number, page)
        self._parts.append(tree.write(file, self._volume if self._bound else self._tags, pages, rows))
        self._rows += rows
        if bookmark:
            self._bookmarks.append((bookmark, pages[0]))
        return len(pages)

    def close(self) -> None:
        """Write what holds the pages together."""
        file = self._file
        backgrounds = b"".join(
            b"/%b %d 0 R" % (_background_name(number).encode(), number) for number in self._backgrounds.values()
        )
        objects = b"/XObject<<%b>>" % backgrounds if backgrounds else b""
        file.add(b"<</Font<<%b>>%b>>" % (write_fonts(file, self.paper), objects), self._resources)
        count = len(self._page_numbers)
        file.add(b"<</Type/Pages/Count %d/Kids%b>>" % (count, references(self._page_numbers)), self._pages)
        self._write_tags()
        file.close(self._write_catalog(), self._write_info())

    def _write_page(self, number: int, page: Page) -> None:
        content = "\n".join(page.operators).encode("latin-1")
        width, height = page.size
        stream = self._file.add_stream(content)
        row = len(self._page_numbers)
        self._file.add(
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Resources %d 0 R/Contents %d 0 R"
            b"/StructParents %d/Tabs/S>>" % (self._pages, width, height, self._resources, stream, row),
            number,
        )
        self._page_numbers.append(number)

    def _write_tags(self) -> None:
        file, top = self._file, self._parts
        if self._bound:
            body = b"<</Type/StructElem/S/Document/P %d 0 R/K%b>>" % (self._tags, references(top))
            top = [file.add(body, self._volume)]
        else:
            file.add(b"null", self._volume)
        rows = b" ".join(b"%d %d 0 R" % (place, row) for place, row in enumerate(self._rows))
        parents = file.add(b"<</Nums[%b]>>" % rows)
        file.add(
            b"<</Type/StructTreeRoot/K%b/ParentTree %d 0 R/ParentTreeNextKey %d>>"
            % (references(top), parents, len(self._rows)),
            self._tags,
        )

    def _write_catalog(self) -> int:
        entries = b""
        if self._bookmarks:
            entries = b"/Outlines %d 0 R/PageMode/UseOutlines" % self._write_bookmarks()
        metadata = self._file.add_ready_stream(self._about.metadata(), b"/Type/Metadata/Subtype/XML")
        return self._file.add(
            b"<</Type/Catalog/Pages %d 0 R\n/Lang (%b)\n/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R"
            b"/ViewerPreferences<</DisplayDocTitle true>>/Metadata %d 0 R%b>>"
            % (self._pages, LANGUAGE.encode(), self._tags, metadata, entries),
            self._root,
        )

    def _write_bookmarks(self) -> int:
        file, last = self._file, len(self._bookmarks) - 1
        outlines = file.number()
        numbers = [file.number() for _ in self._bookmarks]
        for rank, (title, page) in enumerate(self._bookmarks):
            before = b"/Prev %d 0 R" % numbers[rank - 1] if rank else b""
            after = b"/Next %d 0 R" % numbers[rank + 1] if rank < last else b""
            body = b"<</Title %b/Parent %d 0 R/Dest[%d 0 R/Fit]%b%b>>"
            file.add(body % (text_string(title), outlines, page, before, after), numbers[rank])
        body = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>"
        return file.add(body % (numbers[0], numbers[-1], len(numbers)), outlines)

    def _write_info(self) -> int:
        said = self._about.entries().items()
        return self._file.add(b"<<%b>>" % b"".join(b"%b %b" % (key.encode(), text_string(text)) for key, text in said))


def _background_name(number: int) -> str:
    return f"U{number}"
