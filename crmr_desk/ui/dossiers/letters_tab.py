"""The letters of a dossier: those of its decision, and those written before."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.rows import DossierView
from crmr_desk.ui.dossier import ending
from crmr_desk.ui.dossier.exchanges_card import ExchangesCard
from crmr_desk.ui.dossier.sending_card import SendingCard
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.card import ScrollPage
from crmr_desk.ui.parts.notes import EmptyState


class LettersTab(ScrollPage):
    """Each letter opened, marked sent or acknowledged, or lifted with a reason."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.decision, self.exchanges = SendingCard(verbs), ExchangesCard(verbs)
        self.nothing = EmptyState(
            "mail", "Aucun courrier encore\u00a0: ceux de la décision s’écrivent quand elle est appliquée."
        )
        for part in (self.decision, self.exchanges, self.nothing):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_view(self, view: DossierView) -> None:
        """Show the letters of a dossier."""
        decided = ending.is_decided(view)
        self.decision.setVisible(decided)
        if decided:
            self.decision.show_view(view)
        self.exchanges.show_view(view)
        self.nothing.setVisible(not decided and not view.exchanges)

    @staticmethod
    def count(view: DossierView) -> int:
        """How many letters were written."""
        return len(view.exchanges) + (len(view.letters) if ending.is_decided(view) else 0)
