"""Ctrl+K in the real window: what it shows, where it leads, what the keyboard does."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.model.finding.found import Found
from crmr_desk.ui.finding.finder import Finder
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network.page import NetworkPage


@pytest.fixture
def finder(demo_window: MainWindow) -> Finder:
    """On the network page; the index is not begun before the field is entered."""
    assert demo_window.desk is not None
    demo_window.resize(1440, 900)
    demo_window.go(Place("network"))
    found = demo_window.desk.findChild(Finder)
    assert found is not None
    return found


def shown(finder: Finder) -> list[str]:
    model = finder.palette.model
    return [model.line(row).title for row in range(model.rowCount())]


def look_for(finder: Finder, text: str) -> list[str]:
    """Fill the field (QTest types ASCII alone); what stands in the list."""
    finder.field.setText(text)
    finder.find()
    return shown(finder)


def press(qtbot: QtBot, finder: Finder, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(finder.field, key)


def test_before_the_index_is_there_the_tree_and_the_commands_are_found(finder: Finder) -> None:
    assert look_for(finder, "cervco")[:2] == ["Centres", "CERVCO"]
    assert "se prépare" in finder.palette.note.text()
    assert look_for(finder, "apparence sombre") == ["Commandes", "Apparence sombre"]
    assert look_for(finder, "31/12/2025") == ["Jour affiché", "Réseau au 31/12/2025"]
    assert look_for(finder, "nouvelle fil") == ["Commandes", "Créer une filière…"]
    assert look_for(finder, "réglages") == ["Commandes", "Réglages"]
    assert look_for(finder, "radar") == ["Commandes", "Radar des successions"]
    assert look_for(finder, "nouvelle pers") == ["Commandes", "Nouvelle personne…"]


def test_a_journey_by_keyboard(finder: Finder, demo_window: MainWindow, qtbot: QtBot) -> None:
    demo_window.activateWindow()
    qtbot.waitUntil(demo_window.isActiveWindow)
    page = demo_window.page("network")
    assert isinstance(page, NetworkPage)
    page.panel.tree.setFocus()
    qtbot.keyClick(page.panel.tree, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert finder.field.hasFocus()
    qtbot.waitUntil(lambda: finder.index.is_whole, timeout=20_000)
    finder.find()
    assert shown(finder)[:2] == ["Commandes", "Accueil"]

    look_for(finder, "SA")
    assert shown(finder)[0] == "Personnes"
    look_for(finder, "xyzzy")
    assert (shown(finder), finder.palette.isVisible()) == ([], True)
    assert "Rien ne répond" in finder.palette.note.text()
    look_for(finder, "70000481")
    assert re.search(r"huit chiffres.*neuf", finder.palette.note.text())

    look_for(finder, "cervco")
    press(qtbot, finder, Qt.Key.Key_Down)
    assert finder.field.accessibleDescription().startswith("Hôpital Lariboisière, AP-HP, Site coordonnateur")
    press(qtbot, finder, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Right)
    assert shown(finder)[:3] == ["CERVCO", "Ouvrir", "Succession du coordonnateur…"]
    assert "Renommer…" in shown(finder)
    press(qtbot, finder, Qt.Key.Key_Escape)
    assert shown(finder)[:2] == ["Centres", "CERVCO"]
    press(qtbot, finder, Qt.Key.Key_Return)
    assert page.sheet.centre is not None
    assert page.sheet.centre[0] == "crmr"
    assert (finder.palette.isVisible(), finder.field.text(), page.panel.tree.hasFocus()) == (False, "", True)

    finder.field.setFocus()
    QApplication.processEvents()
    assert shown(finder)[:2] == ["Ouverts récemment", "CERVCO"]
    press(qtbot, finder, Qt.Key.Key_Escape)
    assert page.panel.tree.hasFocus()

    assert demo_window.desk is not None
    with qtbot.waitSignal(demo_window.desk.start_wanted) as started:
        demo_window.desk.start_wanted.disconnect(demo_window.desk.start)
        assert look_for(finder, "succession cervco")[1] == "Ouvrir une succession pour CERVCO"
        press(qtbot, finder, Qt.Key.Key_Return)
    assert started.args[:2] == ["succession", "coordonnateur"]
    assert "Renommer\N{NO-BREAK SPACE}: CERVCO…" in look_for(finder, "renommer cervco")


@pytest.mark.parametrize(("leads", "page"), [(("person", 1), "directory"), (("hospital", 1), "directory")])
def test_what_is_found_leads_to_its_page(
    finder: Finder, demo_window: MainWindow, leads: tuple[str, int], page: str
) -> None:
    from crmr_desk.model.finding.found import Kind
    from crmr_desk.ui.finding.opening import open_found

    assert demo_window.desk is not None
    open_found(demo_window.desk, Found(Kind(leads[0]), 1, "", "", leads))
    assert demo_window.history.here == Place(page, (f"{leads[0]}/1",))
    assert not finder.palette.isVisible()
