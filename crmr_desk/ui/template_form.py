"""« Modèle pour une ARS… »: the sheet that an agency is asked to fill in, with its own centres."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from crmr_desk.model.network.names import fold
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.ui import exports
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.imports.sender_box import SenderBox
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.problems import Sheet

_SENTENCE = (
    "Le classeur contient les centres de la région et des listes de valeurs. À son retour, seules les cellules changées"
    " sont lues."
)


class TemplateForm(Sheet):
    """Asks for the agency, then where the workbook goes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Modèle pour une ARS", _SENTENCE, icon="file-spreadsheet")
        self._desk = desk
        self.keep = button("Écrire le modèle…", "primary")
        self.ars = SenderBox("ARS", national=False)
        self.ars.picked.connect(lambda _region: set_available(self.keep))
        self.body.addLayout(named("ARS destinataire", self.ars))
        self.add_verb("Annuler")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.ask_where)
        self.verbs.addWidget(self.keep)
        set_available(self.keep, "Choisissez l’ARS")
        self.ars.setFocus()

    def ask_where(self) -> None:
        """Ask for the file, then write it."""
        region = self.ars.region()
        if region is None:
            return
        db, today = self._desk.db, self._desk.today

        def write(path: Path) -> None:
            from crmr_desk.workbooks.returning import template

            template.write_template(db, region, path, today)

        self.accept()
        name = fold(REGIONS[region].name).replace(" ", "-")
        exports.ask_where(self._desk, "Modèle pour une ARS", f"modele-ars-{name}-{today.isoformat()}.xlsx", write)
