"""Turns a desk to another day, or to what was known on a day: reads the past in the lane, and gives it back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from crmr_desk.model.terms import short_date

if TYPE_CHECKING:
    from crmr_desk.model.store.past import PastRegister
    from crmr_desk.ui.desk import Desk
    from crmr_desk.ui.imports.progress import Job, ProgressStrip

FIRST_DAY: Final = dt.date(1990, 1, 1)
LAST_DAY: Final = dt.date(2150, 12, 31)
"""Outside of these days the register says nothing."""


def day_in(text: str) -> dt.date | None:
    """The day that ``text`` is, None where it is something else: eight digits together may be a number."""
    from crmr_desk.ui.dossier.words import read_date  # the rows of a dossier come with it

    try:
        day = None if text.strip().isdigit() else read_date(text)
    except ValueError:
        return None
    return day if day is not None and FIRST_DAY <= day <= LAST_DAY else None


class Looking:
    """``look`` is asked in the GUI thread. ``strip`` shows how far the reading of a past has come, where there is
    one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._asked = 0
        self._past: PastRegister | None = None
        self._made: list[PastRegister] = []
        self.strip: ProgressStrip | None = None

    def look(self, on: dt.date, known: dt.date | None) -> None:
        """See ``Desk.look``."""
        self._asked += 1
        if self.strip is not None:
            self.strip.drop()
        if known is None or known >= self._desk.today:
            self._turn(on, None)
        elif self._past is not None and self._past.day == known:
            self._turn(on, self._past)
        else:
            self._read(on, known)

    def leave(self) -> None:
        """Give back every past, after what is still queued for it."""
        self._asked += 1
        if self.strip is not None:
            self.strip.drop()
        self._desk.ops.do(lambda: self._close_all_but(None), _nothing)

    def _read(self, on: dt.date, known: dt.date) -> None:
        db, number = self._desk.db, self._asked

        def question(job: Job) -> PastRegister:
            from crmr_desk.model.store import past

            made = past.as_known(db, known, progress=job.report, cancelled=job.cancelled)
            # Of an answer that nobody waits for any more, nothing else would know.
            if number == self._asked:
                self._made.append(made)
            else:
                made.close()
            return made

        def then(made: PastRegister) -> None:
            if number == self._asked:
                self._turn(on, made)

        if self.strip is not None:
            self.strip.read(f"Lecture du journal jusqu’au {short_date(known)}", question, then)
            return
        from crmr_desk.ui.imports.progress import Job

        job = Job()
        self._desk.read(lambda: question(job), then, owner=self._desk)

    def _turn(self, on: dt.date, past: PastRegister | None) -> None:
        desk = self._desk
        if (on, past) == (desk.on, self._past):
            return
        self._past = past
        desk.on = on
        desk.known = past.day if past is not None else None
        desk.seen = past.db if past is not None else desk.db
        desk.turned.emit()
        if self._made:
            desk.ops.do(lambda: self._close_all_but(past), _nothing)

    def _close_all_but(self, kept: PastRegister | None) -> None:
        """In the lane, once nobody reads them any more."""
        for each in [each for each in self._made if each is not kept]:
            self._made.remove(each)
            each.close()


def _nothing(_answer: object) -> None:
    """A past that is given back is no news."""
