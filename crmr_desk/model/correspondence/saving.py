"""Letters as files: one PDF in an order, or one file each; a letter that came back signed, as it came back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from crmr_desk.model.correspondence.binding import as_pages
from crmr_desk.model.correspondence.choosing import chosen
from crmr_desk.model.correspondence.placing import placed, unwritable
from crmr_desk.model.correspondence.reminders.naming import unique
from crmr_desk.model.correspondence.scans import PDF, media_type_of
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_TITLE: Final = "Courriers"
Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]


class Saved(NamedTuple):
    """A letter to save: its number, to whom, how its file is called, and where its bytes are."""

    number: str
    addressee: str
    file_name: str
    file_id: int


def to_save(db: Database, letter_ids: Sequence[int]) -> list[Saved]:
    """These letters, each once, in the order given. Raises UserError for one that is no longer there."""
    with db.reading() as session:
        return [
            Saved(row.number, row.addressee, row.file_name, row.signed_file_id or row.file_id)
            for row in chosen(session, letter_ids)
        ]


def save_each(
    db: Database, letters: Sequence[Saved], folder: Path, *, progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:  # fmt: skip
    """Write each letter into ``folder`` under its name; how many. Nothing that stands there is written over.

    Raises UserError where the folder cannot be written to, or it was cancelled: the files written by then stay.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = {each.name.lower() for each in folder.iterdir()}
        for letter, content in _contents(db, letters, progress, cancelled):
            name = Path(letter.file_name).stem + _suffix(letter.file_name, content)
            (folder / unique(name, taken)).write_bytes(content)
    except OSError as error:
        raise unwritable(folder) from error
    return len(letters)


def save_bound(
    db: Database, letters: Sequence[Saved], path: Path, *, progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> int:  # fmt: skip
    """Write the letters one after the other into the PDF ``path``, a bookmark for each; how many. A structured file,
    which is no page, is left out.

    Raises UserError where the file cannot be written or no letter has a page, or it was cancelled: what stood at
    ``path`` still stands.
    """
    with placed(path) as part, part.open("wb") as out:
        return _bind(out, _contents(db, letters, progress, cancelled))


def bound(
    db: Database, letters: Sequence[Saved], *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> bytes:
    """The letters one after the other as the bytes of one PDF, to be printed; see ``save_bound``."""
    out = BytesIO()
    _bind(out, _contents(db, letters, progress, cancelled))
    return out.getvalue()


def _contents(
    db: Database, letters: Sequence[Saved], progress: Progress | None, cancelled: Cancelled | None
) -> Iterator[tuple[Saved, bytes]]:
    for place, letter in enumerate(letters):
        if cancelled is not None and cancelled():
            raise UserError(f"L’enregistrement est arrêté\u00a0: {place} sur {len(letters)} étaient lus.")
        yield letter, documents.content_of(db, letter.file_id).content
        if progress is not None:
            progress(place + 1, len(letters))


def _bind(out: BinaryIO, contents: Iterable[tuple[Saved, bytes]]) -> int:
    import pikepdf

    from crmr_desk.letters.merging import Volume

    count = 0
    # What is taken from a file is read from it when the whole is saved.
    with ExitStack() as held, pikepdf.new() as whole:
        volume = Volume(whole)
        with whole.open_outline() as outline:
            for letter, content in contents:
                pages = _pages(letter.file_name, content)
                if not pages:
                    continue
                outline.root.append(pikepdf.OutlineItem(f"{letter.number} · {letter.addressee}", len(whole.pages)))
                volume.add(held.enter_context(pikepdf.open(BytesIO(pages))))
                count += 1
        if not count:
            raise UserError("Aucun de ces documents n’a de page\u00a0: enregistrez-les un par un.")
        volume.close(_TITLE)
        whole.save(out)
    return count


def _pages(name: str, content: bytes) -> bytes:
    """A letter as a PDF, ours as it is; empty for what is no page. Raises UserError for a scan that is damaged."""
    kind = media_type_of(content)
    if kind in ("", PDF):
        return content if kind else b""
    return as_pages(name, content)


def _suffix(name: str, content: bytes) -> str:
    """A scan that is a picture has the suffix of its kind, whatever the letter was printed as."""
    kinds = {"image/jpeg": ".jpg", "image/png": ".png", "image/tiff": ".tif"}
    return kinds.get(media_type_of(content), Path(name).suffix)
