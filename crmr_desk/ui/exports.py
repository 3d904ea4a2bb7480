"""What leaves the window as a workbook: the register, a dossier. The lane writes it where the user says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog

from crmr_desk.ui.desk import Desk

_FILTER: Final = "Classeur Excel (*.xlsx)"


def export_register(desk: Desk) -> None:
    """Ask where, then write the whole register in the exchange format."""
    db = desk.db

    def write(path: Path) -> None:
        from crmr_desk.workbooks import exchange

        exchange.export(db, path)

    _ask(desk, "Exporter le registre", f"registre-{desk.today.isoformat()}.xlsx", write)


def export_dossier(desk: Desk, dossier_id: int, number: str) -> None:
    """Ask where, then write the dossier with its papers, findings, recipients, letters and journal."""
    db, today = desk.db, desk.today

    def write(path: Path) -> None:
        from crmr_desk.workbooks import dossier_export

        dossier_export.export_dossier(db, dossier_id, path, today)

    _ask(desk, "Exporter le dossier", f"dossier-{number}.xlsx", write)


def _ask(desk: Desk, title: str, name: str, write: Callable[[Path], None]) -> None:
    dialog = QFileDialog(desk.window, title, name, _FILTER)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.fileSelected.connect(lambda chosen: _write(desk, Path(chosen), write))
    dialog.open()


def _write(desk: Desk, path: Path, write: Callable[[Path], None]) -> None:
    desk.read(lambda: write(path), lambda _none: desk.toast.emit(f"Classeur écrit\u00a0: {path.name}"), owner=desk)
