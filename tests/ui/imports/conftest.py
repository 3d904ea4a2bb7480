"""One window for each file of tests, on the demonstration network; a test leaves no draft open that another needs."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crmr_desk.model.store.database import Database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.imports.page import ImportsPage
from crmr_desk.ui.imports.receive_form import ReceiveForm
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.ops import InlineOps
from crmr_desk.ui.problems import Sheet
from tests.conftest import WHO, fixed_clock
from tests.ui.imports.sheets import write_sheet

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="session")
def aura(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of an agency that the name of the file tells."""
    return write_sheet(tmp_path_factory.mktemp("recus") / "CCMR_AURA.xlsx")


@pytest.fixture(scope="module")
def shared_window(
    qapp: QApplication, demonstration_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:
    """The window on the demonstration network, at Imports."""
    folder = tmp_path_factory.mktemp("imports")
    shutil.copyfile(demonstration_file, folder / "demonstration.crmr")
    database = Database(Database.url_of(folder / "demonstration.crmr"), who=WHO, now=fixed_clock)
    window = MainWindow(QSettings(str(folder / "reglages.ini"), QSettings.Format.IniFormat))
    desk = Desk(database, InlineOps(), today=TODAY, who=WHO, parent=qapp)
    window.open_desk(desk, "Démonstration")
    window.resize(1440, 900)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    desk.deleteLater()
    database.dispose()


@pytest.fixture
def received(imports: ImportsPage, aura: Path) -> int:
    """The id of the draft of ``aura``, received once a window."""
    if not imports.list.table.rows():
        receive(imports, aura)
    return imports.list.table.rows()[-1].id


@pytest.fixture
def imports(shared_window: MainWindow) -> ImportsPage:
    """The page, on its list."""
    shared_window.navigation.entries["imports"].click()
    page = shared_window.page("imports")
    assert isinstance(page, ImportsPage)
    return page


def open_sheet(window: MainWindow) -> Sheet:
    """The one dialog that is open."""
    (sheet,) = (each for each in window.findChildren(Sheet) if each.isVisible())
    return sheet


def receive(page: ImportsPage, *paths: Path) -> None:
    """Drop files, and keep what the form proposes."""
    page.receive(paths)
    window = page.window()
    assert isinstance(window, MainWindow)
    form = open_sheet(window)
    assert isinstance(form, ReceiveForm)
    form.finish()
