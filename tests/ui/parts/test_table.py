"""The table of the house: sorting, selection by key, copying, what a screen reader hears."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from crmr_desk.ui.parts.table import Cell, Column, DataTable


@dataclass(frozen=True)
class Centre:
    id: int
    name: str
    file: int
    end: dt.date | None


ROWS = [
    Centre(1, "Lille", 97, dt.date(2028, 12, 31)),
    Centre(2, "Bordeaux", 112, None),
    Centre(3, "Dijon", 38, dt.date(2027, 4, 30)),
]


@pytest.fixture
def table(qtbot: QtBot) -> DataTable[Centre]:
    made: DataTable[Centre] = DataTable(
        (
            Column("Établissement", lambda row: Cell(row.name, second="neurologie")),
            Column("File active", lambda row: str(row.file), sort=lambda row: row.file, right=True, width=90),
            Column("Fin", lambda row: f"{row.end:%d/%m/%Y}" if row.end else "", sort=lambda row: row.end, width=100),
        ),
        lambda row: row.id, "Centres",
    )  # fmt: skip
    qtbot.addWidget(made)
    made.resize(500, 200)
    made.set_rows(ROWS)
    made.show()
    return made


def names(table: DataTable[Centre]) -> list[str]:
    return [row.name for row in table.shown_rows()]


def test_figures_sort_as_figures(table: DataTable[Centre]) -> None:
    table.sort_by(1)
    assert names(table) == ["Dijon", "Lille", "Bordeaux"]
    table.sort_by(1, descending=True)
    assert names(table) == ["Bordeaux", "Lille", "Dijon"]


@pytest.mark.parametrize("descending", [False, True])
def test_an_unknown_date_comes_last_either_way(table: DataTable[Centre], descending: bool) -> None:
    table.sort_by(2, descending=descending)
    assert names(table)[-1] == "Bordeaux"


def test_the_selection_follows_its_row_through_sorting_filter_and_reload(table: DataTable[Centre]) -> None:
    assert table.select(3)
    table.sort_by(1)
    assert table.current() == ROWS[2]
    table.set_filter(lambda row: row.file < 100)
    assert table.current() == ROWS[2]
    table.set_rows([Centre(9, "Angers", 1, None), *ROWS])
    assert table.current() == ROWS[2]


def test_a_row_that_vanishes_is_said(table: DataTable[Centre]) -> None:
    heard: list[Centre | None] = []
    table.select(1)
    table.current_changed.connect(heard.append)
    table.set_rows(ROWS[1:])
    assert heard[-1] is None
    assert table.current() is None


def test_copied_rows_open_in_excel(table: DataTable[Centre], qtbot: QtBot) -> None:
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["Établissement", "File active", "Fin"]
    assert lines[1].split("\t") == ["Lille, neurologie", "97", "31/12/2028"]
    assert len(lines) == 4


def test_a_screen_reader_hears_column_and_value(table: DataTable[Centre]) -> None:
    model = table.model()
    heard = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "Établissement\N{NO-BREAK SPACE}: Lille, neurologie"
    assert model.index(1, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Fin\N{NO-BREAK SPACE}: vide"


def test_enter_and_double_click_open_the_row(table: DataTable[Centre], qtbot: QtBot) -> None:
    opened: list[Centre] = []
    table.opened.connect(opened.append)
    table.select(2)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.currentIndex()).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [ROWS[1], ROWS[1]]


def test_columns_fill_the_width_exactly(table: DataTable[Centre]) -> None:
    assert sum(table.columnWidth(place) for place in range(3)) == table.viewport().width()


def test_rows_chosen_together_stay_chosen_in_another_order_and_after_other_rows(table: DataTable[Centre]) -> None:
    told: list[list[str]] = []
    table.chosen_changed.connect(lambda: told.append([row.name for row in table.chosen()]))
    table.selectAll()
    table.set_rows([ROWS[2], ROWS[0]])
    assert [row.name for row in table.chosen()] == ["Dijon", "Lille"]
    table.sort_by(0, descending=True)
    assert [row.name for row in table.chosen()] == ["Lille", "Dijon"]
    table.set_filter(lambda row: row.name == "Lille")
    assert told[-1] == ["Lille"]


def test_the_row_one_stands_on_is_not_chosen_by_reading_again(table: DataTable[Centre]) -> None:
    table.select(1)
    table.clearSelection()
    table._choose({3})
    table.set_rows(ROWS)
    assert [row.name for row in table.chosen()] == ["Dijon"]
