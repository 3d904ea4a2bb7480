"""The page of findings: those to lift, then what other pages still wait for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.rows import DossierView, Step, StepKind
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.acts_card import ActsCard
from crmr_desk.ui.dossier.findings_card import FindingsCard
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.verbs import Verbs


class FindingsPage(StepPage):
    """Every finding of the dossier, to cure or to lift."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = FindingsCard()
        self.awaited = FindingsCard("Réponses et pièces attendues", "en attente")
        for card in (self.card, self.awaited):
            card.lift_wanted.connect(verbs.lift)
            card.unlift_wanted.connect(verbs.unlift)
            card.step_wanted.connect(self.step_wanted)
            self.column.addWidget(card)
        self.acts = ActsCard(verbs, StepKind.FINDINGS)
        self.acts.step_wanted.connect(self.step_wanted)
        self.column.addWidget(self.acts)
        self.column.addStretch(1)

    def show_view(self, view: DossierView, step: Step) -> None:
        awaited = tuple(finding for finding in view.findings if words.seen_elsewhere(view, finding))
        here = tuple(finding for finding in view.findings if finding not in awaited)
        self.card.show_view(view, step.id, here + words.in_order(view))
        self.awaited.setVisible(bool(awaited))
        self.awaited.show_view(view, step.id, awaited)
        self.acts.show_view(view, step.id)
