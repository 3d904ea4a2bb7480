"""Fields: what is typed is kept once, nothing is invented, and a reload takes nothing away."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.rows import Question, QuestionKind
from crmr_desk.ui.dossier.choice_field import ChoiceField, YesNoField
from crmr_desk.ui.dossier.chooser import Entry
from crmr_desk.ui.dossier.date_field import CalendarPopup, DateField
from crmr_desk.ui.dossier.fields import TextField
from crmr_desk.ui.dossier.form import QuestionsForm
from crmr_desk.ui.dossier.number_field import NumberField
from crmr_desk.ui.dossier.pick_field import PersonField
from tests.ui.dossier import sample_findings, samples

Answers = list[tuple[str, object]]

LETTER = Question("cessation_letter.date", QuestionKind.DATE, "Date de la lettre", None)
COPY = Question("cessation_letter.copy_to_dgos", QuestionKind.YES_NO, "Copie reçue ?", None, required=False)
REMARK = Question("note", QuestionKind.TEXT, "Remarque", None, required=False)
CANDIDATE = Question("candidate", QuestionKind.PERSON, "Successeur", None)
PEOPLE = (
    Entry(1, "Pr Clément Rouvière", "PU-PH, aucune fonction dans le réseau", "10003456789"),
    Entry(2, "Pr Solène Aubrac", "PU-PH, coordonnatrice du CERVCO"),
    Entry(3, "Dr Maëlle Sarrazin", "Praticien hospitalier, CCMR de Bordeaux"),
)


@pytest.fixture
def form(qtbot: QtBot) -> QuestionsForm:
    made = QuestionsForm(sample_findings.TODAY)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def answers_of(form: QuestionsForm) -> Answers:
    answers: Answers = []
    form.answered.connect(lambda question, value: answers.append((question, value)))
    return answers


def date_line(form: QuestionsForm, question: Question = LETTER) -> QLineEdit:
    field = form.field(question.id)
    assert isinstance(field, DateField)
    return field.edit.line


def test_an_empty_date_stays_empty(form: QuestionsForm) -> None:
    form.show_questions((LETTER,))
    assert date_line(form).text() == ""


def test_a_date_is_saved_when_the_field_is_left(form: QuestionsForm, qtbot: QtBot) -> None:
    form.show_questions((LETTER, COPY))
    answers = answers_of(form)
    date_line(form).setFocus()
    qtbot.keyClicks(date_line(form), "12112026")
    assert answers == []
    qtbot.keyClick(date_line(form), Qt.Key.Key_Return)
    assert answers == [("cessation_letter.date", "2026-11-12")]
    assert date_line(form).text() == "12/11/2026"


def test_an_unreadable_date_is_not_saved_and_keeps_its_text(form: QuestionsForm, qtbot: QtBot) -> None:
    form.show_questions((LETTER,))
    answers = answers_of(form)
    qtbot.keyClicks(date_line(form), "12 nov")
    qtbot.keyClick(date_line(form), Qt.Key.Key_Return)
    form.show_questions((LETTER,))
    assert answers == []
    assert date_line(form).text() == "12 nov"
    assert "Date illisible" in form.field(LETTER.id).problem()
    assert "Date illisible" in date_line(form).accessibleDescription()


def test_a_date_can_be_taken_back(form: QuestionsForm, qtbot: QtBot) -> None:
    form.show_questions((replace(LETTER, value="2026-11-12"),))
    answers = answers_of(form)
    date_line(form).clear()
    qtbot.keyClick(date_line(form), Qt.Key.Key_Return)
    assert answers == [("cessation_letter.date", None)]


def test_a_day_can_be_picked_in_the_calendar(form: QuestionsForm) -> None:
    form.show_questions((LETTER,))
    answers = answers_of(form)
    field = form.field(LETTER.id)
    assert isinstance(field, DateField)
    field.edit.open_calendar()
    popup = field.edit.findChild(CalendarPopup)
    assert popup is not None
    assert popup.calendar.selectedDate() == QDate(2026, 11, 20)
    popup.calendar.clicked.emit(QDate(2026, 11, 12))
    assert answers == [("cessation_letter.date", "2026-11-12")]


def test_a_reload_keeps_what_is_being_typed_and_the_focus(form: QuestionsForm, qtbot: QtBot) -> None:
    form.show_questions((LETTER, REMARK))
    line = date_line(form)
    line.setFocus()
    qtbot.keyClicks(line, "12/1")
    form.show_questions((replace(LETTER, help="Autre aide"), replace(REMARK, value="d’un collègue"), COPY))
    assert date_line(form) is line
    assert line.text() == "12/1"
    assert line.hasFocus()


def test_neither_yes_nor_no_while_there_is_no_answer(form: QuestionsForm) -> None:
    form.show_questions((COPY,))
    field = form.field(COPY.id)
    assert isinstance(field, YesNoField)
    assert field.options.value() is None
    answers = answers_of(form)
    field.options.button_of("no").click()
    assert answers == [("cessation_letter.copy_to_dgos", False)]


def test_a_list_of_choices_saves_the_value_behind_the_words(form: QuestionsForm) -> None:
    proposal = samples.QUESTIONS[1][1][2]
    form.show_questions((proposal,))
    field = form.field("proposal")
    assert isinstance(field, ChoiceField)
    assert field.options.value() == "agreed"
    answers = answers_of(form)
    field.options.button_of("director_disagrees").click()
    assert answers == [("proposal", "director_disagrees")]


def test_a_text_is_saved_when_left_and_only_when_it_changed(form: QuestionsForm) -> None:
    form.show_questions((REMARK, LETTER))
    answers = answers_of(form)
    field = form.field("note")
    assert isinstance(field, TextField)
    field.edit.setFocus()
    field.edit.setPlainText("Dossier <b>complet</b> 🙂")
    date_line(form).setFocus()
    assert answers == [("note", "Dossier <b>complet</b> 🙂")]
    form.show_questions((replace(REMARK, value="Dossier <b>complet</b> 🙂"), LETTER))
    field.edit.setFocus()
    date_line(form).setFocus()
    assert len(answers) == 1


def test_leaving_the_page_saves_what_is_typed(form: QuestionsForm, qtbot: QtBot) -> None:
    form.show_questions((LETTER,))
    answers = answers_of(form)
    qtbot.keyClicks(date_line(form), "12/11/2026")
    form.commit()
    assert answers == [("cessation_letter.date", "2026-11-12")]


def test_questions_come_and_go(form: QuestionsForm) -> None:
    form.show_questions((LETTER, COPY))
    form.show_questions((COPY, REMARK))
    assert [field.question.id for field in form.fields()] == [COPY.id, REMARK.id]


def test_the_problem_of_the_view_is_shown_under_the_field(form: QuestionsForm) -> None:
    wrong = replace(LETTER, value="2027-11-12", problem="Cette lettre serait datée du futur.")
    form.show_questions((wrong,))
    assert form.field(LETTER.id).problem() == "Cette lettre serait datée du futur."
    form.show_questions((replace(wrong, value="2026-11-12", problem=""),))
    assert form.field(LETTER.id).problem() == ""


def test_a_person_is_found_without_accents_by_any_word(form: QuestionsForm, qtbot: QtBot) -> None:
    form.set_people(PEOPLE)
    form.show_questions((CANDIDATE,))
    field = form.field("candidate")
    assert isinstance(field, PersonField)
    answers = answers_of(form)
    qtbot.keyClicks(field.chooser, "rouviere clem")
    assert field.chooser.entries.rowCount() == 1
    qtbot.keyClick(field.chooser, Qt.Key.Key_Return)
    assert answers == [("candidate", 1)]


def test_the_chosen_person_is_shown_and_can_be_changed(form: QuestionsForm, qtbot: QtBot) -> None:
    form.set_people(PEOPLE)
    form.show_questions((replace(CANDIDATE, value=1),))
    field = form.field("candidate")
    assert isinstance(field, PersonField)
    assert field.chosen_name() == "Pr Clément Rouvière"
    field.change.click()
    assert field.chosen_name() == ""
    qtbot.waitUntil(field.chooser.isVisible)


def test_a_person_chosen_before_the_register_is_read_is_named_afterwards(form: QuestionsForm) -> None:
    form.show_questions((replace(CANDIDATE, value=2),))
    form.set_people(PEOPLE)
    field = form.field("candidate")
    assert isinstance(field, PersonField)
    assert field.chosen_name() == "Pr Solène Aubrac"


FILE = Question("ccmr.active_file", QuestionKind.NUMBER, "File active", None)


@pytest.mark.parametrize(("typed", "kept"), [("25", 25), (" 1 250 ", 1250), ("0", 0), ("1\u202f250", 1250)])
def test_a_number_is_kept_as_a_number(form: QuestionsForm, typed: str, kept: int) -> None:
    form.show_questions((FILE,))
    answers = answers_of(form)
    number_of(form).line.setText(typed)
    number_of(form).commit()
    assert answers == [("ccmr.active_file", kept)]


@pytest.mark.parametrize("typed", ["-3", "vingt", "12,5", "99999999", "²"])
def test_what_is_no_count_is_refused_beside_the_field(form: QuestionsForm, typed: str) -> None:
    form.show_questions((FILE,))
    answers = answers_of(form)
    number_of(form).line.setText(typed)
    number_of(form).commit()
    assert "Tapez un nombre entier" in number_of(form).problem()
    assert answers == []


def test_several_people_are_asked_for_on_one_page(form: QuestionsForm) -> None:
    other = Question("attachments.crmr-2.coordonnateur", QuestionKind.PERSON, "Coordonnateur du second centre", None)
    form.set_people(PEOPLE)
    form.show_questions((CANDIDATE, other))
    answers = answers_of(form)
    for question in (CANDIDATE, other):
        field = form.field(question.id)
        assert isinstance(field, PersonField)
        field.chooser.picked.emit(3)
    assert answers == [("candidate", 3), ("attachments.crmr-2.coordonnateur", 3)]


def test_a_reason_has_room_for_a_paragraph(form: QuestionsForm) -> None:
    reasons = Question("decision.reasons", QuestionKind.TEXT, "Motifs du refus", None)
    form.show_questions((REMARK, reasons))
    remark, paragraph = form.field("note"), form.field("decision.reasons")
    assert isinstance(remark, TextField)
    assert isinstance(paragraph, TextField)
    assert paragraph.edit.height() > remark.edit.height()


def number_of(form: QuestionsForm) -> NumberField:
    field = form.field(FILE.id)
    assert isinstance(field, NumberField)
    return field
