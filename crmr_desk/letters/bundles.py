"""Many letters in one file, in their order, to be printed in one go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from crmr_desk.letters.content import Fiche, Letter
from crmr_desk.letters.imprint import imprint_of
from crmr_desk.letters.letterhead import Underlay
from crmr_desk.letters.pdf import draw_document
from crmr_desk.letters.press import Press

TITLE: Final = "Courriers à signer"


def write_bundle(
    path: Path,
    documents: Iterable[Letter | Fiche],
    *,
    under: Underlay | None = None,
    draft: bool = False,
    title: str = TITLE,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> int:
    """Write ``documents`` to ``path`` as one tagged PDF, a bookmark and page numbers of its own for each; how many.

    They are asked for one after the other and written as they come: memory does not grow with their number;
    ``draft`` is that of ``render``. ``progress`` is told how many are done; once ``cancelled`` says so, or where a
    letter cannot be made, no file is left and what stood at ``path`` still stands; a cancelled bundle has 0 letters.
    The same documents give the same bytes. Raises LetterError as ``render`` does, and OSError where the folder cannot
    be written to.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        count = _written(part, documents, under, draft, title, progress, cancelled)
        if count:
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _written(
    path: Path,
    documents: Iterable[Letter | Fiche],
    under: Underlay | None,
    draft: bool,
    title: str,
    progress: Callable[[int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> int:
    count = 0
    with path.open("wb") as out:
        press = Press(out, title, "", bound=True)
        for document in documents:
            if cancelled is not None and cancelled():
                return 0
            draw_document(press, document, under, draft=draft)
            press.flush(_bookmark(document))
            count += 1
            if progress is not None:
                progress(count)
        press.close()
    return count


def _bookmark(document: Letter | Fiche) -> str:
    """What a letter is found by: its reference, then to whom or what it is."""
    imprint = imprint_of(document)
    who = ", ".join(document.frame.addressee[:2]) if isinstance(document, Letter) else document.title
    return " · ".join(filter(None, (imprint.reference, who)))
