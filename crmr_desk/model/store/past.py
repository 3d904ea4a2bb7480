"""What we knew on a day: a copy of the register, walked back through the journal to the evening of that day."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NoReturn

from sqlalchemy import select

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.past_copying import Cancelled, Progress, Steps, copy_of_file, copy_of_shared
from crmr_desk.model.store.schema import Operation
from crmr_desk.model.store.words import NBSP
from crmr_desk.model.terms import french_date

__all__ = ["Cancelled", "PastDatabase", "PastRegister", "Progress", "as_known", "refusal_to_write"]


class PastDatabase(Database):
    """A register as it was known on the evening of ``day``. It only reads."""

    def __init__(self, path: Path, day: dt.date, *, who: str, now: Callable[[], dt.datetime]) -> None:
        super().__init__(Database.url_of(path), who=who, now=now)
        self.day = day

    def writing(self, *_what: object, **_options: object) -> NoReturn:
        """Raises UserError, always: the past is not rewritten."""
        raise refusal_to_write(self.day)


class PastRegister:
    """The copy behind ``db``: it takes room on the disk until ``close``, or until nothing holds it any more."""

    def __init__(self, db: PastDatabase, folder: tempfile.TemporaryDirectory[str]) -> None:
        self.db = db
        self._folder = folder

    @property
    def day(self) -> dt.date:
        """The day on whose evening the register was known so."""
        return self.db.day

    def close(self) -> None:
        """Close the copy and take it off the disk; ``db`` must not be read any more."""
        self.db.dispose()
        self._folder.cleanup()


def refusal_to_write(day: dt.date) -> UserError:
    """What is answered to a write in the register as it was known on ``day``."""
    return UserError(
        f"Vous regardez le registre tel qu’il était connu le {french_date(day)}{NBSP}: "
        "revenez à aujourd’hui pour le modifier."
    )


def as_known(
    db: Database, day: dt.date, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> PastRegister:
    """The register as it was known when ``day`` ended on the clock of this computer; to be closed.

    The journal is the truth: every operation after the last one of that evening is walked back, undoing and redoing
    included, and is not in the journal of the copy. What entered the register without the journal was always known. A
    day before the first operation gives what was there before it; today, or a day to come, what is there now. Kept
    files have their names but no bytes. ``progress`` is told how much is done of how much.

    Raises UserError once ``cancelled`` says so, and for a disk that is full.
    """
    folder = tempfile.TemporaryDirectory(prefix="crmr-", ignore_cleanup_errors=True)
    path = Path(folder.name) / "connu.crmr"
    last, steps = _last_operation(db, day), Steps(progress, cancelled)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            if db.is_shared:
                copy_of_shared(db, file, last, steps)
            else:
                copy_of_file(Path(str(db.url.database)), file, last, steps)
    except (OSError, sqlite3.Error) as error:
        folder.cleanup()
        steps.check_cancelled()
        raise UserError(
            f"Le registre tel qu’il était connu le {french_date(day)} n’a pas pu être reconstitué{NBSP}: {error}. "
            "Vérifiez la place sur le disque."
        ) from error
    except BaseException:
        folder.cleanup()
        raise
    return PastRegister(PastDatabase(path, day, who=db.who, now=db.now), folder)


def _last_operation(db: Database, day: dt.date) -> int:
    """The last operation known on the evening of ``day``, 0 before the first one. Those before it in the journal were
    known too, whatever the clock of another computer made of their moment."""
    query = select(Operation.id).order_by(Operation.id.desc()).limit(1)
    if day < db.now().astimezone().date():
        midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time()).astimezone()
        query = query.where(Operation.at < midnight)
    with db.reading() as session:
        return session.scalar(query) or 0
