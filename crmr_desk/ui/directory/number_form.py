"""Replaces a legal number of an establishment from a day on; the former one is kept and goes on leading to it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from crmr_desk.model.network.directory_rows import HospitalSheet
from crmr_desk.model.network.merging.numbers import replace_number
from crmr_desk.model.terms import short_date
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.network.entry_form import EntryForm
from crmr_desk.ui.parts.buttons import Segmented
from crmr_desk.ui.parts.card import label

_SENTENCE = "L’ancien numéro est gardé jusqu’à la veille\u202f; il mène toujours à l’établissement, imports compris."


class NumberForm(EntryForm):
    """``whole`` gives a new legal number to every establishment of the entity."""

    def __init__(self, desk: Desk, shown: HospitalSheet, parent: QWidget | None = None) -> None:
        super().__init__(
            desk, f"Remplacer un numéro de {shown.hospital.name}", _SENTENCE, icon="switch-horizontal",
            done="Numéro remplacé, l’ancien est gardé.", parent=parent,
        )  # fmt: skip
        self._hospital, self._on = shown.hospital, shown.on
        self.field = Segmented(
            (("finess_ej", "Juridique (EJ)"), ("finess_et", "Géographique (ET)")), "Numéro à remplacer"
        )
        self.former, self.number = label("", "secondary"), QLineEdit()
        self.start = DateEdit("À partir du", desk.today)
        others = shown.same_entity
        count = len(others)
        who = f"les {count} autres établissements" if count > 1 else ", ".join(each.name for each in others)
        self.whole = QCheckBox(f"Aussi pour {who} de la même entité")
        self.whole.setToolTip("\n".join(each.name for each in others))
        self.whole.setChecked(True)
        self._several = count > 0
        self._lay()
        self._turn()
        self.field.chosen.connect(lambda _field: self._turn())
        self.number.setFocus()

    def verb(self) -> Callable[[], Any]:
        return self._replacing(())

    def agreed(self, key: str) -> Callable[[], Any]:
        return self._replacing((key,))

    def _replacing(self, confirmed: Collection[str]) -> Callable[[], Any]:
        start, field = self.start.day(), self.field.value()
        if start is None:
            raise ValueError("Indiquez à partir de quel jour.")
        db, row_id, today = self.desk.db, self._hospital.id, self.desk.today
        number = "".join(self.number.text().split()).upper()
        whole = self._several and self.whole.isChecked()
        return lambda: replace_number(db, row_id, field, number, start, today, whole_entity=whole, confirmed=confirmed)

    def _turn(self) -> None:
        legal = self.field.value() == "finess_ej"
        number = self._hospital.finess_ej if legal else self._hospital.finess_et
        self.former.setText(f"Au {short_date(self._on)}\u00a0: {number}")
        self.whole.setVisible(legal and self._several)

    def _lay(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.field, 0, 0)
        grid.addWidget(self.former, 0, 1)
        grid.addLayout(named("Nouveau numéro FINESS", self.number), 1, 0)
        grid.addLayout(named("À partir du", self.start), 1, 1)
        grid.addWidget(self.whole, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.finish_layout("Remplacer le numéro")
