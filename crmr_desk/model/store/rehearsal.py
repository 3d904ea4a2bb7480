"""A rehearsal: a copy of the register that is thrown away, with a clock that can be moved.

Whatever is done in it, alerts, deadlines and letters included, the register itself stays as it is, to the byte.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path

from crmr_desk.model.store.backup import backup
from crmr_desk.model.store.database import Database


class MovableClock:
    """Tells the time of day of ``real`` on the day that it was moved to."""

    def __init__(self, day: dt.date, real: Callable[[], dt.datetime]) -> None:
        self.day = day
        self._real = real

    def __call__(self) -> dt.datetime:
        return dt.datetime.combine(self.day, self._real().timetz())


class Rehearsal:
    """The copy, open in ``db``; ``clock.day`` is the day on which it is looked at. To be closed."""

    def __init__(self, folder: tempfile.TemporaryDirectory[str], db: Database, clock: MovableClock) -> None:
        self._folder = folder
        self.db = db
        self.clock = clock

    @property
    def path(self) -> Path:
        """The file of the copy."""
        return Path(str(self.db.url.database))

    def close(self) -> None:
        """Throw the copy away."""
        self.db.dispose()
        self._folder.cleanup()


def rehearse(db: Database, today: dt.date) -> Rehearsal:
    """Copy the register, journal and kept files included, to a temporary folder; the clock begins on ``today``.

    A shared register is copied into a local file. Raises UserError when there is no room for the copy.
    """
    folder = tempfile.TemporaryDirectory(prefix="crmr-repetition-", ignore_cleanup_errors=True)
    try:
        path = Path(folder.name) / "repetition.crmr"
        # A file whose last connection closes folds its log into itself: ours stays open until the copy is made.
        with db.reading() as session:
            session.connection()
            backup(db, path)
    except BaseException:
        folder.cleanup()
        raise
    clock = MovableClock(today, db.now)
    return Rehearsal(folder, Database(Database.url_of(path), who=db.who, now=clock), clock)
