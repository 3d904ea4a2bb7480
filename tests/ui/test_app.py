"""The program opens registers in its lane, says why it cannot, hears of other writers, and closes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from crmr_desk.app import Program
from crmr_desk.model.network import people
from crmr_desk.model.store.database import Database
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.problems import ProblemStrip
from crmr_desk.ui.start_page import StartPage
from crmr_desk.ui.wanted import Kind, Wanted
from tests.conftest import fixed_clock

PERSON = {"code": "P-1", "title": "Pr", "first_name": "Solène", "last_name": "Aubrac"}


@pytest.fixture
def program(qtbot: QtBot, settings: QSettings, today: dt.date) -> Iterator[Program]:
    settings.setValue("user/name", "Nadia Belkacem")
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.show()
    made = Program(window, today)
    yield made
    window.close()


def opened(program: Program, qtbot: QtBot, wanted: Wanted) -> None:
    program.open(wanted)
    qtbot.waitUntil(lambda: program.window.desk is not None, timeout=30000)


def problem_after(program: Program, qtbot: QtBot, wanted: Wanted) -> str:
    program.open(wanted)
    qtbot.waitUntil(lambda: program.window.stack.findChild(StartPage) is not None, timeout=30000)
    page = program.window.stack.findChild(StartPage)
    assert isinstance(page, StartPage)
    (strip,) = page.findChildren(ProblemStrip)
    return strip.text()


def test_a_new_register_opens_at_accueil_and_is_remembered(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "neuf.crmr"
    opened(program, qtbot, Wanted(Kind.NEW, str(path)))
    assert path.exists()
    assert program.window.top_bar.title.text() == "Accueil"
    assert program.window.status.base.text() == "neuf.crmr"
    assert program.window.desk is not None
    assert program.window.desk.who == "Nadia Belkacem"
    assert program.window.settings.value("recent") == [str(path)]


def test_the_demonstration_is_loaded_once(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    wanted = Wanted(Kind.DEMO, str(tmp_path / "demonstration.crmr"))
    opened(program, qtbot, wanted)
    assert "démonstration" in program.window.status.base.text()
    first = program.db
    assert first is not None
    program.show_start()
    opened(program, qtbot, wanted)
    assert program.db is not first
    assert program.window.settings.value("recent") is None


def test_a_file_that_is_no_register_leads_back_to_the_choice_with_a_sentence(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "photo.crmr"
    path.write_bytes(b"pas une base" * 20)
    sentence = problem_after(program, qtbot, Wanted(Kind.FILE, str(path)))
    assert "photo.crmr" in sentence
    assert "n’est pas une base de données" in sentence


def test_a_file_that_is_gone_is_not_made_anew(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "parti.crmr"
    assert "n’existe plus" in problem_after(program, qtbot, Wanted(Kind.FILE, str(path)))
    assert not path.exists()


def test_a_shared_register_that_does_not_answer_is_said_inline(program: Program, qtbot: QtBot) -> None:
    said: list[str] = []
    program._test("postgresql://nadia@127.0.0.1:1/registre?sslmode=disable", said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=30000)
    assert said[0].startswith("Impossible de joindre")


def test_what_another_window_writes_is_heard(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "neuf.crmr"
    opened(program, qtbot, Wanted(Kind.NEW, str(path)))
    desk, news = program.window.desk, program._news
    assert desk is not None
    assert news is not None
    qtbot.waitUntil(lambda: news._feed is not None, timeout=30000)
    other = Database(Database.url_of(path), who="Paul Lenoir", now=fixed_clock)
    people.save_person(other, PERSON)
    other.dispose()
    with qtbot.waitSignal(desk.changed, timeout=30000) as heard:
        news.ask()
    assert "person" in heard.args[0].tables


def test_leaving_a_register_for_another_closes_the_first(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    opened(program, qtbot, Wanted(Kind.NEW, str(tmp_path / "un.crmr")))
    opened(program, qtbot, Wanted(Kind.NEW, str(tmp_path / "deux.crmr")))
    assert program.window.status.base.text() == "deux.crmr"
    recent = program.window.settings.value("recent")
    assert [Path(each).name for each in recent] == ["deux.crmr", "un.crmr"]


def test_a_folder_is_not_said_to_be_gone(program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    said = problem_after(program, qtbot, Wanted(Kind.FILE, str(tmp_path)))
    assert "est un dossier" in said


def test_the_window_closes_from_the_start_page_after_a_register_was_left(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(program, qtbot, Wanted(Kind.NEW, str(tmp_path / "un.crmr")))
    left = program.window.desk
    assert left is not None
    with qtbot.waitSignal(left.destroyed):
        program.show_start()
    program.window.close()
