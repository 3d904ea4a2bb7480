"""A page of questions; the page of the decision adds what is missing and what is known of the candidate."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from crmr_desk.model.dossiers.rows import DossierView, Question, QuestionKind, Step
from crmr_desk.model.network.rows import PersonRow
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.blockers_card import BlockersCard
from crmr_desk.ui.dossier.form import QuestionsForm
from crmr_desk.ui.dossier.person_form import PersonForm
from crmr_desk.ui.dossier.step_page import StepPage
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.card import Card, clear
from crmr_desk.ui.parts.notes import Note


class QuestionsPage(StepPage):
    """The fields of one step. One page a step, so that nothing typed crosses from one to another."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verbs = verbs
        self.form = QuestionsForm(verbs.desk.today)
        self.form.answered.connect(self._answered)
        self.form.new_person_wanted.connect(self._add_person)
        self.form.edit_person_wanted.connect(lambda person: verbs.person(person, self._complete))
        self.card = Card()
        self.card.body.addWidget(self.form)
        self.eligibility = Note("circle-check", "")
        self.column.addWidget(self.card)
        self.column.addWidget(self.eligibility)
        self.column.addStretch(1)

    def show_view(self, view: DossierView, step: Step) -> None:
        questions = words.questions_of(view, step.id)
        self._read_register(questions)
        self.form.show_questions(questions)
        self.form.setEnabled(view.state == "open")
        self._show_eligibility(view, asked=any(question.kind is QuestionKind.PERSON for question in questions))

    def commit(self) -> None:
        self.form.commit()

    def start(self) -> None:
        self.form.focus_first_open()

    def _show_eligibility(self, view: DossierView, *, asked: bool) -> None:
        known = view.eligibility
        self.eligibility.setVisible(known is not None and asked)
        if known is None:
            return
        title, icon, token = _VERDICTS[known.verdict]
        self.eligibility.say(title, known.sentence)
        self.eligibility.icon.set_icon(icon, token)
        clear(self.eligibility.corner)
        if known.place:
            self.eligibility.corner.addWidget(PlaceBadge(known.place))

    def _read_register(self, questions: tuple[Question, ...]) -> None:
        kinds = {question.kind for question in questions}
        if QuestionKind.PERSON in kinds:
            self.verbs.people(self.form.set_people)
        if QuestionKind.HOSPITAL in kinds:
            self.verbs.hospitals(self.form.set_hospitals)

    def _answered(self, question_id: str, value: object) -> None:
        self.verbs.answer(question_id, value, self.form.field(question_id).say_problem)

    def _add_person(self, question_id: str) -> None:
        form = PersonForm(self.verbs.desk, parent=self.window())
        form.saved.connect(lambda person: self._answered(question_id, person))
        form.open()

    def _complete(self, person: PersonRow) -> None:
        PersonForm(self.verbs.desk, person, self.window()).open()


_VERDICTS = {
    True: ("Éligible", "circle-check", "ok"),
    False: ("Non éligible", "circle-x", "stop"),
    None: ("Éligibilité à établir", "help-circle", "warn"),
}


class DecisionPage(QuestionsPage):
    """The decision: its fields, then who is eligible and what still keeps it from being applied."""

    def __init__(self, verbs: Verbs, parent: QWidget | None = None) -> None:
        super().__init__(verbs, parent)
        self.missing = BlockersCard()
        self.missing.step_wanted.connect(self.step_wanted)
        self.column.insertWidget(1, self.missing)

    def show_view(self, view: DossierView, step: Step) -> None:
        super().show_view(view, step)
        self.missing.show_view(view)
        self._show_eligibility(view, asked=True)
