"""A desk on a real register, worked inline, and the real window over it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk import app as program
from crmr_desk import resources
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.opening import open_database
from crmr_desk.ui import theme
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.ops import InlineOps
from crmr_desk.workbooks import exchange
from tests.conftest import WHO, Registers, fixed_clock


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """The look and the language of the program: sizes and words depend on them. What a test leaves is deleted after
    it: a change of theme dresses every widget that is still alive."""
    if theme.mode() != "light":
        program.speak_french(qapp)
        theme.apply(qapp, "light")
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """What a test shows alone is dressed as it would be in the window."""
    keep = qtbot.addWidget

    def dressed(widget: QWidget, **options: Any) -> None:
        if widget.parentWidget() is None:
            theme.dress(widget)
        keep(widget, **options)

    monkeypatch.setattr(qtbot, "addWidget", dressed)
    return qtbot


@pytest.fixture(scope="session")
def demonstration_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration network, loaded once, to be copied."""
    path = tmp_path_factory.mktemp("demonstration") / "demonstration.crmr"
    database = open_database(path, who=WHO, now=fixed_clock)
    exchange.load(database, resources.path("demonstration", "reseau-demonstration.xlsx"))
    database.dispose()
    return path


@pytest.fixture
def demo_db(demonstration_file: Path, registers: Registers) -> Iterator[Database]:
    """The demonstration network in a fresh local file."""
    with registers.copy_of(demonstration_file, "demonstration") as database:
        yield database


@pytest.fixture
def desk(qapp: QApplication, sqlite_db: Database, today: dt.date) -> Iterator[Desk]:
    """A desk on an empty register."""
    made = Desk(sqlite_db, InlineOps(), today=today, who=WHO, parent=qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def demo_desk(qapp: QApplication, demo_db: Database, today: dt.date) -> Iterator[Desk]:
    """A desk on the demonstration network."""
    made = Desk(demo_db, InlineOps(), today=today, who=WHO, parent=qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """Settings of this test alone."""
    return QSettings(str(tmp_path / "reglages.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, settings: QSettings) -> MainWindow:
    """The window at Accueil, on an empty register."""
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.open_desk(desk, "registre.crmr")
    made.show()
    return made


@pytest.fixture
def demo_window(qtbot: QtBot, demo_desk: Desk, settings: QSettings) -> MainWindow:
    """The window at Accueil, on the demonstration network."""
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.open_desk(demo_desk, "Réseau de démonstration")
    made.show()
    return made
