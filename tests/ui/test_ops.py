"""The lane runs work in order off the GUI thread and answers in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from crmr_desk.ui.ops import InlineOps, Ops

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def ops() -> Iterator[Ops]:
    lane = Ops()
    yield lane
    lane.close()


def test_work_runs_elsewhere_and_its_answer_comes_back_to_the_gui_thread(ops: Ops, qtbot: QtBot) -> None:
    threads: list[int] = []

    def work() -> str:
        threads.append(threading.get_ident())
        return "fait"

    def then(answer: str) -> None:
        threads.append(threading.get_ident())
        assert answer == "fait"

    ops.do(work, then)
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threading.get_ident()
    assert threads[1] == threading.get_ident()


def test_work_runs_in_the_order_asked(ops: Ops, qtbot: QtBot) -> None:
    answers: list[int] = []
    for number in range(20):
        ops.do(lambda number=number: number, answers.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert answers == list(range(20))


def test_an_error_is_an_answer_too_and_the_lane_goes_on(ops: Ops, qtbot: QtBot) -> None:
    seen: list[object] = []
    ops.do(lambda: 1 / 0, seen.append, seen.append)
    ops.do(lambda: "suite", seen.append)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert isinstance(seen[0], ZeroDivisionError)
    assert seen[1] == "suite"


def test_an_answer_for_a_deleted_page_is_dropped(ops: Ops, qtbot: QtBot) -> None:
    answers: list[str] = []
    page = QObject()
    may_end = threading.Event()
    ops.do(lambda: "ici" if may_end.wait(10) else "jamais", answers.append, owner=page)
    with qtbot.waitSignal(page.destroyed):
        page.deleteLater()
    may_end.set()
    ops.do(lambda: "suite", answers.append)
    qtbot.waitUntil(lambda: "suite" in answers)
    assert "jamais" not in answers


def test_closing_waits_for_the_write_under_way() -> None:
    lane = Ops()
    ended: list[bool] = []
    started = threading.Event()

    def write() -> None:
        started.set()
        ended.append(sum(range(2_000_000)) > 0)

    lane.do(write, lambda _none: None)
    started.wait(10)
    lane.close()
    assert ended == [True]


def test_busy_is_said_once_for_work_that_queues(ops: Ops, qtbot: QtBot) -> None:
    said: list[bool] = []
    ops.busy_changed.connect(said.append)
    for _ in range(3):
        ops.do(lambda: None, lambda _none: None)
    qtbot.waitUntil(lambda: said == [True, False])


def test_inline_work_raises_what_nobody_takes() -> None:
    with pytest.raises(ZeroDivisionError):
        InlineOps().do(lambda: 1 / 0, lambda _none: None)
