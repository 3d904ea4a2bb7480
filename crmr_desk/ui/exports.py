"""What leaves the window as a file: the register, a dossier, a list, a template, a picture. The lane writes it where
the user says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QFileDialog

from crmr_desk.ui.desk import Desk

if TYPE_CHECKING:
    from crmr_desk.workbooks.styling import Value


class FileKind(NamedTuple):
    """What is written: the filter of the dialog, the suffix of a name without one, and what the toast says of it."""

    filter: str
    suffix: str
    written: str


WORKBOOK: Final = FileKind("Classeur Excel (*.xlsx)", "xlsx", "Classeur écrit")
PICTURE: Final = FileKind("Image PNG (*.png)", "png", "Image enregistrée")


def export_register(desk: Desk) -> None:
    """Ask where, then write the whole register in the exchange format."""
    db = desk.db

    def write(path: Path) -> None:
        from crmr_desk.workbooks import exchange

        exchange.export(db, path)

    ask_where(desk, "Exporter le registre", f"registre-{desk.today.isoformat()}.xlsx", write)


def export_dossier(desk: Desk, dossier_id: int, number: str) -> None:
    """Ask where, then write the dossier with its papers, findings, recipients, letters and journal."""
    db, today = desk.db, desk.today

    def write(path: Path) -> None:
        from crmr_desk.workbooks import dossier_export

        dossier_export.export_dossier(db, dossier_id, path, today)

    ask_where(desk, "Exporter le dossier", f"dossier-{number}.xlsx", write)


def bind_dossier(desk: Desk, dossier_id: int, number: str) -> None:
    """Ask how and where, then write the whole dossier, its papers and letters with it."""
    from crmr_desk.ui.dossier.bound_form import BoundForm

    BoundForm(desk, dossier_id, number, desk.window).open()


def export_list(desk: Desk, title: str, headings: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    """Ask where, then write a list as it is on screen."""

    def write(path: Path) -> None:
        from crmr_desk.workbooks import table_export

        table_export.export_table(path, title, headings, rows)

    ask_where(desk, f"Exporter\u00a0: {title.lower()}", f"{title.lower()}-{desk.today.isoformat()}.xlsx", write)


def choose_export(desk: Desk) -> None:
    """Offer every export of the register."""
    from crmr_desk.ui.exports_dialog import ExportsDialog

    ExportsDialog(desk, desk.window).open()


def choose_template(desk: Desk) -> None:
    """Ask for which agency a template is meant."""
    from crmr_desk.ui.template_form import TemplateForm

    TemplateForm(desk, desk.window).open()


def ask_where(desk: Desk, title: str, name: str, write: Callable[[Path], object], kind: FileKind = WORKBOOK) -> None:
    """Ask where a file goes, proposing ``name``, then let the lane ``write`` it; a toast says its name and opens it."""
    dialog = QFileDialog(desk.window, title, name, kind.filter)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind.suffix)
    dialog.fileSelected.connect(lambda chosen: _write(desk, Path(chosen), write, kind))
    dialog.open()


def _write(desk: Desk, path: Path, write: Callable[[Path], object], kind: FileKind) -> None:
    desk.read(lambda: write(path), lambda _none: desk.saved.emit(kind.written, path), owner=desk)
