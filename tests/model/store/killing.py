"""A process that writes a succession and dies on the way."""

from __future__ import annotations

import os
import signal

from sqlalchemy import event

from crmr_desk.model.store.database import Database
from tests.conftest import WHO, fixed_clock
from tests.model.store.examples import Centre, succeed


def write_and_die(url: str, centre: Centre, step: int) -> None:
    """Die before the statement (or the commit) of this rank; finish when there are fewer."""
    db = Database(url, who=WHO, now=fixed_clock)
    steps = iter(range(step - 1, -1, -1))

    def die_in_time(*_details: object) -> None:
        if next(steps, None) == 0:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    event.listen(db._writer, "before_cursor_execute", die_in_time)
    event.listen(db._writer, "commit", die_in_time)
    succeed(db, centre)
