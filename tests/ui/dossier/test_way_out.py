"""A dossier that leads nowhere here, and one that is closed without a decision."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from crmr_desk.ui.dossier.piece_forms import ReasonForm
from crmr_desk.ui.dossier.summary_page import SummaryPage
from crmr_desk.ui.dossier.wizard import WizardPage
from tests.ui.dossier import sample_findings, samples
from tests.ui.dossier.driving import sheets, view_of

REASON = "Dossier traité à la main par le bureau."


@pytest.fixture
def outside(wizard: WizardPage) -> WizardPage:
    """The answers lead to a procedure that the rules do not hold."""
    blocker = replace(sample_findings.MISSING_OPINION, id="outside_pack", title="Procédure hors de ce jeu de règles")
    wizard.show_answer(
        samples.sample(
            outside=True,
            summary="",
            scenario=None,
            scenario_title="Procédure à traiter hors de ce poste",
            deduced="Vos réponses mènent à une procédure que ce jeu de règles ne contient pas.",
            blockers=(replace(blocker, go_to="situation"),),
        )
    )
    return wizard


def abandon(wizard: WizardPage) -> None:
    wizard.ask_abandon()
    (form,) = sheets(wizard)
    assert isinstance(form, ReasonForm)
    form.reason.setPlainText(REASON)
    form.keep.click()


def test_a_procedure_outside_the_rules_is_said_on_every_page_with_a_way_out(outside: WizardPage) -> None:
    for step in view_of(outside).steps:
        outside.go_to(step.id)
        assert outside.centre.deduced.title.text() == "Procédure à traiter hors de ce poste"
        assert "procédure" in outside.centre.deduced.sentence.text()
        ways = [each.text() for each in outside.centre.deduced.findChildren(QPushButton) if each.isVisible()]
        assert ways == ["Abandonner le dossier…"]


def test_the_last_page_names_the_procedure_and_leads_to_its_question(outside: WizardPage) -> None:
    outside.go_to("recapitulatif")
    page = outside.centre.page()
    assert isinstance(page, SummaryPage)
    assert not outside.bar.forward.isEnabled()
    next(each for each in page.blockers.findChildren(QPushButton) if each.text() == "Situation").click()
    assert outside.step().id == "situation"


def test_a_dossier_is_abandoned_with_a_reason_and_stays_to_be_read(wizard: WizardPage) -> None:
    closed: list[bool] = []
    told: list[str] = []
    wizard.closed.connect(lambda: closed.append(True))
    wizard.desk.done.connect(told.append)
    abandon(wizard)
    assert closed
    assert told == [f"Le dossier {view_of(wizard).number} est abandonné."]
    assert view_of(wizard).state == "abandoned"
    wizard.go_to("summary")
    assert REASON in wizard.centre.frozen.sentence.text()
    assert not wizard.bar.forward.isVisible()
    assert view_of(wizard).letters == ()
    assert view_of(wizard).effects == ()


def test_no_dossier_is_abandoned_without_a_reason(wizard: WizardPage) -> None:
    wizard.ask_abandon()
    (form,) = sheets(wizard)
    assert isinstance(form, ReasonForm)
    assert not form.keep.isEnabled()
    assert form.keep.toolTip()


def test_a_decided_dossier_is_not_abandoned(ready: WizardPage) -> None:
    ready.bar.forward.click()
    abandoning = next(action for action in ready.menu().actions() if action.text().startswith("Abandonner"))
    assert not abandoning.isEnabled()


def test_what_was_applied_lists_the_mandate_closed_and_the_one_opened(ready: WizardPage) -> None:
    signs = [effect.sign for effect in view_of(ready).effects if effect.group == "mandats"]
    assert [effect.sign for effect in view_of(ready).effects if effect.group == "dossier"] == ["="]
    ready.bar.forward.click()
    assert view_of(ready).state == "decided"
    assert [effect.sign for effect in view_of(ready).effects if effect.group == "mandats"] == signs == ["-", "+"]
