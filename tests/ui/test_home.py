"""Accueil on the demonstration network and on an empty register."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk import resources
from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.network import tree
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.ui.alerts import alerts
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.home import HomePage


@pytest.fixture
def home(demo_desk: Desk, qtbot: QtBot) -> HomePage:
    page = HomePage(demo_desk)
    qtbot.addWidget(page)
    page.resize(1240, 820)
    page.show()
    return page


def test_late_and_near_deadlines_are_those_of_the_model(home: HomePage, demo_desk: Desk) -> None:
    today = demo_desk.today
    near = upcoming.between(demo_desk.db, today, today + dt.timedelta(days=30), today)
    shown = [*home.soon.table.rows(), *home.month.table.rows()]
    assert {row.key for row in shown} <= {row.key for row in near}
    assert home.late.table.rows()
    assert all(row.days < 0 for row in home.late.table.rows())


def test_late_deadlines_are_counted_for_the_navigation(demo_desk: Desk, qtbot: QtBot) -> None:
    counted: list[int] = []
    demo_desk.late_counted.connect(counted.append)
    page = HomePage(demo_desk)
    qtbot.addWidget(page)
    page.show()
    assert counted
    assert counted[0] > 0


def test_a_deadline_opens_its_centre(home: HomePage, demo_desk: Desk) -> None:
    asked: list[tuple[str, int]] = []
    demo_desk.centre_wanted.connect(lambda kind, row_id: asked.append((kind, row_id)))
    row = home.late.table.rows()[0]
    home.late.table.opened.emit(row)
    assert asked == [(row.centre_kind, row.centre_id)]


def test_alerts_count_each_centre_once(demo_desk: Desk) -> None:
    nodes = tree.tree_on(demo_desk.db, demo_desk.today)
    counted = tree.tally(nodes)
    for alert in alerts(nodes):
        assert alert.title.startswith(f"{counted[alert.state]} ")


def test_a_single_alert_is_said_in_the_singular() -> None:
    node = Node(0, -1, "crmr", 4, "CERVCO", states=(NodeState.VACANT,), notes=("Coordination vacante",))
    (alert,) = alerts([node])
    assert (alert.title, alert.detail, alert.centres) == ("1 poste vacant", "CERVCO", (("crmr", 4),))


def test_voir_leads_to_the_filtered_tree(home: HomePage, demo_desk: Desk) -> None:
    asked: list[tuple[str, str]] = []
    demo_desk.page_wanted.connect(lambda key, detail: asked.append((key, detail)))
    see = next(each for each in home.findChildren(QPushButton) if "postes vacants" in each.accessibleName())
    see.click()
    assert asked == [("network", "vacant")]


def test_without_dossier_the_page_offers_the_network(home: HomePage, demo_desk: Desk) -> None:
    asked: list[str] = []
    demo_desk.page_wanted.connect(lambda key, _detail: asked.append(key))
    assert home.dossiers.stack.currentWidget() is home.dossiers.nothing
    assert home.dossiers.nothing.action is not None
    home.dossiers.nothing.action.click()
    assert asked == ["network"]


def test_an_empty_register_can_be_filled_from_a_workbook(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = HomePage(desk)
    qtbot.addWidget(page)
    page.show()
    assert page.dossiers.stack.currentWidget() is page.dossiers.empty
    workbook: Path = resources.path("demonstration", "reseau-demonstration.xlsx")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(workbook), ""))
    assert page.dossiers.empty.action is not None
    page.dossiers.empty.action.click()
    assert page.dossiers.stack.currentWidget() is page.dossiers.nothing
    assert tree.tree_on(desk.db, desk.today)
