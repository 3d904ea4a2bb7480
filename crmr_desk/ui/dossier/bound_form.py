"""The whole dossier as one PDF or as an archive: what is in it is said first, then where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QFileDialog, QWidget

from crmr_desk.model.correspondence import bound
from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.ui.correspondence.verb_sheet import VerbSheet
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.imports.progress import Job

_PDF, _ZIP = "pdf", "zip"
_CHOICES: Final = (
    Choice(_PDF, "Un seul PDF, avec sommaire, signets et numéros de page"),
    Choice(_ZIP, "Une archive ZIP\u00a0: chaque pièce telle qu’elle a été reçue, et ses empreintes"),
)
_SENTENCE: Final = "Couverture, pièces, avis, décision, courriers, signés s’ils le sont, et journal du dossier."
_FILTERS: Final = {_PDF: "Fichier PDF (*.pdf)", _ZIP: "Archive ZIP (*.zip)"}


class BoundForm(VerbSheet):
    """Closes once the file is written; a toast says its name and opens it."""

    def __init__(self, desk: Desk, dossier_id: int, number: str, parent: QWidget | None = None) -> None:
        super().__init__(
            desk, parent, f"Dossier relié {number}", _SENTENCE, "Choisir où…", icon="file-zip",
            long=f"Dossier relié {number}",
        )  # fmt: skip
        self._dossier_id, self._number = dossier_id, number
        self.how = Options(_CHOICES, "Fichier")
        self.how.set_value(_PDF)
        self.body.addWidget(self.how)
        self.settle()

    def finish(self) -> None:
        kind = self.how.value() or _PDF
        dialog = QFileDialog(self, "Enregistrer le dossier relié", f"dossier-{self._number}.{kind}", _FILTERS[kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.fileSelected.connect(lambda chosen: self.write_to(Path(chosen)))
        dialog.open()

    def write_to(self, path: Path) -> None:
        """Write the file, in the way chosen."""
        db, dossier_id, today = self.desk.db, self._dossier_id, self.desk.today
        bind = bound.bound_zip if self.how.value() == _ZIP else bound.bound_pdf

        def work(job: Job) -> int:
            return bind(db, dossier_id, path, today=today, progress=job.report, cancelled=job.cancelled)

        self.write(work, lambda _count: self.desk.saved.emit("Dossier relié écrit", path))
