"""The letters of a pass as files: one PDF in their order, or one file each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from crmr_desk.model.correspondence.reminders.reading import LETTER
from crmr_desk.model.correspondence.saving import Saved, save_bound, save_each
from crmr_desk.model.dossiers.letter_states import OVER
from crmr_desk.model.errors import UserError

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

Progress = Callable[[int, int], object]


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
    save = save_bound if one_file else save_each
    return save(db, kept, target, progress=progress, cancelled=cancelled)


def _letters(db: Database, batch_id: int) -> list[Saved]:
    file_id = LETTER.c.signed_file_id
    columns = (LETTER.c.number, LETTER.c.addressee, LETTER.c.file_name, LETTER.c.file_id, file_id.label("signed"))
    query = select(*columns).where(LETTER.c.batch_id == batch_id, LETTER.c.state.not_in(OVER)).order_by(LETTER.c.id)
    with db.reading() as session:
        return [
            Saved(row.number, row.addressee, row.file_name, row.signed or row.file_id) for row in session.execute(query)
        ]
