"""The Dossiers page in the real window, on six dossiers."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers import keeping
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Dossier
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossiers.page import DossiersPage
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.ops import InlineOps
from tests.conftest import Registers, fixed_clock
from tests.model.network.building import Register
from tests.ui.dossiers.rows import COLLEAGUE, ME, TODAY

CENTRES = {
    "CERVCO": "BRAIN-TEAM", "Maladie de Fabry": "G2M", "MARVU": "NeuroSphinx", "CNR-MAT": "MaRIH", "M3C": "CARDIOGEN",
    "Maladies rares de l’œil": "SENSGENE",
}  # fmt: skip


@pytest.fixture(scope="module")
def six_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six centres with a dossier each: 4 mine, the fourth on hold; the fifth a colleague's; the last abandoned."""
    path = tmp_path_factory.mktemp("dossiers") / "six.crmr"
    shutil.copyfile(migrated_file, path)
    db = at_rest(path)
    register = Register(db)
    ids = [register.succession(register.crmr(name, register.fsmr(sigle))) for name, sigle in CENTRES.items()]
    keeping.hold(db, [ids[3]], dt.date(2027, 1, 15), "Congé de la direction", today=TODAY)
    keeping.assign(db, [ids[4]], COLLEAGUE)
    with db.writing("Essai") as session:
        ended = session.get(Dossier, ids[5])
        assert ended is not None
        ended.state, ended.closed_on, ended.answers = "abandoned", TODAY, {"abandon.reason": "Ouvert par erreur"}
    db.dispose()
    return path


def at_rest(path: Path) -> Database:
    return Database(Database.url_of(path), who=ME, now=fixed_clock)


@pytest.fixture
def db(six_file: Path, registers: Registers) -> Iterator[Database]:
    with registers.copy_of(six_file, "six") as database:
        yield database


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication, db: Database, settings: QSettings) -> MainWindow:
    """The window on the Dossiers page; Accueil, which it passed, was never seen and has read nothing."""
    window = MainWindow(settings)
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.open_desk(Desk(db, InlineOps(), today=TODAY, who=ME, parent=qapp), "six.crmr")
    window.go(Place("dossiers"))
    window.show()
    return window


@pytest.fixture
def page(shown: MainWindow) -> DossiersPage:
    made = shown.page("dossiers")
    assert isinstance(made, DossiersPage)
    return made
