"""The form of an establishment: a new one, or one corrected; a new name from a day on keeps the former one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from crmr_desk.model.network import hospitals
from crmr_desk.model.network.directions import envelope_lines
from crmr_desk.model.network.directory_rows import HospitalSheet
from crmr_desk.model.network.editing import change_fields
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.store.changes import Changes
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.network.entry_form import EntryForm
from crmr_desk.ui.parts.card import label

_CORRECTED = "Sans date, c’est la correction d’une erreur. Avec une date, l’ancien nom est gardé jusqu’à la veille."
_NEW = "Le numéro géographique (ET) désigne ce lieu, le numéro juridique (EJ) l’entité qui le gère."


class HospitalForm(EntryForm):
    """``saved(id)`` once the register holds a new one."""

    saved = Signal(int)

    def __init__(self, desk: Desk, shown: HospitalSheet | None = None, parent: QWidget | None = None) -> None:
        """``shown`` is which to correct; None adds one."""
        title = "Nouvel établissement" if shown is None else f"Fiche de {shown.hospital.name}"
        done = "Établissement ajouté." if shown is None else "Fiche modifiée."
        super().__init__(desk, title, _NEW if shown is None else "", icon="building-hospital", done=done, parent=parent)
        self._shown, self._new_id = shown, 0
        self.name, self.town, self.email = QLineEdit(), QLineEdit(), QLineEdit()
        self.address = QPlainTextEdit()
        self.finess_et, self.finess_ej = QLineEdit(), QLineEdit()
        self.region = QComboBox()
        self.region.addItem("Choisissez la région", "")
        for code, each in REGIONS.items():
            self.region.addItem(each.name, code)
        self.start = DateEdit("Nouveau nom à partir du", desk.today)
        self._fill()
        self._before = self._typed()
        self._lay()
        self.name.setFocus()

    def verb(self) -> Callable[[], Any]:
        db, typed, shown = self.desk.db, self._typed(), self._shown
        if shown is None:
            if not typed["region"]:
                raise ValueError("Choisissez la région.")
            et, ej = _number(self.finess_et), _number(self.finess_ej)
            return lambda: self._added(
                hospitals.new_hospital(
                    db, finess_et=et, finess_ej=ej, name=typed["name"], town=typed["town"], region_code=typed["region"]
                )
            )
        start, today, version, row_id = self.start.day(), self.desk.today, shown.version, shown.hospital.id
        changed = {field: value for field, value in typed.items() if value != self._before[field]}
        if start is None or "name" not in changed:
            return lambda: change_fields(db, "hospital", row_id, changed, version=version, today=today)
        if len(changed) > 1:
            raise ValueError("Enregistrez d’abord le nouveau nom, puis corrigez le reste de la fiche.")
        return lambda: change_fields(db, "hospital", row_id, changed, version=version, today=today, start=start)

    def _added(self, result: tuple[int, Changes]) -> tuple[int, Changes]:
        self._new_id = result[0]
        return result

    def _kept(self) -> None:
        super()._kept()
        if self._shown is None:
            self.saved.emit(self._new_id)

    def _typed(self) -> dict[str, str]:
        return {
            "name": " ".join(self.name.text().split()),
            "town": " ".join(self.town.text().split()),
            "region": str(self.region.currentData()),
            "address": envelope_lines(self.address.toPlainText()),
            "email": self.email.text().strip(),
        }

    def _fill(self) -> None:
        if self._shown is not None:
            hospital = self._shown.hospital
            self.name.setText(hospital.name)
            self.town.setText(hospital.town)
            self.address.setPlainText("\n".join(self._shown.direction.address))
            self.email.setText(self._shown.direction.email)
            self.region.setCurrentIndex(max(self.region.findData(hospital.region), 0))

    def _lay(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addLayout(named("Nom", self.name), 0, 0, 1, 2)
        grid.addLayout(named("Ville", self.town), 1, 0)
        grid.addLayout(named("Région", self.region), 1, 1)
        if self._shown is None:
            grid.addLayout(named("FINESS géographique (ET)", self.finess_et), 2, 0)
            grid.addLayout(named("FINESS juridique (EJ)", self.finess_ej), 2, 1)
        else:
            self.address.setTabChangesFocus(True)
            self.address.setFixedHeight(84)
            grid.addLayout(
                named("Adresse de la direction, une ligne par ligne de l’enveloppe", self.address), 2, 0, 1, 2
            )
            grid.addLayout(named("Courriel de la direction", self.email), 3, 0, 1, 2)
            grid.addLayout(named("Nouveau nom à partir du, facultatif", self.start), 4, 0, 1, 2)
            grid.addWidget(label(_CORRECTED, "quiet", wrap=True), 5, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.finish_layout("Ajouter l’établissement" if self._shown is None else "Enregistrer la fiche")


def _number(field: QLineEdit) -> str:
    return "".join(field.text().split()).upper()
