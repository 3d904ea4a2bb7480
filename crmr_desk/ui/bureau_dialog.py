"""The lines of the bureau that every letter prints."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from crmr_desk.model.bureau.lines import Bureau, bureau, save_bureau
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.problems import ProblemStrip, Sheet

_LINES: Final = (
    ("direction", "Direction"),
    ("sub_direction", "Sous-direction"),
    ("bureau", "Bureau"),
    ("address", "Adresse"),
    ("phone", "Téléphone"),
    ("email", "Courriel"),
    ("place", "Lieu de la date"),
    ("sender", "Autorité qui écrit"),
    ("quality", "Au nom de qui"),
    ("capacity", "Qualité du signataire"),
    ("delegation", "Acte de délégation"),
    ("court", "Tribunal compétent"),
)


class BureauDialog(Sheet):
    """Shows the lines in force; "Enregistrer" keeps them for the letters to come."""

    def __init__(self, desk: Desk, lines: Bureau, parent: QWidget | None = None) -> None:
        super().__init__(
            parent, "Réglages du bureau",
            "Ces lignes s’impriment sur les courriers à venir\u202f; ceux qui existent gardent les leurs.",
            icon="mail", width=640,
        )  # fmt: skip
        self._desk = desk
        self.fields: dict[str, QLineEdit | QPlainTextEdit] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        for name, words in _LINES:
            field = self.fields[name] = _field(name, getattr(lines, name))
            field.setAccessibleName(words)
            form.addRow(label(words, "secondary"), field)
        self.problem = ProblemStrip(self)
        self.body.addLayout(form)
        self.body.addWidget(self.problem)
        self.add_verb("Annuler")
        self.keep = button("Enregistrer", "primary", parent=self)
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._save)
        self.verbs.addWidget(self.keep)

    def _save(self) -> None:
        db, today = self._desk.db, self._desk.today
        lines = {name: _text(field) for name, field in self.fields.items()}
        self._desk.run(
            lambda: save_bureau(db, lines, start=today),
            lambda _changes: self.accept(),
            failed=lambda error: self.problem.say(str(error)),
        )


def show(desk: Desk) -> None:
    """Open the dialog over the window."""
    db, today = desk.db, desk.today
    desk.read(lambda: bureau(db, today), lambda lines: BureauDialog(desk, lines, desk.window).open(), owner=desk)


def _field(name: str, text: str) -> QLineEdit | QPlainTextEdit:
    if name != "address":
        return QLineEdit(text)
    several = QPlainTextEdit(text)
    several.setTabChangesFocus(True)
    several.setFixedHeight(64)
    return several


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
