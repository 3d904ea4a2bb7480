"""« Retenir pour cette ARS… »: how the columns of a sender are read, under a name, for its next sheets."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.labels import named
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.problems import ProblemStrip, Sheet
from crmr_desk.workbooks.imports.rows import DraftView

_SENTENCE = (
    "Les colonnes sont reconnues à leur nom, jamais à leur place. Au prochain envoi, une colonne qui a changé de nom"
    " sera demandée une seule fois."
)


class RecipeForm(Sheet):
    """A refusal is said inside the form, which stays open."""

    def __init__(self, desk: Desk, view: DraftView, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Retenir ces colonnes", _SENTENCE, icon="bookmark")
        self._desk, self._import_id = desk, view.row.id
        self.name = QLineEdit(view.recipe or view.row.sender)
        self.name.setMaxLength(80)
        self.corrections = QCheckBox("Retenir aussi les corrections de cellules")
        self.corrections.setToolTip("Le même texte, dans la même colonne, sera corrigé de la même façon.")
        self.problem = ProblemStrip()
        self.body.addLayout(named("Nom de la recette", self.name))
        self.body.addWidget(self.corrections)
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        self.keep = button("Retenir", "primary")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.save)
        self.verbs.addWidget(self.keep)
        self.name.setFocus()
        self.name.selectAll()

    def save(self) -> None:
        """Keep the recipe under its name."""
        name = " ".join(self.name.text().split())
        if not name:
            self.problem.say("Donnez un nom à la recette.")
            return
        db, import_id, corrections = self._desk.db, self._import_id, self.corrections.isChecked()

        def verb() -> Any:
            from crmr_desk.workbooks.imports import recipes

            return recipes.keep_recipe(db, import_id, name, corrections)

        self._desk.run(verb, lambda _changes: self._kept(name), failed=lambda error: self.problem.say(str(error)))

    def _kept(self, name: str) -> None:
        self._desk.done.emit(f"La recette «\u202f{name}\u202f» est retenue.")
        self.accept()
