"""The mistakes of a pack, by file and line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from crmr_desk.model.law.pack_reader import Mistake
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import ScrollPage, label, rule
from crmr_desk.ui.problems import Sheet
from crmr_desk.ui.rules import look

_HEIGHT = 280


class MistakesDialog(Sheet):
    """Each with the file and the line to open; nothing of the register is concerned."""

    def __init__(self, title: str, mistakes: Sequence[Mistake], parent: QWidget | None = None) -> None:
        count = "Une erreur" if len(mistakes) == 1 else f"{len(mistakes)} erreurs"
        super().__init__(
            parent, f"{count} dans {look.quoted(title)}",
            f"Corrigez les fichiers puis vérifiez de nouveau{look.NARROW}; les dossiers ne changent pas.",
            icon="file-broken", token="stop", width=640,
        )  # fmt: skip
        self._text = "\n".join(map(str, mistakes))
        page = ScrollPage(self)
        page.body.setContentsMargins(0, 0, 8, 0)
        page.body.setSpacing(8)
        page.setFixedHeight(_HEIGHT)
        page.setAccessibleName("Erreurs")
        for mistake in mistakes:
            page.body.addWidget(rule())
            page.body.addWidget(label(f"{mistake.file}, ligne {mistake.line}", "strong", wrap=True))
            sentence = label(f"{mistake.sentence[:1].upper()}{mistake.sentence[1:]}", "secondary", wrap=True)
            sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            page.body.addWidget(sentence)
        page.body.addStretch(1)
        self.body.addWidget(page)
        self.copy = button("Copier la liste", "secondary", "copy", self)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        self.verbs.insertWidget(0, self.copy)
        self.add_verb("Fermer", self.accept, primary=True)
