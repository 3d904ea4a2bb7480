"""What can be done with an import from the list or its page: take it up, abandon it, get its report or the original."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crmr_desk.ui import exports, problems
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.imports.report_table import HEADINGS, report_rows
from crmr_desk.workbooks.imports.rows import ImportRow, ImportState

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.documents import StoredBytes

_WRITTEN = (ImportState.APPLIED, ImportState.UNDONE)


class ImportVerbs:
    """Runs them for a page; each ``no_…`` says why one cannot be, "" when it can."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        self._desk, self._over = desk, over
        self._files = OpenedFiles(over)

    def no_taking_up(self, row: ImportRow) -> str:
        """Why the draft cannot be taken up."""
        if row.state is not ImportState.DRAFT:
            return "Ce n’est plus un brouillon"
        return "Ce brouillon est déjà à votre nom" if row.instructor == self._desk.who else ""

    def no_abandoning(self, row: ImportRow) -> str:
        """Why it cannot be abandoned."""
        if row.state is not ImportState.DRAFT:
            return "Ce n’est plus un brouillon"
        return "" if row.instructor == self._desk.who else f"Suivi par {row.instructor}\u00a0: reprenez-le d’abord"

    def no_report(self, row: ImportRow) -> str:
        """Why there is no report to export."""
        return "" if row.state in _WRITTEN else "Le rapport se fait à l’application"

    def take_up(self, row: ImportRow) -> None:
        """Go on with a draft of a colleague in one's own name."""
        db = self._desk.db

        def verb() -> Changes:
            from crmr_desk.workbooks.imports import drafts

            return drafts.take_up(db, row.id)

        said = f"Le brouillon de {row.instructor} est maintenant à votre nom."
        self._desk.run(verb, lambda _changes: self._desk.done.emit(said))

    def ask_abandon(self, row: ImportRow) -> problems.Sheet:
        """Ask before the draft is put aside for good."""
        return problems.confirm(
            self._over.window(),
            f"{row.name} ne sera pas appliqué. Le fichier et vos choix restent dans la liste des imports.",
            lambda: self._abandon(row), title="Abandonner cet import", verb="Abandonner l’import",
            refuse="Le garder",
        )  # fmt: skip

    def export_report(self, row: ImportRow) -> None:
        """Ask where, then write what became of each line."""
        db = self._desk.db

        def ask() -> list[dict[str, object]]:
            from crmr_desk.workbooks.imports import history

            return history.result(db, row.id)

        stem = row.name.rpartition(".")[0] or row.name
        self._desk.read(
            ask, lambda report: exports.export_list(self._desk, f"Rapport {stem}", HEADINGS, report_rows(report)),
            owner=self._over,
        )  # fmt: skip

    def save_original(self, row: ImportRow) -> None:
        """Ask where, then keep a copy of the file as it was received."""
        db = self._desk.db

        def ask() -> StoredBytes:
            from crmr_desk.workbooks.imports import originals

            return originals.original(db, row.id)

        self._desk.read(ask, lambda stored: self._files.save_as(row.name, stored.content), owner=self._over)

    def _abandon(self, row: ImportRow) -> None:
        db = self._desk.db

        def verb() -> Changes:
            from crmr_desk.workbooks.imports import drafts

            return drafts.abandon(db, row.id)

        self._desk.run(verb, lambda _changes: self._desk.done.emit(f"L’import de {row.name} est abandonné."))
