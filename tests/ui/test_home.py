"""Accueil on the demonstration network and on an empty register."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk import resources
from crmr_desk.model.deadlines import upcoming
from crmr_desk.model.dossiers import life
from crmr_desk.model.law import packs
from crmr_desk.model.network import tree
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.model.store.database import Database
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
    shown = [chip.row for card in (home.soon, home.month) for chip in card.table.rows()]
    assert {row.key for row in shown} <= {row.key for row in near}
    assert home.late.table.rows()
    assert all(chip.row.days < 0 for chip in home.late.table.rows())


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
    chip = next(chip for chip in home.late.table.rows() if not chip.gathers)
    row = chip.row
    home.late.table.opened.emit(chip)
    assert asked == [(row.centre_kind, row.centre_id)]


def test_what_is_late_by_more_than_a_year_says_which(home: HomePage, demo_desk: Desk) -> None:
    this_year = demo_desk.today.year
    for place, chip in enumerate(home.late.table.rows()):
        on = chip.row.on
        words = str(home.late.table.model().index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        assert words.endswith(f"{on:%d/%m}" if on.year == this_year else f"{on:%d/%m}, {on.year}")


def test_the_rest_of_a_card_and_its_reminders_are_one_click_away(home: HomePage, demo_desk: Desk) -> None:
    asked: list[tuple[str, str]] = []
    demo_desk.page_wanted.connect(lambda key, detail: asked.append((key, detail)))
    for control in (home.late.more, home.month.more, home.late.remind):
        control.click()
    assert asked == [("deadlines", "late"), ("deadlines", "day"), ("correspondence", "reminders")]
    assert home.month.remind.isHidden()


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


def test_an_alert_says_how_many_it_does_not_name(demo_desk: Desk) -> None:
    for alert in alerts(tree.tree_on(demo_desk.db, demo_desk.today)):
        named = alert.detail.partition(" et ")[0].count("\N{NARROW NO-BREAK SPACE}; ") + 1
        unnamed = re.search(r" et (\d+) autres?$", alert.detail)
        assert named + int(unnamed[1] if unnamed else 0) == len(alert.centres)


def test_centres_without_a_filter_of_their_own_are_offered_by_name(home: HomePage, demo_desk: Desk) -> None:
    asked: list[tuple[str, int]] = []
    demo_desk.centre_wanted.connect(lambda kind, row_id: asked.append((kind, row_id)))
    nodes = tree.tree_on(demo_desk.db, demo_desk.today)
    alert = next(each for each in alerts(nodes) if each.state is NodeState.BELOW_THREE)
    offered = home.alerts.menu(alert).actions()
    assert [action.text() for action in offered] == list(alert.names)
    offered[1].trigger()
    assert asked == [alert.centres[1]]


def test_dossiers_of_colleagues_are_one_click_away(home: HomePage, demo_desk: Desk) -> None:
    colleague = Database(demo_desk.db.url, who="Paul Durand", now=demo_desk.db.now)
    cervco = next(node for node in tree.tree_on(demo_desk.db, demo_desk.today) if node.title == "CERVCO")
    pack = packs.load_named("2016")
    life.open_dossier(
        colleague, pack, request="succession", function="coordonnateur", target_id=cervco.row_id,
        today=demo_desk.today,
    )  # fmt: skip
    colleague.dispose()
    home.reload()
    assert home.dossiers.stack.currentWidget() is home.dossiers.none_mine
    assert home.dossiers.none_mine.action is not None
    home.dossiers.none_mine.action.click()
    assert home.dossiers.stack.currentWidget() is home.dossiers.table
