"""Asks with which other person, or other establishment, a row is to be merged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crmr_desk.model.network import hospitals, people
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.chooser import Chooser, Entry
from crmr_desk.ui.dossier.pick_field import hospital_entry, person_entry
from crmr_desk.ui.problems import Sheet

_HINTS = {"person": "Nom, RPPS ou fonction…", "hospital": "Nom, ville, région ou FINESS…"}


class OtherForm(Sheet):
    """``picked(id)`` once one is chosen."""

    picked = Signal(int)

    def __init__(self, desk: Desk, kind: str, row_id: int, parent: QWidget | None = None) -> None:
        sentence = "Cherchez l’autre fiche\u00a0: rien n’est fusionné avant que vous ayez vu les deux côte à côte."
        super().__init__(parent, "Fusionner avec quelle fiche\u202f?", sentence, icon="git-branch", width=640)
        self._row_id = row_id
        self.chooser = Chooser(_HINTS[kind])
        self.chooser.setAccessibleName("Autre fiche")
        self.chooser.picked.connect(self._pick)
        self.body.addWidget(self.chooser)
        self.add_verb("Annuler")
        desk.read(_offered(desk, kind), self._offer, owner=self)

    def _offer(self, entries: list[Entry]) -> None:
        self.chooser.set_entries([entry for entry in entries if entry.id != self._row_id])
        self.chooser.setFocus()

    def _pick(self, other_id: int) -> None:
        self.accept()
        self.picked.emit(other_id)


def _offered(desk: Desk, kind: str) -> Callable[[], list[Entry]]:
    db, today = desk.db, desk.today
    if kind == "person":
        return lambda: [person_entry(row) for row in people.people_on(db, today)]
    return lambda: [hospital_entry(row) for row in hospitals.hospitals(db)]
