"""Pages of several files put together as they are, numbered through, with bookmarks. Nothing is compressed anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from crmr_desk.model.correspondence.picture_pages import picture_pdf
from crmr_desk.model.correspondence.scans import PDF, media_type_of, refuse_damaged_picture, refuse_unreadable_pdf
from crmr_desk.model.errors import UserError
from crmr_desk.model.store.documents import plain_name
from crmr_desk.model.store.words import quoted, thousands

if TYPE_CHECKING:
    import pikepdf

Cancelled = Callable[[], bool]
_NO_PAGE: Final = "Ce fichier n’est ni un PDF ni une image\u00a0: il n’a pas de page."
_STOPPED: Final = "La reliure est arrêtée\u00a0: aucun fichier n’est écrit."
_WIDTH: Final = 595.28
"""Of an A4 sheet in points: on a wider page the number is larger in proportion."""
_MARGIN: Final = 10.0


class Document(NamedTuple):
    """A file of pages: the part that it belongs to, what it is called, how many pages it has."""

    part: str
    title: str
    file: Path
    pages: int


def as_pages(name: str, content: bytes) -> bytes:
    """``content`` as a PDF that can be bound: a PDF as it is, a picture on a sheet. Raises UserError, a sentence, for
    another format, a file that cannot be read or opens with a password only."""
    kind = media_type_of(content)
    shown = quoted(plain_name(name))
    if not kind:
        raise UserError(_NO_PAGE)
    if kind != PDF:
        refuse_damaged_picture(shown, content)
        return _picture(shown, content)
    refuse_unreadable_pdf(shown, content)
    return _copied(shown, content)


def count_pages(file: Path) -> int:
    """How many pages a PDF of ours has."""
    import pikepdf

    with pikepdf.open(file) as pdf:
        return len(pdf.pages)


def bind(path: Path, documents: Sequence[Document], title: str, cancelled: Cancelled | None = None) -> None:
    """Write the pages of ``documents`` to ``path``, in their order. Raises UserError when it was cancelled."""
    import pikepdf

    from crmr_desk.letters.merging import Volume

    # What is taken from a file is read from it when the whole is saved.
    with ExitStack() as held, pikepdf.new() as whole:
        volume = Volume(whole)
        for document in documents:
            volume.add(held.enter_context(pikepdf.open(document.file)))
        _number(whole, held, title, cancelled)
        _mark(whole, documents)
        whole.Root.PageMode = pikepdf.Name.UseOutlines
        volume.close(title)
        whole.save(path, deterministic_id=True)


def _picture(shown: str, content: bytes) -> bytes:
    try:
        return picture_pdf(content)
    except (OSError, ValueError) as error:
        raise UserError(f"L’image {shown} a des couleurs qu’un PDF n’a pas\u00a0: elle n’a pas de page.") from error


def _copied(shown: str, content: bytes) -> bytes:
    """The pages of a PDF alone, written once to see that each can be."""
    import pikepdf

    from crmr_desk.letters.merging import Volume

    out = BytesIO()
    try:
        with pikepdf.open(BytesIO(content)) as source, pikepdf.new() as copy:
            volume = Volume(copy)
            volume.add(source)
            volume.close(shown)
            copy.save(out, deterministic_id=True)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
        raise UserError(f"Le fichier {shown} est abîmé\u00a0: ses pages ne peuvent pas être copiées.") from error
    return out.getvalue()


def _number(whole: pikepdf.Pdf, held: ExitStack, title: str, cancelled: Cancelled | None) -> None:
    """« Dossier 2027-0001 · 12/340 » at the top right of each page, however it is turned."""
    import pikepdf

    from crmr_desk.letters.stamps import stamps

    count = len(whole.pages)
    labels = (f"{title}\u00a0· {thousands(number)}/{thousands(count)}" for number in range(1, count + 1))
    numbers = held.enter_context(pikepdf.open(BytesIO(stamps(labels))))
    for number, (page, stamp) in enumerate(zip(whole.pages, numbers.pages, strict=True), start=1):
        if cancelled is not None and cancelled():
            raise UserError(_STOPPED)
        # Pages may share their resources: each number has a name of its own there.
        name = page.add_resource(
            whole.copy_foreign(stamp.as_form_xobject()), pikepdf.Name.XObject, pikepdf.Name(f"/CrmrDesk{number}")
        )
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"\nQ /Artifact <</Type/Pagination>> BDC q {_at_top_right(page)} cm {name} Do Q EMC".encode())


def _at_top_right(page: pikepdf.Page) -> str:
    """The matrix that lays a stamp at the top right of a page as it is shown, in the coordinates that it has before it
    is turned; the number is as large on any page as it is wide."""
    from crmr_desk.letters.stamps import SIZE

    x1, y1, x2, y2 = (float(edge) for edge in page.cropbox.as_list())
    left, foot, right, top = min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
    turned = int(page.obj.get("/Rotate", 0)) % 360
    scale = (top - foot if turned in (90, 270) else right - left) / _WIDTH
    width, height, gap = SIZE[0] * scale, SIZE[1] * scale, _MARGIN * scale
    across, up, x, y = {
        90: ((0, scale), (-scale, 0), left + gap + height, top - gap - width),
        180: ((-scale, 0), (0, -scale), left + gap + width, foot + gap + height),
        270: ((0, -scale), (scale, 0), right - gap - height, foot + gap + width),
    }.get(turned, ((scale, 0), (0, scale), right - gap - width, top - gap - height))
    return " ".join(f"{each:.4f}" for each in (*across, *up, x, y))


def _mark(whole: pikepdf.Pdf, documents: Sequence[Document]) -> None:
    """A bookmark for each part, and under it one for each document where there are several."""
    import pikepdf

    with whole.open_outline() as outline:
        for part, of_part in groupby(_placed(documents), key=lambda each: each[0].part):
            found = list(of_part)
            above = pikepdf.OutlineItem(part, found[0][1])
            if len(found) > 1:
                above.children.extend(pikepdf.OutlineItem(document.title, first) for document, first in found)
            outline.root.append(above)


def _placed(documents: Sequence[Document]) -> Iterator[tuple[Document, int]]:
    """Each document with its first page, counted from 0."""
    first = 0
    for document in documents:
        yield document, first
        first += document.pages
