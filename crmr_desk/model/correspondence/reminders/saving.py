"""The letters of a pass as files: one PDF in their order, or one file each."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import select

from crmr_desk.model.correspondence.reminders.naming import unique
from crmr_desk.model.correspondence.reminders.reading import LETTER
from crmr_desk.model.dossiers.letter_states import OVER
from crmr_desk.model.errors import UserError
from crmr_desk.model.store import documents

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

Progress = Callable[[int, int], object]
_STOPPED: Final = "L’enregistrement est arrêté\u00a0: "


class _Kept(NamedTuple):
    """A letter of the pass: its number, to whom, how its file is called, and where its bytes are."""

    number: str
    addressee: str
    file_name: str
    file_id: int


def save_batch(
    db: Database, batch_id: int, target: Path, *, one_file: bool,
    progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> int:  # fmt: skip
    """Write the letters of a pass, signed where they came back signed, in the order of their numbers: into the file
    ``target``, each with a bookmark, or into the folder ``target``, each under its name; how many there are. Nothing
    that stands in the folder is written over. Letters that were lifted or replaced are left out.

    Raises UserError where there is none, the place cannot be written to, or it was cancelled: then the one file is not
    there, and of several files those written stay.
    """
    kept = _letters(db, batch_id)
    if not kept:
        raise UserError("Cet envoi n’a plus de courrier\u00a0: ce qui l’a fait écrire a sans doute été annulé.")
    try:
        contents = _contents(db, kept, progress, cancelled)
        return _bound(target, kept, contents) if one_file else _apart(target, kept, contents)
    except OSError as error:
        raise UserError(
            f"{target} ne peut pas être écrit\u00a0: fermez le fichier s’il est ouvert, ou choisissez un autre dossier."
        ) from error


def _letters(db: Database, batch_id: int) -> list[_Kept]:
    file_id = LETTER.c.signed_file_id
    columns = (LETTER.c.number, LETTER.c.addressee, LETTER.c.file_name, LETTER.c.file_id, file_id.label("signed"))
    query = select(*columns).where(LETTER.c.batch_id == batch_id, LETTER.c.state.not_in(OVER)).order_by(LETTER.c.id)
    with db.reading() as session:
        return [
            _Kept(row.number, row.addressee, row.file_name, row.signed or row.file_id) for row in session.execute(query)
        ]


def _contents(
    db: Database, kept: list[_Kept], progress: Progress | None, cancelled: Callable[[], bool] | None
) -> Iterator[bytes]:
    for place, letter in enumerate(kept):
        if cancelled is not None and cancelled():
            raise UserError(f"{_STOPPED}{place} courriers sur {len(kept)} étaient lus.")
        yield documents.content_of(db, letter.file_id).content
        if progress is not None:
            progress(place + 1, len(kept))


def _apart(folder: Path, kept: list[_Kept], contents: Iterator[bytes]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    taken = {each.name.lower() for each in folder.iterdir()}
    for letter, content in zip(kept, contents, strict=True):
        (folder / unique(letter.file_name, taken)).write_bytes(content)
    return len(kept)


def _bound(path: Path, kept: list[_Kept], contents: Iterator[bytes]) -> int:
    """Written beside ``path``, then renamed: nobody meets half a file."""
    import pikepdf

    handle, name = tempfile.mkstemp(prefix=".crmr-desk-", suffix=".pdf", dir=path.parent)
    os.close(handle)
    part = Path(name)
    try:
        # What is taken from a file is read from it when the whole is saved.
        with ExitStack() as held, pikepdf.new() as bound:
            with bound.open_outline() as outline:
                for letter, content in zip(kept, contents, strict=True):
                    bookmark = f"{letter.number} · {letter.addressee}"
                    outline.root.append(pikepdf.OutlineItem(bookmark, len(bound.pages)))
                    bound.pages.extend(held.enter_context(pikepdf.open(BytesIO(content))).pages)
            bound.Root.Lang = pikepdf.String("fr")
            bound.save(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return len(kept)
