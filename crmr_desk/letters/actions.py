"""What the pages of a PDF do when they are opened or clicked, and what no copy of them should."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pikepdf

_LEADS: Final = ("/GoTo", "/URI")
"""The actions that only show another page or a site."""
_OF_A_FIELD: Final = ("/FT", "/V", "/T", "/TU", "/Ff", "/Parent", "/A", "/AA", "/StructParent")


def notes_of(page: pikepdf.Page) -> list[Any]:
    """The annotations of ``page``, in their order; what else stands among them is none."""
    found: Any = page.obj.get("/Annots", ())
    return [note for note in found if isinstance(note, pikepdf.Dictionary)]


def tame(pages: Iterable[pikepdf.Page]) -> set[int]:
    """Take what runs something out of ``pages``, and the fields, that of a signature above all, which only the signed
    file can prove: where one is seen on its page, its picture stays. The numbers under which their parent tree had what
    was taken."""
    gone: set[int] = set()
    for page in pages:
        if "/AA" in page.obj:
            del page.obj["/AA"]
        kept = []
        for note in notes_of(page):
            field = note.get("/Subtype") == "/Widget"
            if (field or _runs(note)) and "/StructParent" in note:
                gone.add(int(note.StructParent))
            if _made_picture(note) if field else not _runs(note):
                kept.append(note)
        if "/Annots" in page.obj:
            page.obj.Annots = pikepdf.Array(kept)
    return gone


def _runs(note: Any) -> bool:
    """Whether it does more than lead somewhere when it is clicked, or does anything when it is seen."""
    action = note.get("/A")
    leads = action is None or (str(action.get("/S")) in _LEADS and "/Next" not in action)
    return "/AA" in note or not leads


def _made_picture(field: Any) -> bool:
    """Leave of a field what is seen of it, and say whether there is anything to see."""
    for key in _OF_A_FIELD:
        if key in field:
            del field[key]
    field.Subtype = pikepdf.Name.Stamp
    return "/AP" in field
