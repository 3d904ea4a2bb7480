"""The last page on a real register: what is missing, the letters, the decision and what follows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from crmr_desk.ui.correspondence.sent_form import SendingForm
from crmr_desk.ui.dossier.summary_page import SummaryPage
from crmr_desk.ui.dossier.wizard import WizardPage
from tests.ui.dossier.driving import (
    TODAY,
    ready_to_apply,
    sheets,
    view_of,
)


def test_the_last_button_waits_and_says_for_what(answered: WizardPage) -> None:
    answered.go_to("summary")
    assert not answered.bar.forward.isEnabled()
    assert "à régler avant d’appliquer" in answered.bar.message()
    assert answered.bar.forward.toolTip() == answered.bar.message()
    page = answered.centre.page()
    assert isinstance(page, SummaryPage)
    links = [each for each in page.blockers.findChildren(QPushButton) if each.text() == "Décision"]
    links[0].click()
    assert answered.step().id == "decision"


def test_the_letters_are_seen_before_the_last_button(ready: WizardPage) -> None:
    assert ready.preview.isVisible()
    assert ready.preview.pages.page_count() >= 1
    assert "CERVCO" in ready.preview.pages.text()
    ready.preview.after.click()
    shown = ready.preview.current()
    page = ready.centre.page()
    assert isinstance(page, SummaryPage)
    chosen = page.table.current()
    assert shown is not None
    assert chosen is not None
    assert chosen.who == shown.who


def test_applying_decides_and_offers_the_letters(wizard: WizardPage, tmp_path: Path) -> None:
    ready_to_apply(wizard)
    assert wizard.bar.forward.isEnabled()
    wizard.bar.forward.click()
    view = view_of(wizard)
    assert view.state == "decided"
    assert wizard.bar.message() == "Annulable tant qu’aucun courrier n’est parti"
    page = wizard.centre.page()
    assert isinstance(page, SummaryPage)
    page.sending.save_to(tmp_path / "courriers")
    written = sorted(path.name for path in (tmp_path / "courriers").iterdir())
    assert written == sorted(letter.file_name for letter in view.letters)
    assert all(path.read_bytes().startswith(b"%PDF") for path in tmp_path.glob("*.pdf"))


def test_a_letter_marked_sent_closes_the_way_back(ready: WizardPage) -> None:
    ready.bar.forward.click()
    page = ready.centre.page()
    assert isinstance(page, SummaryPage)
    next(each for each in page.sending.findChildren(QPushButton) if each.text() == "Marquer envoyé…").click()
    form = next(each for each in sheets(ready) if isinstance(each, SendingForm))
    form.finish()
    assert view_of(ready).letters[0].sent_on == TODAY
    assert "ne s’annule plus" in ready.bar.message()


def test_the_decision_undone_brings_the_last_page_back(ready: WizardPage, ready_base: Database) -> None:
    ready.bar.forward.click()
    last = undo.last_undoable(ready_base)
    assert last is not None
    ready.desk.run(lambda: undo.undo(ready_base, last.id))
    assert view_of(ready).state == "open"
    assert ready.bar.forward.text() == "Appliquer la décision"
    assert ready.bar.forward.isEnabled()


def test_a_narrow_window_shows_the_letter_in_the_place_of_the_page(ready: WizardPage) -> None:
    ready.resize(760, 560)
    assert ready.preview.isHidden()
    assert ready.centre.right_button.text() == "Voir le courrier"
    ready.centre.right_button.click()
    assert ready.preview.isVisible()
    assert ready.centre.isHidden()
    ready.preview.close_button.click()
    assert ready.centre.isVisible()


def test_every_button_has_a_name(ready: WizardPage) -> None:
    for step in view_of(ready).steps:
        ready.go_to(step.id)
        nameless = [each for each in ready.findChildren(QPushButton) if not (each.accessibleName() or each.text())]
        assert nameless == []


def test_no_button_is_cut(ready: WizardPage, qtbot: QtBot) -> None:
    ready.resize(902, 522)
    for step in view_of(ready).steps:
        ready.go_to(step.id)
        qtbot.waitUntil(lambda: not any(each.isVisible() and _is_cut(each) for each in ready.findChildren(QPushButton)))


def _is_cut(button: QPushButton) -> bool:
    return bool(button.text()) and button.width() < button.sizeHint().width()
