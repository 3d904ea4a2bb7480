"""Says in which hospital a centre is, where the list that brought it in did not."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network import hospitals, placing
from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.chooser import Chooser
from crmr_desk.ui.dossier.pick_field import hospital_entry
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import ProblemStrip, Sheet

_NOTHING_CHOSEN = "Choisissez d’abord l’établissement."


class PlacingDialog(Sheet):
    """One search line over the establishments of the register, and what was picked."""

    def __init__(self, desk: Desk, kind: str, row_id: int, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, "Préciser l’établissement",
            "Une fois précisé, il ne change plus que par un dossier de délocalisation (annexe 1, A\u00a0c).",
            icon="building-hospital", width=640,
        )  # fmt: skip
        self._desk, self._kind, self._row_id = desk, CentreKind(kind), row_id
        self._chosen: int | None = None
        self.chooser = Chooser("Nom, ville, région ou FINESS…")
        self.chooser.setAccessibleName("Établissement")
        self.chooser.picked.connect(self._pick)
        self.picked = label("Aucun établissement choisi", "secondary", wrap=True)
        self.problem = ProblemStrip(self)
        for part in (self.chooser, self.picked, self.problem):
            self.body.addWidget(part)
        self.add_verb("Annuler")
        self.keep = button("Préciser", "primary", parent=self)
        self.keep.setEnabled(False)
        self.keep.setToolTip(_NOTHING_CHOSEN)
        self.keep.clicked.connect(self._place)
        self.verbs.addWidget(self.keep)
        db = desk.db
        desk.read(lambda: hospitals.hospitals(db), self._offer, owner=self)

    def _offer(self, found: list[HospitalRow]) -> None:
        self.chooser.set_entries([hospital_entry(one) for one in found])
        self.chooser.setFocus()

    def _pick(self, hospital_id: int) -> None:
        entry = self.chooser.entries.entry_of(hospital_id)
        self._chosen = hospital_id
        self.picked.setText(f"{entry.name}, {entry.detail}" if entry is not None else "")
        self.keep.setEnabled(True)
        self.keep.setToolTip("")
        self.keep.setFocus()

    def _place(self) -> None:
        db, kind, row_id, chosen = self._desk.db, self._kind, self._row_id, self._chosen
        if chosen is not None:
            self._desk.run(
                lambda: placing.place_centre(db, kind, row_id, chosen),
                lambda _changes: self.accept(),
                failed=lambda error: self.problem.say(str(error)),
            )
