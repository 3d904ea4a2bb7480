"""The page of findings: all of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.rows import DossierView, Step
from crmr_desk.ui.dossier.findings_card import FindingsCard
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.verbs import Verbs


class FindingsPage(StepPage):
    """Every finding of the dossier, to cure or to lift."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = FindingsCard()
        self.card.lift_wanted.connect(verbs.lift)
        self.card.unlift_wanted.connect(verbs.unlift)
        self.card.step_wanted.connect(self.step_wanted)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def show_view(self, view: DossierView, step: Step) -> None:
        self.card.show_view(view, step.id, view.findings)
