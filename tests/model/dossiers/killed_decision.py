"""Kills the process at one moment after another of a decision, and tells what each left behind.

Run as a program: ``python -m tests.model.dossiers.killed_decision FILE DOSSIER KILLS``. Each kill falls just before
one statement sent to the database, or before the commit; the moments are spread over the whole of the decision.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import event

from crmr_desk.model.dossiers import correspondence, decision
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import TODAY

COUNTS = {
    "mandates": "SELECT count(*) FROM mandate WHERE function = 'coordonnateur'",
    "closed": "SELECT count(*) FROM mandate WHERE \"end\" = '2027-04-30'",
    "decided": "SELECT count(*) FROM dossier WHERE state = 'decided'",
    "letters": "SELECT count(*) FROM letter",
    "files": "SELECT count(*) FROM stored_file",
    "operations": "SELECT count(*) FROM operation",
}


def main(file: Path, dossier_id: int, kills: int) -> None:
    """Print a JSON list: what was there before, then after each kill, then after a decision that was left alone."""
    _load_everything(file, dossier_id)
    moments = _moments(file, dossier_id)
    copies = [_copy(file, f"{number}") for number in range(kills)]
    states = [_state(file)]
    for number, copy in enumerate(copies):
        moment = 1 + number * (moments - 1) // max(kills - 1, 1)
        assert _in_child(partial(_decide, copy, dossier_id, moment)) == -signal.SIGKILL
        states.append(_state(copy))
    states.append(_state(file.with_name("whole")))
    print(json.dumps(states))


def _load_everything(file: Path, dossier_id: int) -> None:
    """Rules, fonts and letters once in the parent: the children inherit them and get to the decision at once."""
    database = Database(
        Database.url_of(file), who="Nadia Belkacem", now=lambda: dt.datetime(2027, 1, 22, tzinfo=dt.UTC)
    )
    for letter in dossier_view(database, dossier_id, TODAY).letters:
        correspondence.preview(database, dossier_id, letter.kind, letter.who, letter.of, TODAY)
    database.dispose()


def _moments(file: Path, dossier_id: int) -> int:
    """How many moments a whole decision has; leaves the decided copy in "whole"."""
    whole = _copy(file, "whole")
    assert _in_child(partial(_decide, whole, dossier_id, 0)) == 0
    return int(whole.with_suffix(".moments").read_text())


def _decide(file: Path, dossier_id: int, killed_at: int) -> None:
    database = Database(
        Database.url_of(file), who="Nadia Belkacem", now=lambda: dt.datetime(2027, 1, 22, tzinfo=dt.UTC)
    )
    seen = 0

    def tick(*_event: object) -> None:
        nonlocal seen
        seen += 1
        if seen == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)

    engine = database._writer
    event.listen(engine, "before_cursor_execute", tick)
    event.listen(engine, "commit", tick)
    decision.decide(database, dossier_id, today=TODAY)
    file.with_suffix(".moments").write_text(str(seen))


def _opened(file: Path) -> Database:
    return Database(Database.url_of(file), who="Nadia Belkacem", now=lambda: dt.datetime(2027, 1, 22, tzinfo=dt.UTC))


def _in_child(work: Callable[[], None]) -> int:
    """Run ``work`` in a child of its own; its exit status, negative for a signal."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _copy(file: Path, name: str) -> Path:
    target = file.with_name(name)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
    return target


def _state(file: Path) -> dict[str, object]:
    with closing(sqlite3.connect(file)) as connection:
        state: dict[str, object] = {name: connection.execute(sql).fetchone()[0] for name, sql in COUNTS.items()}
        state["sound"] = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return state


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
