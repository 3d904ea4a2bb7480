"""A write that is killed leaves all or nothing, wherever it dies."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import check_chain, operations
from tests.model.store.dumps import dump
from tests.model.store.examples import add_centre, add_person

PROGRAM = """
import os, signal, sys
from sqlalchemy import event
from crmr_desk.model.store.database import Database
from tests.conftest import WHO, fixed_clock
from tests.model.store.examples import Centre, succeed

url, last_statement, *ids = sys.argv[1:]
db = Database(url, who=WHO, now=fixed_clock)
seen = 0

def die(*_):
    global seen
    seen += 1
    if seen == int(last_statement):
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(db._writer, "before_cursor_execute", die)
event.listen(db._writer, "commit", die)
succeed(db, Centre(*map(int, ids)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process is killed by a signal")
def test_a_write_killed_at_any_statement_leaves_no_trace_and_the_next_one_works(db: Database) -> None:
    centre = add_centre(db)
    before = dump(db)
    ids = [
        str(each) for each in (centre.hospital, centre.fsmr, centre.crmr, centre.aubrac, centre.bizet, centre.mandate)
    ]
    address = db.url.render_as_string(hide_password=False)
    for last in range(1, 100):
        done = subprocess.run([sys.executable, "-c", PROGRAM, address, str(last), *ids], check=False)
        if done.returncode == 0:
            break
        assert done.returncode == -signal.SIGKILL
        assert dump(db) == before
        assert len(operations(db)) == 1
    assert last > 5
    assert len(operations(db)) == 2
    assert check_chain(db) == []
    assert add_person(db, "suivante")
