"""Last step: what was written, and where it goes from here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.reminders.rows import BatchResult
from crmr_desk.ui import icons
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button
from crmr_desk.ui.parts.card import label

_NEXT = "Ils sont dans les courriers, à signer. L’envoi s’annule en une fois tant qu’aucun n’est parti."


class DonePage(QWidget):
    """Each button sends its signal."""

    sign_wanted = Signal()
    save_wanted = Signal()
    drafts_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.numbers = ElidedLabel("", "page"), label("", "secondary", wrap=True)
        self.sign = button("Mettre à la signature…", "secondary", "writing-sign")
        self.save = button("Enregistrer les PDF…", "secondary", "download")
        self.drafts = button("Brouillons de courriel…", "secondary", "mail-plus")
        self.list = button("Voir ces courriers", "secondary", "mail")
        for made, signal in (
            (self.sign, self.sign_wanted), (self.save, self.save_wanted),
            (self.drafts, self.drafts_wanted), (self.list, self.list_wanted),
        ):  # fmt: skip
            made.clicked.connect(signal)
        self._lay()

    def show_result(self, result: BatchResult) -> None:
        """Say how many letters there are and how they are numbered."""
        count = len(result.letter_ids)
        self.title.say(f"{plural(count, 'courrier écrit', 'courriers écrits')}\u00a0: {result.name}")
        numbered = result.first if count == 1 else f"{result.first} à {result.last}"
        self.numbers.setText(f"{'Numéro' if count == 1 else 'Numéros'} {numbered}. {_NEXT}")
        self.sign.setFocus()

    def _lay(self) -> None:
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        for part in (self.sign, self.save, self.drafts, self.list):
            verbs.addWidget(part)
        verbs.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.title)
        words.addWidget(self.numbers)
        words.addSpacing(8)
        words.addLayout(verbs)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(icons.IconLabel("circle-check", "ok", 32), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        column.addLayout(line)
        column.addStretch(1)
