"""The statistics page on the demonstration network: what its charts say, where they lead, what leaves it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crmr_desk.model.kinds import CentreKind
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network.page import NetworkPage
from crmr_desk.ui.statistics.page import StatisticsPage
from crmr_desk.ui.statistics.tile_layout import PLACES, neighbour


@pytest.fixture
def page(demo_window: MainWindow, demo_desk: Desk) -> StatisticsPage:
    demo_window.resize(1440, 900)
    demo_desk.page_wanted.emit("statistics", "")
    found = demo_window.page("statistics")
    assert isinstance(found, StatisticsPage)
    return found


def choose(window: MainWindow, path: Path) -> None:
    dialog = next(dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()


@pytest.mark.parametrize(
    ("code", "way", "found"),
    [("84", (1, 0), "27"), ("84", (0, 1), "93"), ("53", (-1, 0), "53"), ("93", (0, 1), "03"), ("06", (-1, 0), "04")],
)
def test_an_arrow_leads_to_the_nearest_tile_that_way(code: str, way: tuple[int, int], found: str) -> None:
    assert neighbour(code, *way) == found


def test_every_tile_can_be_reached_by_arrows() -> None:
    reached, waiting = {"11"}, ["11"]
    while waiting:
        code = waiting.pop()
        for way in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            other = neighbour(code, *way)
            if other not in reached:
                reached.add(other)
                waiting.append(other)
    assert reached == PLACES.keys()


def test_the_map_says_each_region_and_leads_to_it_in_the_tree(
    page: StatisticsPage, demo_window: MainWindow, qtbot: QtBot
) -> None:
    tiles = page.map.map.tiles
    assert tiles["11"].accessibleName().startswith("Île-de-France\u00a0: 14. 177\u00a0centres ÷ 12,32 million")
    assert [code for code, tile in tiles.items() if tile.focusPolicy() == Qt.FocusPolicy.StrongFocus] == ["11"]

    page.controls.choose_measure("vacant")
    assert "poste" in tiles["11"].accessibleName()
    page.map.map.stand_on("11")
    qtbot.keyClick(tiles["11"], Qt.Key.Key_Up)
    assert [code for code, tile in tiles.items() if tile.focusPolicy() == Qt.FocusPolicy.StrongFocus] == ["32"]
    qtbot.keyClick(tiles["32"], Qt.Key.Key_Return)

    network = demo_window.page("network")
    assert isinstance(network, NetworkPage)
    node = network.panel.tree.current_node()
    assert node is not None
    assert (node.kind, node.title) == ("region", "Hauts-de-France")


def test_every_chart_has_a_table_with_the_same_figures(page: StatisticsPage, demo_desk: Desk) -> None:
    led: list[tuple[str, int]] = []
    demo_desk.centre_wanted.connect(lambda *centre: led.append(centre))
    for card in (page.map, page.fsmr, page.coverage, *page.figures.all()):
        card.as_table.click()
        assert card.view.table is not None
        assert card.view.table.isVisible()
        assert card.view.table.shown_rows()
        assert card.caption.text()
    table = page.fsmr.view.table
    assert table is not None
    table.sort_by(4, descending=True)
    assert table.shown_rows()[0][1] == ("Ensemble", 90, 229, 374, 693)
    table.opened.emit(table.rows()[0])
    assert [kind for kind, _row_id in led] == [CentreKind.FSMR.value]
    assert page.fsmr.bars.accessibleDescription().startswith("BRAIN-TEAM\u00a0: 92\u00a0centres")


def test_the_page_turns_with_the_day_and_with_the_day_compared(page: StatisticsPage, demo_desk: Desk) -> None:
    assert page.controls.day.text() == "31/12/2025"
    demo_desk.look(dt.date(2010, 6, 30))
    assert page.controls.day.text() == "31/12/2009"
    assert page.tables()[0].method[0].startswith("214\u00a0centres")
    page.compare_with(dt.date(2005, 12, 31))
    page.controls.figures.set_value("difference")
    page.controls.changed.emit()
    assert "écart avec le 31/12/2005" in page.map.above.text()


def test_pictures_and_sheets_leave_the_page(page: StatisticsPage, demo_window: MainWindow, tmp_path: Path) -> None:
    page.controls.image.click()
    choose(demo_window, tmp_path / "carte.png")
    picture = QImage(str(tmp_path / "carte.png"))
    assert picture.width() == 2 * (page.map.map.width() + 48)

    page.controls.workbook.click()
    choose(demo_window, tmp_path / "statistiques.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "statistiques.xlsx").sheetnames) == 10


def test_an_empty_register_says_so(window: MainWindow, desk: Desk) -> None:
    desk.page_wanted.emit("statistics", "")
    page = window.page("statistics")
    assert isinstance(page, StatisticsPage)
    assert page.nothing.isVisible()
