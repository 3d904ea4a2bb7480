"""The network page, alone or in the real window, over the demonstration network or an empty register."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network.page import NetworkPage


def network_of(window: MainWindow) -> NetworkPage:
    """The network page, shown at the size of the pictures."""
    window.resize(1440, 900)
    window.go(Place("network"))
    QApplication.processEvents()
    page = window.page("network")
    assert isinstance(page, NetworkPage)
    return page


@pytest.fixture
def page(demo_desk: Desk, qtbot: QtBot) -> NetworkPage:
    """The demonstration network, nothing chosen yet, without the rest of the window: half the time of a test."""
    made = NetworkPage(demo_desk)
    qtbot.addWidget(made)
    demo_desk.centre_wanted.connect(made.show_centre)
    made.resize(1240, 820)
    made.show()
    QApplication.processEvents()
    return made


@pytest.fixture
def page_in_window(demo_window: MainWindow) -> NetworkPage:
    """The same in the real window."""
    return network_of(demo_window)


@pytest.fixture
def active_page(page_in_window: NetworkPage, qtbot: QtBot) -> NetworkPage:
    """The same in the active window, for the keyboard."""
    page_in_window.window().activateWindow()
    qtbot.waitUntil(lambda: page_in_window.window().isActiveWindow())
    return page_in_window
