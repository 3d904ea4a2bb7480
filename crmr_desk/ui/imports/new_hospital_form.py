"""An establishment that a sheet names and the register does not know: created with the import, once it is agreed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from crmr_desk.model.identifiers import finess_problem
from crmr_desk.model.network import hospitals
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet

_SENTENCE = "Il sera créé à l’application de l’import, jamais avant. Ses deux numéros sont ceux du fichier FINESS."


class NewHospitalForm(Sheet):
    """``given(value)`` with the value of the choice, once everything is right."""

    given = Signal(object)

    def __init__(self, desk: Desk, known: Mapping[str, str], region: str = "", parent: QWidget | None = None) -> None:
        """``known`` is what the sheet says of it; ``region`` the INSEE code of the agency that wrote it."""
        super().__init__(parent, "Nouvel établissement", _SENTENCE, icon="building-hospital", width=640)
        self._taken: Collection[HospitalRow] = ()
        self.finess_et, self.finess_ej = QLineEdit(known.get("finess_et", "")), QLineEdit(known.get("finess_ej", ""))
        self.name, self.town = QLineEdit(known.get("name", "")), QLineEdit(known.get("town", ""))
        self.region = QComboBox()
        self.region.addItem("Choisissez la région", "")
        for code, each in REGIONS.items():
            self.region.addItem(each.name, code)
        self.region.setCurrentIndex(max(self.region.findData(known.get("region") or region), 0))
        self.problem = ProblemStrip()
        self._lay()
        db = desk.db
        desk.read(lambda: hospitals.hospitals(db), self._know, owner=self)
        (self.finess_et if not self.finess_et.text() else self.name).setFocus()

    def values(self) -> dict[str, str]:
        """What is typed. ValueError with a French sentence for what cannot be."""
        typed = {
            "finess_et": "".join(self.finess_et.text().split()).upper(),
            "finess_ej": "".join(self.finess_ej.text().split()).upper(),
            "name": " ".join(self.name.text().split()),
            "town": " ".join(self.town.text().split()),
            "region": str(self.region.currentData()),
        }
        for field, words in (("finess_et", "géographique"), ("finess_ej", "juridique")):
            problem = finess_problem(typed[field])
            if problem is not None:
                raise ValueError(f"FINESS {words}\u00a0: {problem}")
        same = next((row for row in self._taken if row.finess_et == typed["finess_et"]), None)
        if same is not None:
            raise ValueError(f"Le numéro {same.finess_et} est déjà celui de {same.name}\u00a0: choisissez-le.")
        for field, sentence in (("name", "Donnez le nom de l’établissement."), ("region", "Choisissez la région.")):
            if not typed[field]:
                raise ValueError(sentence)
        return typed

    def finish(self) -> None:
        """Give the establishment, or say what is wrong."""
        try:
            values = self.values()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        value: dict[str, Any] = {"new": values}
        self.given.emit(value)
        self.accept()

    def _know(self, found: list[HospitalRow]) -> None:
        self._taken = found

    def _lay(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addLayout(named("Nom", self.name), 0, 0, 1, 2)
        grid.addLayout(named("FINESS géographique (ET)", self.finess_et), 1, 0)
        grid.addLayout(named("FINESS juridique (EJ)", self.finess_ej), 1, 1)
        grid.addLayout(named("Ville, facultative", self.town), 2, 0)
        grid.addLayout(named("Région", self.region), 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.problem)
        for field in (self.finess_et, self.finess_ej, self.name, self.town):
            field.textEdited.connect(lambda _text: self.problem.say(""))
        self.region.currentIndexChanged.connect(lambda _index: self.problem.say(""))
        self.add_verb("Annuler")
        keep = button("Retenir cet établissement", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)
