"""What leaves the window of letters: their files, and paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from crmr_desk.model.correspondence import drafts_eml, saving
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.ui.correspondence.drafts_form import DraftsForm
from crmr_desk.ui.correspondence.saving_form import SavingForm
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.opened_files import OpenedFiles
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.imports.progress import Job, ProgressStrip

Letters = Sequence[KeptLetter]
_READING: Final = "Lecture des courriers"


class Output:
    """``strip`` shows what lasts."""

    def __init__(self, desk: Desk, over: QWidget, strip: ProgressStrip, opened: OpenedFiles) -> None:
        self._desk, self._over, self._strip, self._opened = desk, over, strip, opened

    def ask_drafts(self, letters: Letters) -> None:
        """Where the drafts go; letters without any address are named, and left out."""
        db, ids, today = self._desk.db, _ids(letters), self._desk.today

        def ask(without: list[int]) -> None:
            form = DraftsForm(letters, frozenset(without), self._over.window())
            form.given.connect(self._ask_folder)
            form.open()

        self._desk.read(lambda: drafts_eml.without_email(db, ids, today=today), ask, owner=self._over)

    def save_drafts(self, letters: Letters, folder: Path) -> None:
        """Write the drafts into ``folder``."""
        db, ids, today = self._desk.db, _ids(letters), self._desk.today

        def write(job: Job) -> int:
            return drafts_eml.save_emls(db, ids, folder, today=today, progress=job.report, cancelled=job.cancelled)

        def said(count: int) -> None:
            self._desk.saved.emit(plural(count, "brouillon écrit", "brouillons écrits"), folder)

        self._strip.read("Brouillons de courriel", write, said)

    def ask_saving(self, letters: Letters) -> None:
        """One file for all, or one for each; then where."""
        form = SavingForm(letters, self._over.window())
        form.given.connect(lambda one_file: self._ask_where(letters, one_file=one_file))
        form.open()

    def save_each(self, letters: Letters, folder: Path) -> None:
        """Write each letter into ``folder`` under its own name."""
        db, ids = self._desk.db, _ids(letters)

        def write(job: Job) -> int:
            wanted = saving.to_save(db, ids)
            return saving.save_each(db, wanted, folder, progress=job.report, cancelled=job.cancelled)

        self._strip.read("Enregistrement des courriers", write, lambda count: self._say(count, folder))

    def save_one(self, letters: Letters, path: Path) -> None:
        """Write all letters into the PDF ``path``, in their order."""
        db, ids = self._desk.db, _ids(letters)

        def write(job: Job) -> int:
            wanted = saving.to_save(db, ids)
            return saving.save_bound(db, wanted, path, progress=job.report, cancelled=job.cancelled)

        self._strip.read("Enregistrement des courriers", write, lambda count: self._say(count, path))

    def print(self, letters: Letters) -> None:
        """Ask for a printer, then print all letters in their order."""
        from crmr_desk.ui.correspondence.printing import ask_printer  # nobody who only reads waits for the printers

        db, ids = self._desk.db, _ids(letters)

        def read(job: Job) -> bytes:
            return saving.bound(db, saving.to_save(db, ids), progress=job.report, cancelled=job.cancelled)

        self._strip.read(_READING, read, lambda content: ask_printer(self._over.window(), content))

    def _ask_where(self, letters: Letters, *, one_file: bool) -> None:
        title = "Enregistrer les courriers"
        if one_file:
            dialog = QFileDialog(self._over.window(), title, f"courriers-{self._desk.today.isoformat()}.pdf")
            dialog.setNameFilter("Fichier PDF (*.pdf)")
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("pdf")
            dialog.fileSelected.connect(lambda chosen: self.save_one(letters, Path(chosen)))
            dialog.open()
        else:
            self._folder(title, lambda folder: self.save_each(letters, folder))

    def _ask_folder(self, letters: Letters) -> None:
        self._folder("Écrire les brouillons de courriel", lambda folder: self.save_drafts(letters, folder))

    def _folder(self, title: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self._over.window(), title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
        dialog.open()

    def _say(self, count: int, where: Path) -> None:
        self._desk.saved.emit(plural(count, "courrier enregistré", "courriers enregistrés"), where)


def _ids(letters: Letters) -> list[int]:
    return [letter.id for letter in letters]
