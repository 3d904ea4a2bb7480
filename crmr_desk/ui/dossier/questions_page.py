"""A page of questions; the page of the decision adds what is missing, who is eligible and the acts up to the visa."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.rows import DossierView, QuestionKind, Step, StepKind
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.acts_card import ActsCard
from crmr_desk.ui.dossier.blockers_card import BlockersCard
from crmr_desk.ui.dossier.questions_card import QuestionsCard
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.card import clear
from crmr_desk.ui.parts.notes import Note

VERDICTS = {
    True: ("Éligible", "circle-check", "ok"),
    False: ("Non éligible", "circle-x", "stop"),
    None: ("Éligibilité à établir", "help-circle", "warn"),
}


class QuestionsPage(StepPage):
    """The fields of one step. One page a step, so that nothing typed crosses from one to another."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.questions = QuestionsCard(verbs)
        self.eligibility = Note("circle-check", "")
        self.column.addWidget(self.questions)
        self.column.addWidget(self.eligibility)
        self.column.addStretch(1)

    def show_view(self, view: DossierView, step: Step) -> None:
        self.questions.show_view(view, step)
        asked = any(question.kind is QuestionKind.PERSON for question in words.questions_of(view, step.id))
        self.show_eligibility(view, wanted=asked)

    def show_eligibility(self, view: DossierView, *, wanted: bool) -> None:
        """Say whether the candidate may hold the function, where the page asks about them."""
        known = view.eligibility
        self.eligibility.setVisible(known is not None and wanted)
        if known is None:
            return
        title, icon, token = VERDICTS[known.verdict]
        self.eligibility.say(title, known.sentence)
        self.eligibility.icon.set_icon(icon, token)
        clear(self.eligibility.corner)
        if known.place:
            self.eligibility.corner.addWidget(PlaceBadge(known.place))

    def commit(self) -> None:
        self.questions.form.commit()

    def start(self) -> None:
        self.questions.form.focus_first_open()

    def start_at(self, what: str) -> None:
        self.questions.form.focus_on(what)


class DecisionPage(QuestionsPage):
    """The decision: its fields, then who is eligible and what still keeps it from being applied."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(verbs, parent)
        self.missing = BlockersCard()
        self.missing.step_wanted.connect(self.step_wanted)
        self.acts = ActsCard(verbs, StepKind.DECISION)
        self.acts.step_wanted.connect(self.step_wanted)
        self.column.insertWidget(1, self.missing)
        self.column.insertWidget(0, self.acts)

    def show_view(self, view: DossierView, step: Step) -> None:
        super().show_view(view, step)
        self.missing.show_view(view, step.id)
        self.acts.show_view(view, step.id)
        self.show_eligibility(view, wanted=True)
