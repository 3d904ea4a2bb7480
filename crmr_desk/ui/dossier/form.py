"""A page of questions: one field for each, kept by id, so that a reload never takes the focus nor what is typed."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crmr_desk.model.dossiers.rows import Question, QuestionKind
from crmr_desk.ui.dossier.choice_field import ChoiceField, YesNoField
from crmr_desk.ui.dossier.chooser import Entry
from crmr_desk.ui.dossier.date_field import DateField
from crmr_desk.ui.dossier.fields import Field, TextField
from crmr_desk.ui.dossier.number_field import NumberField
from crmr_desk.ui.dossier.pick_field import HospitalField, PersonField
from crmr_desk.ui.dossier.tab_order import controls_of


class QuestionsForm(QWidget):
    """Fields as the view asks for them. ``answered(question id, value)`` follows each answer;
    ``phrases_wanted(TextField, opener)`` asks for a menu of phrases under the opener."""

    answered = Signal(str, object)
    phrases_wanted = Signal(object, object)
    new_person_wanted = Signal(str)
    edit_person_wanted = Signal(int)

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._fields: dict[str, Field] = {}
        self._people: tuple[Entry, ...] = ()
        self._hospitals: tuple[Entry, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(20)

    def show_questions(self, questions: tuple[Question, ...]) -> None:
        """Show these questions in this order; a field whose question has gone disappears."""
        wanted = {question.id: question for question in questions}
        for known in [each for each in self._fields if not self._fits(each, wanted.get(each))]:
            field = self._fields.pop(known)
            self._column.removeWidget(field)
            field.hide()
            field.deleteLater()
        for place, question in enumerate(questions):
            field = self._fields.get(question.id) or self._make(question)
            if self._column.indexOf(field) != place:
                self._column.insertWidget(place, field)
            field.show_question(question)

    def field(self, question_id: str) -> Field:
        """The field of a question; KeyError when it is not asked."""
        return self._fields[question_id]

    def fields(self) -> tuple[Field, ...]:
        """The fields on screen, from top to bottom."""
        ordered = sorted(self._fields.values(), key=self._column.indexOf)
        return tuple(ordered)

    def set_people(self, people: tuple[Entry, ...]) -> None:
        """Who can be chosen."""
        self._people = people
        for field in self._fields.values():
            if isinstance(field, PersonField):
                field.set_entries(people)

    def set_hospitals(self, hospitals: tuple[Entry, ...]) -> None:
        """Which hospitals can be chosen."""
        self._hospitals = hospitals
        for field in self._fields.values():
            if isinstance(field, HospitalField):
                field.set_entries(hospitals)

    def commit(self) -> None:
        """Save what is typed and not left yet."""
        for field in self.fields():
            field.commit()

    def focus_first_open(self) -> None:
        """Put the focus on the first question without an answer, else on the first."""
        fields = self.fields()
        for field in fields:
            if field.question.value in (None, ""):
                controls_of(field)[0].setFocus()
                return
        if fields:
            controls_of(fields[0])[0].setFocus()

    def focus_on(self, question_id: str) -> None:
        """Put the focus on a question; nothing where it is not asked."""
        if question_id in self._fields:
            controls_of(self._fields[question_id])[0].setFocus()

    def _fits(self, question_id: str, question: Question | None) -> bool:
        kept = self._fields[question_id].question
        return (
            question is not None
            and (question.kind, question.place) == (kept.kind, kept.place)
            and question.choices == kept.choices
        )

    def _make(self, question: Question) -> Field:
        field = self._field_of(question)
        field.saved.connect(lambda value, question_id=question.id: self.answered.emit(question_id, value))
        self._fields[question.id] = field
        return field

    def _field_of(self, question: Question) -> Field:
        match question.kind:
            case QuestionKind.DATE:
                return DateField(question, self._today)
            case QuestionKind.TEXT:
                text = TextField(question)
                text.phrases_wanted.connect(lambda opener: self.phrases_wanted.emit(text, opener))
                return text
            case QuestionKind.NUMBER:
                return NumberField(question)
            case QuestionKind.CHOICE:
                return ChoiceField(question)
            case QuestionKind.YES_NO:
                return YesNoField(question)
            case QuestionKind.PERSON:
                return self._person_field(question)
            case QuestionKind.HOSPITAL:
                hospital = HospitalField(question)
                hospital.set_entries(self._hospitals)
                return hospital

    def _person_field(self, question: Question) -> PersonField:
        field = PersonField(question)
        field.set_entries(self._people)
        field.new_wanted.connect(lambda: self.new_person_wanted.emit(question.id))
        field.edit_wanted.connect(self.edit_person_wanted)
        return field
