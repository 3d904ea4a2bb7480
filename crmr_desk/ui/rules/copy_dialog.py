"""Copy a pack: its title, and the folder that will hold it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from crmr_desk.model.dossiers.rule_packs import PackRow
from crmr_desk.model.law import pack_copies
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import ProblemStrip, Sheet
from crmr_desk.ui.rules import look


class CopyDialog(Sheet):
    """Keeps what was typed when the copy is refused; ``then(name)`` is called once it is there."""

    def __init__(self, desk: Desk, row: PackRow, then: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(
            parent, "Copier ce jeu de règles",
            f"La copie se modifie avec un éditeur de texte{look.NARROW}; un fichier que vous y supprimez est repris "
            f"de {look.quoted(row.title)}.",
            icon="copy", width=640,
        )  # fmt: skip
        self._desk, self._row, self._then = desk, row, then
        self.title, self.name = QLineEdit(f"{row.title}, copie"), QLineEdit(f"{row.id}-copie")
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        for words, field in (("Titre", self.title), ("Nom du dossier", self.name)):
            field.setAccessibleName(words)
            form.addRow(label(words, "secondary"), field)
        self.problem = ProblemStrip(self)
        self.body.addLayout(form)
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        self.keep = button("Copier", "primary", parent=self)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._copy)
        self.verbs.addWidget(self.keep)
        self.title.selectAll()
        self.title.setFocus()

    def _copy(self) -> None:
        source, name, title = self._row.id, self.name.text().strip(), self.title.text()
        self._desk.ops.do(
            lambda: pack_copies.copy(source, name, title),
            self._copied,
            lambda error: self.problem.say(str(error)),
            owner=self,
        )

    def _copied(self, folder: Path) -> None:
        self._desk.toast.emit(f"Jeu de règles copié dans {folder}")
        self._then(folder.name)
        self.accept()
