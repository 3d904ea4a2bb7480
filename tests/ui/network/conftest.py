"""The network page in the real window, over the demonstration network or an empty register."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

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
def page(demo_window: MainWindow) -> NetworkPage:
    """The demonstration network, nothing chosen yet."""
    return network_of(demo_window)


@pytest.fixture
def active_page(page: NetworkPage, qtbot: QtBot) -> NetworkPage:
    """The same in the active window, for the keyboard."""
    page.window().activateWindow()
    qtbot.waitUntil(lambda: page.window().isActiveWindow())
    return page
