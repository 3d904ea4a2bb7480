"""The fields of a step on a card, each answer kept at once; people can be added without leaving."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from crmr_desk.model.correspondence.phrases import PhraseRow, phrases
from crmr_desk.model.dossiers.rows import DossierView, QuestionKind, Step
from crmr_desk.model.network.rows import PersonRow
from crmr_desk.ui.correspondence.phrases_menu import phrases_menu, pop_under
from crmr_desk.ui.dossier import words
from crmr_desk.ui.dossier.fields import TextField
from crmr_desk.ui.dossier.form import QuestionsForm
from crmr_desk.ui.dossier.person_form import PersonForm
from crmr_desk.ui.dossier.verbs import Verbs
from crmr_desk.ui.parts.card import Card


class QuestionsCard(Card):
    """Hidden while the step asks nothing."""

    def __init__(self, verbs: Verbs, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self._verbs = verbs
        self.form = QuestionsForm(verbs.desk.today)
        self.form.answered.connect(self._answered)
        self.form.new_person_wanted.connect(self._add_person)
        self.form.edit_person_wanted.connect(lambda person: verbs.person(person, self._complete))
        self.form.phrases_wanted.connect(self._offer_phrases)
        self.body.addWidget(self.form)

    def show_view(self, view: DossierView, step: Step) -> None:
        """Show the questions of ``step``; once the dossier is decided they can only be read."""
        questions = words.questions_of(view, step.id)
        self.setVisible(bool(questions))
        self.form.show_questions(questions)
        self.form.setEnabled(view.state == "open")
        kinds = {question.kind for question in questions}
        if QuestionKind.PERSON in kinds:
            self._verbs.people(self.form.set_people)
        if QuestionKind.HOSPITAL in kinds:
            self._verbs.hospitals(self.form.set_hospitals)

    def _answered(self, question_id: str, value: object) -> None:
        self._verbs.answer(question_id, value, self.form.field(question_id).say_problem)

    def _add_person(self, question_id: str) -> None:
        form = PersonForm(self._verbs.desk, parent=self.window())
        form.saved.connect(lambda person: self._answered(question_id, person))
        form.open()

    def _offer_phrases(self, field: TextField, opener: QWidget) -> None:
        """Phrases without merge fields: what is typed as a reason is printed as it stands."""
        db = self._verbs.desk.db

        def show(found: Sequence[PhraseRow]) -> None:
            plain = [row for row in found if "{" not in row.text]
            pop_under(opener, phrases_menu(self, plain, field.insert))

        self._verbs.desk.read(lambda: phrases(db), show, owner=field)

    def _complete(self, person: PersonRow) -> None:
        PersonForm(self._verbs.desk, person, self.window()).open()
