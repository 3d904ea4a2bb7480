"""Long work in the lane: the bar follows it, « Annuler » stops it, what is newer takes its place."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports.progress import Job, ProgressStrip
from crmr_desk.ui.ops import Ops
from tests.conftest import WHO


@pytest.fixture
def lane(qapp: QApplication) -> Iterator[Ops]:
    made = Ops(qapp)
    yield made
    made.close()


@pytest.fixture
def strip(qtbot: QtBot, qapp: QApplication, lane: Ops, sqlite_db: Database, today: dt.date) -> ProgressStrip:
    made = ProgressStrip(Desk(sqlite_db, lane, today=today, who=WHO, parent=qapp))
    qtbot.addWidget(made)
    return made


def test_what_the_lane_reports_is_shown_and_can_be_cancelled(strip: ProgressStrip, qtbot: QtBot) -> None:
    go_on = threading.Event()
    said: list[str] = []
    done: list[object] = []
    strip._desk.toast.connect(said.append)

    def check(job: Job) -> None:
        job.report(1200, 4000)
        assert go_on.wait(10)
        if job.cancelled():
            raise UserError("Contrôle annulé\u00a0: rien n’a été écrit.")

    strip.read("Contrôle de CCMR_AURA.xlsx", check, done.append)
    qtbot.waitUntil(lambda: strip.bar.value() == 1200)
    assert strip.words.text() == "Contrôle de CCMR_AURA.xlsx\u00a0: 1\u202f200 sur 4\u202f000"
    qtbot.waitUntil(strip.isVisible)
    strip.cancel_button.click()
    go_on.set()
    qtbot.waitUntil(strip.isHidden)
    assert (said, done) == (["Contrôle annulé\u00a0: rien n’a été écrit."], [])


def test_newer_work_takes_the_place_of_what_runs(strip: ProgressStrip, qtbot: QtBot) -> None:
    answers: list[str] = []
    started = threading.Event()

    def old(job: Job) -> str:
        started.set()
        while not job.cancelled():
            pass
        return "ancien"

    strip.read("Contrôle", old, answers.append)
    assert started.wait(10)
    strip.read("Contrôle", lambda _job: "nouveau", answers.append)
    qtbot.waitUntil(lambda: answers == ["nouveau"])
    assert not strip.is_busy()
