"""The wizard on a real register: answers kept one by one, steps gone through, work taken up again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.rows import StepState
from crmr_desk.model.network.people import people_on
from crmr_desk.model.store.database import Database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import YesNoField
from crmr_desk.ui.dossier.date_field import DateField
from crmr_desk.ui.dossier.person_form import PersonForm
from crmr_desk.ui.dossier.pick_field import PersonField
from crmr_desk.ui.dossier.wizard import WizardPage
from crmr_desk.ui.ops import Ops
from tests.ui.dossier.driving import (
    DOSSIER,
    TODAY,
    answer_questions,
    choose,
    form_of,
    make_wizard,
    sheets,
    type_day,
    view_of,
)


def test_answers_appear_one_after_the_other_and_deduce_the_procedure(wizard: WizardPage) -> None:
    assert wizard.windowTitle() == "Dossier 2026-0001"
    assert form_of(wizard).fields()[0].question.id == "cessation_letter.exists"
    answer_questions(wizard)
    view = view_of(wizard)
    assert view.scenario == "succession_single_site"
    assert wizard.step().id == "pieces"
    assert wizard.centre.deduced.title.text() == view.scenario_title
    assert [step.state for step in view.steps[:3]] == [StepState.DONE] * 3


def test_going_on_saves_what_is_typed_but_not_left(wizard: WizardPage, qtbot: QtBot) -> None:
    choose(wizard, "cessation_letter.exists", "yes")
    field = form_of(wizard).field("cessation_letter.date")
    assert isinstance(field, DateField)
    qtbot.keyClicks(field.edit.line, "12/11/2026")
    wizard.bar.forward.click()
    assert dict(view_of(wizard).questions)["start"][1].value == "2026-11-12"


def test_a_refused_answer_is_said_beside_its_field(wizard: WizardPage) -> None:
    answer_questions(wizard)
    wizard.go_to("candidate")
    type_day(wizard, "candidate.birth_date", "01/01/2020")
    assert "pas plausible" in form_of(wizard).field("candidate.birth_date").problem()
    assert sheets(wizard) == []


def test_a_new_person_becomes_the_candidate(wizard: WizardPage) -> None:
    wizard.go_to("candidate")
    field = form_of(wizard).field("candidate")
    assert isinstance(field, PersonField)
    field.new_wanted.emit()
    form = next(each for each in sheets(wizard) if isinstance(each, PersonForm))
    form.first_name.setText("Maëlle")
    form.save()
    assert form.problem.text() == "Le nom manque."
    form.last_name.setText("O’Neill-<b>Sarrazin</b>")
    form.title.set_value("Dr")
    form.save()
    assert field.chosen_name() == "Dr Maëlle O’Neill-<b>Sarrazin</b>"


def test_a_colleague_resumes_where_the_dossier_stands(wizard: WizardPage, base: Database, qtbot: QtBot) -> None:
    answer_questions(wizard)
    closed: list[bool] = []
    wizard.closed.connect(lambda: closed.append(True))
    wizard.bar.quit.click()
    assert closed == [True]
    other = make_wizard(base, qtbot)
    assert other.step().id == "pieces"


def test_alt_and_a_number_go_to_a_step(wizard: WizardPage, qtbot: QtBot) -> None:
    wizard.activateWindow()
    qtbot.keyClick(wizard, Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    assert wizard.step().id == "findings"


def test_the_focus_starts_at_the_first_open_question(wizard: WizardPage, qtbot: QtBot) -> None:
    field = form_of(wizard).field("cessation_letter.exists")
    assert isinstance(field, YesNoField)
    qtbot.waitUntil(field.options.button_of("yes").hasFocus)


def test_an_answer_keeps_the_focus_where_it_is(wizard: WizardPage, qtbot: QtBot) -> None:
    choose(wizard, "cessation_letter.exists", "yes")
    field = form_of(wizard).field("cessation_letter.effective")
    assert isinstance(field, DateField)
    qtbot.waitUntil(field.isVisible)
    field.edit.line.setFocus()
    qtbot.keyClicks(field.edit.line, "30/0")
    wizard.verbs.answer("cessation_letter.copy_to_dgos", True, pytest.fail)
    assert field.edit.line.hasFocus()
    assert field.edit.line.text() == "30/0"


def test_why_can_be_closed_and_opened_again(wizard: WizardPage) -> None:
    wizard.why.close_button.click()
    assert wizard.why.isHidden()
    wizard.centre.right_button.click()
    assert wizard.why.isVisible()


def test_the_wizard_works_in_the_lane_of_the_program(base: Database, qtbot: QtBot) -> None:
    lane = Ops()
    page = WizardPage(Desk(base, lane, today=TODAY, who=base.who))
    qtbot.addWidget(page)
    page.show()
    page.open_dossier(DOSSIER)
    qtbot.waitUntil(lambda: page.view is not None)
    choose(page, "cessation_letter.exists", "no")
    qtbot.waitUntil(lambda: dict(view_of(page).questions)["start"][0].value is False)
    lane.close()


def test_the_people_offered_are_those_of_the_register(wizard: WizardPage, base: Database) -> None:
    wizard.go_to("candidate")
    field = form_of(wizard).field("candidate")
    assert isinstance(field, PersonField)
    assert field.chooser.entries.rowCount() == len(people_on(base, TODAY))
