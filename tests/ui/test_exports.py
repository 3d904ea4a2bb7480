"""The register and a dossier leave the window as workbooks."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtWidgets import QFileDialog

from crmr_desk.model.dossiers import life
from crmr_desk.model.law import packs
from crmr_desk.model.network.tree import tree_on
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.main_window import MainWindow


def choose(window: MainWindow, path: Path) -> None:
    """Answer the file dialog that has just opened."""
    dialog = next(dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_the_register_is_written_where_the_user_says(demo_window: MainWindow, demo_desk: Desk, tmp_path: Path) -> None:
    said: list[tuple[str, Path]] = []
    demo_desk.saved.connect(lambda sentence, path: said.append((sentence, path)))

    demo_window.navigation.export.click()
    choose(demo_window, tmp_path / "registre.xlsx")

    assert "Mandats" in openpyxl.load_workbook(tmp_path / "registre.xlsx").sheetnames
    assert said == [("Classeur écrit", tmp_path / "registre.xlsx")]


def test_a_dossier_is_written_where_the_user_says(demo_window: MainWindow, demo_desk: Desk, tmp_path: Path) -> None:
    cervco = next(node.row_id for node in tree_on(demo_desk.db, demo_desk.today) if node.title == "CERVCO")
    dossier_id, _changes = life.open_dossier(
        demo_desk.db, packs.load_named("2016"), request="succession", function="coordonnateur", target_id=cervco,
        today=demo_desk.today,
    )  # fmt: skip

    exports.export_dossier(demo_desk, dossier_id, "2026-0001")
    choose(demo_window, tmp_path / "dossier.xlsx")

    assert "Pièces" in openpyxl.load_workbook(tmp_path / "dossier.xlsx").sheetnames
