"""Pages of several files put into one, with the tags of those that are ours, and doing nothing by themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pikepdf

from crmr_desk.letters.actions import notes_of, tame
from crmr_desk.letters.properties import LANGUAGE, PROGRAM, Properties

_SHAPE: Final = {"/Type", "/K", "/ParentTree", "/ParentTreeNextKey"}
"""What the root of a tree of ours has; others shape theirs in other ways."""


class Volume:
    """What is put into ``whole``. A file that is added stays open until ``whole`` is saved."""

    def __init__(self, whole: pikepdf.Pdf) -> None:
        self._whole = whole
        self._tops: list[Any] = []
        self._rows: list[Any] = []
        """Of the parent tree: a number, what it leads to, the next number…"""
        self._next = 0
        self._all_tagged = True

    def add(self, source: pikepdf.Pdf) -> None:
        """Put the pages of ``source`` after those that are there, with its tags where it is ours; other pages have
        none. A signature, which only the signed file can prove, stays behind, and what ``source`` would run."""
        ours = _is_ours(source)
        gone = tame(source.pages)
        if ours and gone:
            _forget(source.Root.StructTreeRoot, gone)
        first = len(self._whole.pages)
        self._whole.pages.extend(source.pages)
        held = list(_held(self._whole.pages[first:]))
        if not ours:
            self._all_tagged = False
            for holder, key in held:
                del holder[key]
            return
        # What its elements say of pages leads to the pages copied above.
        tree: Any = self._whole.copy_foreign(source.Root.StructTreeRoot)
        for holder, key in held:
            holder[key] = int(holder[key]) + self._next
        for number, row in _rows(tree):
            self._rows += [number + self._next, row]
        self._next += int(tree.ParentTreeNextKey)
        self._tops += list(tree.K)

    def close(self, title: str) -> None:
        """Say the title, the language and the program, and hang all tags under one root. The file says that it is
        tagged where every page is; where some are not, their words would else be heard by nobody (ISO 32000-1, 14.7.1
        and 14.8.1)."""
        whole, said = self._whole, Properties(title)
        whole.Root.Lang = pikepdf.String(LANGUAGE)
        whole.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        for key, text in said.entries().items():
            whole.docinfo[key] = text
        entries = {"/Type": pikepdf.Name.Metadata, "/Subtype": pikepdf.Name.XML}
        whole.Root.Metadata = whole.make_indirect(pikepdf.Stream(whole, said.metadata(), entries))
        if self._tops:
            parents = whole.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(self._rows)))
            root = whole.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.StructTreeRoot, ParentTree=parents, ParentTreeNextKey=self._next
                )
            )  # fmt: skip
            root.K = pikepdf.Array([self._top(root)])
            whole.Root.StructTreeRoot = root
            whole.Root.MarkInfo = pikepdf.Dictionary(Marked=self._all_tagged)

    def _top(self, root: pikepdf.Object) -> Any:
        if len(self._tops) == 1:
            self._tops[0].P = root
            return self._tops[0]
        for top in self._tops:
            top.S = pikepdf.Name.Part
        kids = pikepdf.Array(self._tops)
        element = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root, K=kids)
        made = self._whole.make_indirect(element)
        for top in self._tops:
            top.P = made
        return made


def _is_ours(source: pikepdf.Pdf) -> bool:
    """Whether each row of its tree belongs to a page or an annotation, as the press writes it."""
    tree: Any = source.Root.get("/StructTreeRoot")
    if tree is None or str(source.docinfo.get("/Creator")) != PROGRAM or set(tree.keys()) != _SHAPE:
        return False
    if "/Nums" not in tree.ParentTree or not isinstance(tree.K, pikepdf.Array):
        return False
    return sorted(number for number, _row in _rows(tree)) == sorted(int(h[key]) for h, key in _held(source.pages))


def _rows(tree: Any) -> Iterator[tuple[int, Any]]:
    found = list(tree.ParentTree.Nums)
    return ((int(number), row) for number, row in zip(found[::2], found[1::2], strict=True))


def _held(pages: Iterable[pikepdf.Page]) -> Iterator[tuple[Any, str]]:
    """Pages and annotations that have a row in the parent tree, and under which key they say which."""
    for page in pages:
        for holder, key in ((page.obj, "/StructParents"), *((note, "/StructParent") for note in notes_of(page))):
            if key in holder:
                yield holder, key


def _forget(tree: Any, numbers: set[int]) -> None:
    """Take the elements of these rows out of a ``tree`` of ours."""
    kept: list[Any] = []
    for number, row in _rows(tree):
        if number in numbers:
            above = row.P
            above.K = pikepdf.Array([kid for kid in above.K if not _is(kid, row)])
        else:
            kept += [number, row]
    tree.ParentTree.Nums = pikepdf.Array(kept)


def _is(kid: Any, element: pikepdf.Object) -> bool:
    """Whether ``kid``, which may be the number of a mark, is that element."""
    return isinstance(kid, pikepdf.Object) and kid.objgen == element.objgen
