"""A competence centre that a sheet names and the register lacks: created with the import, once it is agreed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from crmr_desk.model.dossiers.rows import Choice
from crmr_desk.model.kinds import CentreKind, Population
from crmr_desk.model.network import tree
from crmr_desk.model.network.rows import Node
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import Options
from crmr_desk.ui.dossier.chooser import Chooser, Entry
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import ProblemStrip, Sheet

_SENTENCE = (
    "Il sera créé à l’application de l’import, dans l’établissement de la ligne, et rattaché au centre de référence."
    " La labellisation reste une décision de la DGOS\u00a0: vérifiez qu’elle a été prise."
)


class NewCcmrForm(Sheet):
    """``given(value)`` with the value of the choice, once everything is right."""

    given = Signal(object)

    def __init__(self, desk: Desk, known: Mapping[str, Any], parent: QWidget | None = None) -> None:
        """``known`` is what the sheet says of it: title, crmr_id, specialty, population."""
        super().__init__(parent, "Nouveau centre de compétences", _SENTENCE, icon="plus", width=640)
        self._crmr_id: int | None = known.get("crmr_id")
        self.title = QLineEdit(known.get("title") or "")
        self.specialty = QLineEdit(known.get("specialty") or "")
        self.crmr = Chooser("Sigle ou intitulé du centre de référence…")
        self.crmr.setAccessibleName("Centre de référence")
        self.picked = label("Aucun centre de référence choisi", "secondary", wrap=True)
        self.population = Options([Choice(each.value, each.label) for each in Population], "Public")
        self.population.set_value(known.get("population") or None)
        self.problem = ProblemStrip()
        self._lay()
        db, today = desk.db, desk.today
        desk.read(lambda: tree.tree_on(db, today), self._offer, owner=self)
        self.title.setFocus()

    def values(self) -> dict[str, Any]:
        """What is typed. ValueError with a French sentence for what is missing."""
        title = " ".join(self.title.text().split())
        if not title:
            raise ValueError("Donnez l’intitulé du centre de compétences.")
        if self._crmr_id is None:
            raise ValueError("Choisissez le centre de référence auquel il est rattaché.")
        return {
            "kind": CentreKind.CCMR.value,
            "title": title,
            "crmr_id": self._crmr_id,
            "specialty": " ".join(self.specialty.text().split()),
            "population": self.population.value() or "",
        }

    def finish(self) -> None:
        """Give the centre, or say what is missing."""
        try:
            values = self.values()
        except ValueError as problem:
            self.problem.say(str(problem))
            return
        self.given.emit({"new": values})
        self.accept()

    def _offer(self, nodes: list[Node]) -> None:
        entries = {
            node.row_id: Entry(node.row_id, node.title, node.detail, node.search)
            for node in nodes
            if node.kind == CentreKind.CRMR
        }
        self.crmr.set_entries(list(entries.values()))
        if self._crmr_id in entries:
            self._pick(self._crmr_id)

    def _pick(self, crmr_id: int) -> None:
        entry = self.crmr.entries.entry_of(crmr_id)
        self._crmr_id = crmr_id
        self.picked.setText(", ".join(part for part in (entry.name, entry.detail) if part) if entry else "")
        self.problem.say("")

    def _lay(self) -> None:
        self.body.addLayout(named("Intitulé", self.title))
        self.body.addLayout(named("Rattaché au centre de référence", self.crmr))
        self.body.addWidget(self.picked)
        self.body.addLayout(named("Spécialité, facultative", self.specialty))
        self.body.addLayout(named("Public, facultatif", self.population))
        self.body.addWidget(self.problem)
        self.crmr.picked.connect(self._pick)
        for field in (self.title, self.specialty):
            field.textEdited.connect(lambda _text: self.problem.say(""))
        self.add_verb("Annuler")
        keep = button("Retenir ce centre", "primary")
        keep.setDefault(True)
        keep.clicked.connect(self.finish)
        self.verbs.addWidget(keep)
