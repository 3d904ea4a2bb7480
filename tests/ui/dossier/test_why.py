"""Where the text is: badges and links that lead to the page of the rules, and why no other procedure applies."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.others_sheet import OthersSheet
from crmr_desk.ui.dossier.track import CompactTrack
from crmr_desk.ui.dossier.why import WhyPanel
from crmr_desk.ui.parts.badge import PlaceBadge
from tests.ui.dossier import sample_life, samples


@pytest.fixture
def others(qtbot: QtBot) -> Iterator[OthersSheet]:
    over = QWidget()
    qtbot.addWidget(over)
    made = OthersSheet("Succession du coordonnateur, même établissement, centre mono-site", sample_life.OTHERS, over)
    made.show()
    yield made
    over.close()


def test_a_place_that_is_clicked_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    badge = PlaceBadge("A3 §2b")
    qtbot.addWidget(badge)
    badge.show()
    with qtbot.waitSignal(desk.page_wanted) as wanted:
        qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)
    assert wanted.args == ["rules", "A3 §2b"]


def test_a_place_asked_in_another_window_is_none_of_ours(desk: Desk, qtbot: QtBot) -> None:
    ours, theirs = QMainWindow(), QMainWindow()
    desk.window = ours
    badge = PlaceBadge("A3 §2b", theirs)
    theirs.setCentralWidget(badge)
    for window in (ours, theirs):
        qtbot.addWidget(window)
        window.show()
    with qtbot.assertNotEmitted(desk.page_wanted):
        qtbot.mouseClick(badge, Qt.MouseButton.LeftButton)


def test_the_panel_leads_to_the_text_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    panel = WhyPanel()
    qtbot.addWidget(panel)
    panel.show_view(samples.sample(), "pieces")
    link = next(each for each in panel.findChildren(QPushButton) if each.text() == "Ouvrir le texte à cet endroit")
    with qtbot.waitSignal(desk.page_wanted) as wanted:
        link.click()
    assert wanted.args == ["rules", "A3 §2b"]


def test_each_other_procedure_says_why_it_does_not_apply(others: OthersSheet) -> None:
    said = [label.text() for label in others.findChildren(QLabel)]
    for other in sample_life.OTHERS:
        assert {other.title, other.reason} <= set(said)


def test_going_to_the_text_closes_the_dialog(others: OthersSheet, qtbot: QtBot) -> None:
    with qtbot.waitSignal(others.accepted):
        qtbot.mouseClick(others.findChildren(PlaceBadge)[0], Qt.MouseButton.LeftButton)


def test_the_track_says_the_stage_its_day_and_the_next(qtbot: QtBot) -> None:
    track = CompactTrack()
    qtbot.addWidget(track)
    track.show_view(samples.alive())
    assert track.here.text() == "En constitution, le 16/11/2026"
    assert track.next.text() == "Ensuite\u00a0: complet"
    assert track.accessibleName().startswith("Stade 2 sur 8")
    assert "Clos\u00a0: à venir" in track.accessibleDescription()
    track.show_view(samples.sample())
    assert track.isHidden()
