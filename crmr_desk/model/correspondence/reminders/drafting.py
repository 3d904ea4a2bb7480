"""The letters of a pass as one file to be read and passed round before any of them is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from crmr_desk.letters.content import LetterError
from crmr_desk.model.correspondence.placing import unwritable
from crmr_desk.model.correspondence.reminders.composing import UNNUMBERED, composed, pass_in
from crmr_desk.model.correspondence.reminders.kinds import kind_of
from crmr_desk.model.correspondence.reminders.rows import AS_IT_STANDS, ReminderLine, Wording
from crmr_desk.model.correspondence.reminders.wording import check_filled, checked
from crmr_desk.model.correspondence.reminders.writing import Progress, check_lines
from crmr_desk.model.errors import UserError

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

_STOPPED: Final = "L’enregistrement du projet est arrêté\u00a0: aucun fichier n’est écrit."


def write_drafts(
    db: Database, kind: str, lines: Sequence[ReminderLine], path: Path, today: dt.date, *,
    wording: Wording = AS_IT_STANDS, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None,
) -> int:  # fmt: skip
    """Write the letters of ``lines``, in their order, to ``path`` as one tagged PDF, a bookmark for each; how many.

    They are those that ``write`` would write, without a number; the register keeps nothing of them. One is composed
    after the other: memory does not grow with their number. ``progress`` is told how many are done. Raises UserError
    as ``write`` does, where ``path`` cannot be written, or when it was cancelled: what stood there still stands.
    """
    from crmr_desk.letters.bundles import write_bundle  # reportlab is loaded when a letter is wanted

    about, typed = kind_of(kind), checked(wording, today)
    lines = list({line.key: line for line in lines}.values())
    check_lines(lines)
    with db.reading() as session:
        shared = pass_in(session, db.who, today, typed)
    check_filled(typed, lines, shared.shared_facts)
    done = 0

    def told(count: int) -> None:
        nonlocal done
        done = count
        if progress is not None:
            progress(count, len(lines))

    letters = (composed(shared, line, UNNUMBERED).letter for line in lines)
    title = f"{about.title}\u00a0: projet"
    try:
        count = write_bundle(
            path, letters, under=shared.under, draft=True, title=title, progress=told, cancelled=cancelled
        )
    except LetterError as error:
        raise UserError(f"{lines[done].addressee}, {lines[done].centre}\u00a0: {error}") from error
    except OSError as error:
        raise unwritable(path) from error
    if not count:
        raise UserError(_STOPPED)
    return count
