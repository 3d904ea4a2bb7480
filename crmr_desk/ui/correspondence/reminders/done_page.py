"""Last step: what was written, and where it goes from here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crmr_desk.model.correspondence.reminders.rows import BatchResult
from crmr_desk.model.correspondence.rows import KeptLetter
from crmr_desk.ui import icons
from crmr_desk.ui.correspondence.tabs import standing
from crmr_desk.ui.correspondence.verbs import BY_KEY, VerbKey, why_not
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.labels import ElidedLabel
from crmr_desk.ui.dossier.words import plural
from crmr_desk.ui.parts.buttons import button, set_available
from crmr_desk.ui.parts.card import label

_UNDONE = "L’envoi s’annule en une fois tant qu’aucun n’est parti."


class DonePage(QWidget):
    """Each button sends its signal."""

    sign_wanted = Signal()
    save_wanted = Signal()
    drafts_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.numbers = ElidedLabel("", "page"), label("", "secondary", wrap=True)
        self.sign = button("Mettre à la signature…", "secondary", "writing-sign")
        self.save = button("Enregistrer les PDF…", "secondary", "download")
        self.drafts = button("Brouillons de courriel…", "secondary", "mail-plus")
        self._numbered = ""
        for made, signal in (
            (self.sign, self.sign_wanted), (self.save, self.save_wanted), (self.drafts, self.drafts_wanted),
        ):  # fmt: skip
            made.clicked.connect(signal)
        self._lay()

    def show_result(self, result: BatchResult) -> None:
        """Say how many letters there are and how they are numbered."""
        count = len(result.letter_ids)
        self.title.say(f"{plural(count, 'courrier écrit', 'courriers écrits')}\u00a0: {result.name}")
        numbered = result.first if count == 1 else f"{result.first} à {result.last}"
        self._numbered = f"{'Numéro' if count == 1 else 'Numéros'} {numbered}"
        self.numbers.setText(f"{self._numbered}. {_UNDONE}")
        self.sign.setFocus()

    def show_letters(self, letters: Sequence[KeptLetter], why_no_write: str) -> None:
        """Say where the letters stand now, and offer to sign them while they are not."""
        standings = Counter(standing(letter) for letter in letters)
        lists = sorted({letter.signing_list for letter in letters} - {""})
        where = ", ".join(f"{count}\u00a0{words.LETTER_STATES[state][0].lower()}" for state, count in standings.items())
        on_list = f", sur le bordereau {' et '.join(lists)}" if lists else ""
        self.numbers.setText(f"{self._numbered}\u00a0: {where}{on_list}. {_UNDONE}")
        set_available(self.sign, why_not(BY_KEY[VerbKey.LIST], letters, why_no_write))

    def _lay(self) -> None:
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        for part in (self.sign, self.save, self.drafts):
            verbs.addWidget(part)
        verbs.addStretch(1)
        said = QVBoxLayout()
        said.setSpacing(8)
        said.addWidget(self.title)
        said.addWidget(self.numbers)
        said.addSpacing(8)
        said.addLayout(verbs)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(icons.IconLabel("circle-check", "ok", 32), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        column.addLayout(line)
        column.addStretch(1)
