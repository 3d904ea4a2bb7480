"""What the user does with a pack: check it, open its folder, copy it, activate it after seeing the impact."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crmr_desk.model.dossiers import impact, rule_packs
from crmr_desk.model.dossiers.impact import DossierImpact
from crmr_desk.model.dossiers.rule_packs import PackRow
from crmr_desk.model.law import pack_copies
from crmr_desk.model.law.pack_reader import Mistake
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.rules import look
from crmr_desk.ui.rules.copy_dialog import CopyDialog
from crmr_desk.ui.rules.impact_dialog import ImpactDialog
from crmr_desk.ui.rules.mistakes_dialog import MistakesDialog


def check(desk: Desk, row: PackRow, then: Callable[[], None]) -> None:
    """Read the files again and say every mistake, by file and line."""

    def told(mistakes: tuple[Mistake, ...]) -> None:
        then()
        if mistakes:
            MistakesDialog(row.title, mistakes, desk.window).open()
        else:
            desk.toast.emit(f"Aucune erreur dans le jeu de règles {look.quoted(row.title)}")

    if row.folder is None:
        told(row.mistakes)
    else:
        desk.read(lambda: pack_copies.mistakes_of(row.id), told)


def open_folder(row: PackRow) -> None:
    """Show the files in the file manager of the computer."""
    if row.folder is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(row.folder)))


def copy(desk: Desk, row: PackRow, then: Callable[[str], None]) -> None:
    """Ask for a name, copy the pack, then show the copy."""
    CopyDialog(desk, row, then, desk.window).open()


def activate(desk: Desk, row: PackRow) -> None:
    """Show what the pack would change for the open dossiers, then activate it if the user agrees."""
    db, today = desk.db, desk.today

    def agreed() -> None:
        desk.run(
            lambda: rule_packs.activate(db, row.id),
            lambda _changes: desk.done.emit(f"Les nouveaux dossiers s’ouvrent sous {look.quoted(row.title)}"),
        )

    def seen(impacts: tuple[DossierImpact, ...]) -> None:
        ImpactDialog(row, impacts, agreed, desk.window).open()

    desk.read(lambda: impact.impact(db, rule_packs.candidate(db, row.id), today), seen)
