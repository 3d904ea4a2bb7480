"""What the pages of a PDF do when they are opened or clicked, and what no copy of them should."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pikepdf

_RUNS: Final = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData")
_OF_A_FIELD: Final = ("/FT", "/V", "/T", "/TU", "/Ff", "/Parent", "/A", "/AA", "/StructParent")


def notes_of(page: pikepdf.Page) -> Any:
    """The annotations of ``page``, in their order."""
    return page.obj.get("/Annots", ())


def tame(pages: Iterable[pikepdf.Page]) -> set[int]:
    """Take what runs something out of ``pages``, and the field of a signature, which only the signed file can prove:
    where it is seen on its page, its picture stays. The numbers under which their parent tree had what was taken."""
    gone: set[int] = set()
    for page in pages:
        if "/AA" in page.obj:
            del page.obj["/AA"]
        kept = []
        for note in notes_of(page):
            if _signs(note) or _runs(note):
                gone |= {int(note.StructParent)} if "/StructParent" in note else set()
            if not _runs(note) and (not _signs(note) or _made_picture(note)):
                kept.append(note)
        if "/Annots" in page.obj:
            page.obj.Annots = pikepdf.Array(kept)
    return gone


def _runs(note: Any) -> bool:
    action = note.get("/A")
    return "/AA" in note or (action is not None and str(action.get("/S")) in _RUNS)


def _signs(note: Any) -> bool:
    field = note if "/FT" in note else note.get("/Parent", {})
    return str(field.get("/FT")) == "/Sig"


def _made_picture(field: Any) -> bool:
    """Leave of a field what is seen of it, and say whether there is anything to see."""
    for key in _OF_A_FIELD:
        if key in field:
            del field[key]
    field.Subtype = pikepdf.Name.Stamp
    return "/AP" in field
