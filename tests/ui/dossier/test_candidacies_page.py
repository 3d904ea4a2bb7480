"""The page of the structures of an application: criteria with evidence, outcomes one by one or for several alike."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.application_opening import open_application
from crmr_desk.model.dossiers.campaigns import create_campaign
from crmr_desk.model.dossiers.candidacy_rows import CandidacyLine, Outcome
from crmr_desk.model.law import packs
from crmr_desk.ui.dossier.candidacies_page import CandidaciesPage
from crmr_desk.ui.dossier.structure_form import StructureForm
from crmr_desk.ui.dossier.wizard import WizardPage
from tests.conftest import Registers
from tests.model.network.building import D, Register
from tests.ui.dossier.conftest import at_rest
from tests.ui.dossier.driving import TODAY, make_wizard, view_of


@pytest.fixture(scope="module")
def applied_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CERVCO applies, with its coordinating site and two CCMR (dossier 1)."""
    path = tmp_path_factory.mktemp("candidature") / "deposee.crmr"
    shutil.copyfile(migrated_file, path)
    db = at_rest(path)
    register = Register(db)
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"), label=(D(2022, 1, 1), D(2026, 12, 31)))
    register.ccmr("CHU de Lille", crmr, end=None)
    register.ccmr("CHU de Nantes", crmr, end=None, active_file=12)
    register.hospital("CHU de Rouen")
    campaign, _changes = create_campaign(
        db, name="Appel à projets 2026", opens_on=D(2026, 1, 1), closes_on=D(2026, 12, 1), label_start=D(2027, 1, 1)
    )
    open_application(db, packs.load_named("2016"), campaign_id=campaign, crmr_id=crmr, today=TODAY)
    db.dispose()
    return path


@pytest.fixture
def wizard(applied_file: Path, registers: Registers, qtbot: QtBot) -> Iterator[WizardPage]:
    with registers.copy_of(applied_file, "deposee") as db:
        made = make_wizard(db, qtbot)
        made.go_to("candidacies")
        yield made


def page_of(wizard: WizardPage) -> CandidaciesPage:
    page = wizard.centre.page()
    assert isinstance(page, CandidaciesPage)
    return page


def line_of(wizard: WizardPage, name: str) -> CandidacyLine:
    return next(line for line in view_of(wizard).candidacies if line.name == name)


def choose(wizard: WizardPage, *names: str) -> CandidaciesPage:
    """Choose lines of the table, the later ones with Ctrl."""
    page = page_of(wizard)
    page.table.select(line_of(wizard, names[0]).id)
    flags = QItemSelectionModel.SelectionFlag
    for name in names[1:]:
        place = [line.name for line in page.table.shown_rows()].index(name)
        index = page.table.model().index(place, 0)
        page.table.selectionModel().select(index, flags.Select | flags.Rows)
    return page


def form_over(wizard: WizardPage) -> StructureForm:
    (form,) = (each for each in wizard.findChildren(StructureForm) if each.isVisible())
    return form


def test_the_structures_of_the_application_are_listed_and_the_first_is_chosen(wizard: WizardPage) -> None:
    page = page_of(wizard)
    assert [line.name for line in page.table.shown_rows()] == [
        "CERVCO", "Lariboisière, AP-HP", "CHU de Lille", "CHU de Nantes",
    ]  # fmt: skip
    assert page.structure.header.title.text() == "CERVCO"
    assert "mission_expertise" in page.structure.rows


def test_a_criterion_and_its_evidence_are_kept_as_they_are_given(wizard: WizardPage) -> None:
    page = choose(wizard, "CHU de Lille")
    row = page.structure.rows["crmr_recognition"]
    row.evidence.setPlainText("Lettre du CERVCO du 12/06/2026")
    row.answer.button_of("yes").click()
    noted = next(each for each in line_of(wizard, "CHU de Lille").criteria if each.id == "crmr_recognition")
    assert (noted.met, noted.evidence) == (True, "Lettre du CERVCO du 12/06/2026")
    row.evidence.setPlainText("Lettre du 13/06/2026")
    wizard.go_to("pieces")
    noted = next(each for each in line_of(wizard, "CHU de Lille").criteria if each.id == "crmr_recognition")
    assert noted.evidence == "Lettre du 13/06/2026", "ce qui est tapé est gardé quand on quitte la page"


def test_the_active_file_answers_by_itself(wizard: WizardPage) -> None:
    page = choose(wizard, "CHU de Nantes")
    row = page.structure.rows["active_file_25"]
    assert (row.answer.value(), row.answer.isEnabled()) == ("no", False)


def test_several_structures_get_their_outcome_at_once(wizard: WizardPage) -> None:
    page = choose(wizard, "CHU de Lille", "CHU de Nantes")
    assert page.structure.header.title.text() == "2 structures choisies"
    page.structure.outcome.choice.button_of("labelled").click()
    outcomes = {line.name: line.outcome for line in view_of(wizard).candidacies}
    assert outcomes["CHU de Lille"] is outcomes["CHU de Nantes"] is Outcome.LABELLED
    assert outcomes["CERVCO"] is None


def test_a_refusal_waits_for_its_reason(wizard: WizardPage) -> None:
    outcome = choose(wizard, "CHU de Nantes").structure.outcome
    outcome.choice.button_of("refused").click()
    assert line_of(wizard, "CHU de Nantes").outcome is None
    assert not outcome.keep.isEnabled()
    outcome.reason.setPlainText("File active insuffisante.")
    outcome.keep.click()
    line = line_of(wizard, "CHU de Nantes")
    assert (line.outcome, line.reason) == (Outcome.REFUSED, "File active insuffisante.")


def test_a_structure_to_be_created_joins_the_application_and_can_leave_it(wizard: WizardPage) -> None:
    page = page_of(wizard)
    page.add.click()
    form = form_over(wizard)
    form.kind.button_of("constitutif").click()
    form.save()
    assert form.problem.text().startswith("Choisissez l’établissement")
    form.hospital.chooser.textEdited.emit("rouen")
    form.hospital.chooser.picked.emit(form.hospital.chooser.entries.entry_at(0).id)
    form.ground.button_of("pediatrie_adulte").click()
    form.save()
    assert line_of(wizard, "CHU de Rouen").detail == "Site constitutif, Liaison pédiatrie-adulte, nouveau"
    choose(wizard, "CHU de Rouen").structure.remove.click()
    assert "CHU de Rouen" not in {line.name for line in view_of(wizard).candidacies}


def test_the_step_says_what_is_missing_until_every_structure_has_its_outcome(wizard: WizardPage) -> None:
    step = next(step for step in view_of(wizard).steps if step.id == "candidacies")
    assert step.line == "4 structures, 4 sans issue"
