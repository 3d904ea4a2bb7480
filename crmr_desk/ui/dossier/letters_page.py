"""The letters: who receives one, and beside it the letter itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.rows import DossierView, RecipientLine, Step
from crmr_desk.ui.dossier import ending
from crmr_desk.ui.dossier.piece_forms import ReasonForm
from crmr_desk.ui.dossier.recipients_card import RecipientsCard
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.card import label
from crmr_desk.ui.parts.notes import EmptyState

_NOT_YET = "Les destinataires viennent avec la procédure et le sens de la décision."
_NOBODY = "Cette décision ne s’écrit à personne."


class LettersPage(StepPage):
    """The recipients grid of a dossier."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verbs = verbs
        self.card = RecipientsCard()
        self.card.letter_chosen.connect(self.letter_chosen)
        self.card.change_wanted.connect(self._change)
        self.column.addWidget(self.card)
        note = "Décochez un destinataire pour le lever\u202f; s’il est prévu par le texte, un motif est demandé."
        self.hint = label(note, "quiet", wrap=True)
        self.nobody = EmptyState("mail", "")
        self.column.addWidget(self.hint)
        self.column.addWidget(self.nobody)
        self.column.addStretch(1)

    def show_view(self, view: DossierView, _step: Step) -> None:
        self.card.show_view(view)
        for part in (self.card, self.hint):
            part.setVisible(bool(view.recipients))
        self.nobody.setVisible(not view.recipients)
        undecided = view.state == ending.OPEN and not ending.outcome_of(view)
        self.nobody.sentence.setText(_NOT_YET if undecided else _NOBODY)

    def set_current(self, who: str, of: str) -> None:
        """Mark the recipient whose letter is beside."""
        self.card.set_current(who, of)

    def _change(self, line: RecipientLine, keep: bool, channel: str) -> None:
        if keep or not line.ordered or line.included == keep:
            self._verbs.set_recipient(line, included=keep, channel=channel, reason=line.reason)
            return
        form = ReasonForm(
            f"Lever le destinataire\u00a0: {line.name}",
            "Le texte prévoit ce destinataire. Le dossier garde pourquoi aucun courrier ne lui est adressé.",
            "Lever le destinataire",
            parent=self.window(),
        )
        form.given.connect(
            lambda reason: self._verbs.set_recipient(line, included=False, channel=channel, reason=reason)
        )
        form.open()
