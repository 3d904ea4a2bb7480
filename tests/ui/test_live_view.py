"""A view reads again when what it shows has changed, and only while it is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from crmr_desk.model.store.changes import Changes
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.live_view import LiveView


class Counting(LiveView):
    TABLES = frozenset({"mandate"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reads = 0
        self.answers: list[int] = []

    def question(self) -> Callable[[], int]:
        self.reads += 1
        number = self.reads
        return lambda: number

    def show_answer(self, answer: Any) -> None:
        self.answers.append(answer)


@pytest.fixture
def view(desk: Desk, qtbot: QtBot) -> Counting:
    made = Counting(desk)
    qtbot.addWidget(made)
    return made


def written(table: str) -> Changes:
    return Changes(1, frozenset({(table, 1)}))


def test_it_reads_when_first_shown(view: Counting) -> None:
    assert view.reads == 0
    view.show()
    assert view.answers == [1]


def test_it_reads_again_for_its_tables_only(view: Counting, desk: Desk) -> None:
    view.show()
    desk.changed.emit(written("letter"))
    assert view.reads == 1
    desk.changed.emit(written("mandate"))
    assert view.reads == 2


def test_hidden_it_waits_until_it_is_seen(view: Counting, desk: Desk) -> None:
    view.show()
    view.hide()
    desk.changed.emit(written("mandate"))
    desk.changed.emit(written("mandate"))
    assert view.reads == 1
    view.show()
    assert view.reads == 2


def test_f5_makes_every_view_read_again(view: Counting, desk: Desk) -> None:
    view.show()
    desk.reload_everything()
    assert view.reads == 2
