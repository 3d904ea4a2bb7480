"""What was written before the decision: requests, reminders, acknowledgements of receipt, adjournments."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.letter_states import UNSENT
from crmr_desk.model.dossiers.rows import DossierView
from crmr_desk.ui.dossier import ending, words
from crmr_desk.ui.dossier.letter_row import LetterRows
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.card import Card


class ExchangesCard(Card):
    """The letters of a view that the decision does not write; hidden while there are none."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__("Courriers échangés", pad=0, parent=parent)
        self.lines = LetterRows(verbs, selectable=False)
        self.body.addWidget(self.lines)

    def show_view(self, view: DossierView) -> None:
        """Show the exchanges of ``view``."""
        self.setVisible(bool(view.exchanges))
        waiting = sum(letter.state in UNSENT for letter in view.exchanges)
        count = words.plural(len(view.exchanges), "courrier")
        self.set_count(f"{count}, {waiting}\u00a0à envoyer" if waiting else count)
        self.lines.show_letters(view.exchanges, frozen=view.state == ending.CLOSED)
