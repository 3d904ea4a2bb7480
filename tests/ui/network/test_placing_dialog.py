"""Telling the hospital of a centre that a national list brought in without one."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.sheet import centre_sheet
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.schema import Site
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.network.placing_dialog import PlacingDialog
from tests.model.network.building import TODAY, Register


def test_the_hospital_picked_is_kept(qtbot: QtBot, sqlite_db: Database, desk: Desk) -> None:
    register = Register(sqlite_db)
    site_id = register.constitutive(register.crmr("CERVCO"), "CHU de Lille")
    with sqlite_db.writing("Liste nationale") as session:
        session.get_one(Site, site_id).hospital_id = None
    dialog = PlacingDialog(desk, "site", site_id)
    qtbot.addWidget(dialog)
    assert (dialog.keep.isEnabled(), dialog.keep.toolTip()) == (False, "Choisissez d’abord l’établissement.")
    dialog.chooser.picked.emit(register.hospital("CHU de Lille"))
    dialog.keep.click()
    assert centre_sheet(sqlite_db, CentreKind.SITE, site_id, TODAY).placed
