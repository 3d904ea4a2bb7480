"""Step one: what the file is, where its header stands, which sheets are read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crmr_desk.ui.imports.file_step import FileStep, size_words
from crmr_desk.ui.imports.page import ImportsPage
from crmr_desk.ui.main_window import MainWindow
from tests.ui.test_words_on_screen import check


@pytest.fixture
def step(imports: ImportsPage, received: int) -> FileStep:
    imports.go_to(f"{received}/file")
    step = imports.draft.step()
    assert isinstance(step, FileStep)
    return step


def header(step: FileStep) -> tuple[int, int] | None:
    sheet = step.sheet()
    assert sheet is not None
    return sheet.header


def test_the_file_is_told_with_its_sheets_and_why_some_are_not_read(step: FileStep, shared_window: MainWindow) -> None:
    assert step.facts.text().startswith("Excel, ")
    step.copy_sha.click()
    assert len(QGuiApplication.clipboard().text()) == 64
    assert [(sheet.name, sheet.read) for sheet in step.sheets.rows()] == [
        ("Centres", True), ("Listes", False), ("Notes", False),
    ]  # fmt: skip
    assert all(sheet.why for sheet in step.sheets.rows() if not sheet.read)
    assert header(step) == (4, 4)
    check(shared_window)


def test_the_header_is_moved_by_a_click_or_by_return_and_found_again(step: FileStep, qtbot: QtBot) -> None:
    table = step.preview.table
    assert table is not None
    table.select(5)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert header(step) == (5, 5)
    step.preview.height_.set_value("2")
    table.clicked.emit(table.model().index(2, 0))
    assert header(step) == (3, 4)
    step.preview.guess.click()
    assert header(step) == (4, 4)
    assert not step.preview.guess.isVisible()


def test_without_a_sheet_that_is_read_the_next_steps_wait(step: FileStep, imports: ImportsPage) -> None:
    step.read.click()
    assert not step.way.forward.isEnabled()
    assert step.way.message().startswith("Aucun tableau n’est reconnu")
    assert not imports.draft.track.steps["columns"].isEnabled()
    step.read.click()
    assert step.way.forward.isEnabled()


@pytest.mark.parametrize(
    ("size", "said"),
    [(1, "1\u00a0octet"), (812, "812\u00a0octets"), (49_999, "48\u00a0Ko"), (3_355_443, "3,2\u00a0Mo")],
)
def test_a_size_is_said_in_words(size: int, said: str) -> None:
    assert size_words(size) == said
