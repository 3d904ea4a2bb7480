"""A process killed in the middle of a decision leaves all of it or nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from crmr_desk.model.store.database import Database
from tests.model.dossiers.conftest import make_network, ready_to_decide

KILLS = 50
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_killed_fifty_times_during_a_decision_the_register_holds_all_or_nothing(sqlite_db: Database) -> None:
    dossier = ready_to_decide(make_network(sqlite_db))
    sqlite_db.dispose()
    program = [sys.executable, "-m", "tests.model.dossiers.killed_decision"]

    told = subprocess.run(
        [*program, str(sqlite_db.url.database), str(dossier), str(KILLS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    nothing, *killed, everything = json.loads(told.stdout)

    assert len(killed) == KILLS
    assert (nothing["letters"], everything["letters"]) == (0, 8)
    assert everything["mandates"] == nothing["mandates"] + 1
    assert [state for state in killed if state not in (nothing, everything)] == []
    assert {state["sound"] for state in killed} == {"ok"}
