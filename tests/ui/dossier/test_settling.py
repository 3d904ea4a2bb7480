"""Papers, findings and recipients on a real register, as an instructor settles them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from crmr_desk.model.dossiers.rows import PieceState
from crmr_desk.ui.dossier.findings_page import FindingsPage
from crmr_desk.ui.dossier.letters_page import LettersPage
from crmr_desk.ui.dossier.person_form import PersonForm
from crmr_desk.ui.dossier.pick_field import PersonField
from crmr_desk.ui.dossier.piece_forms import ReasonForm, ReceiptForm
from crmr_desk.ui.dossier.wizard import WizardPage
from tests.ui.dossier.driving import (
    REASON,
    TODAY,
    choose,
    drop,
    form_of,
    lift_notice,
    pieces_of,
    sheets,
    state_of,
    trigger,
    type_day,
    view_of,
)


@pytest.fixture
def wizard(answered: WizardPage) -> WizardPage:
    """Every question of the first pages is answered."""
    return answered


def test_a_file_dropped_on_a_line_is_that_paper_and_its_sense_is_asked(wizard: WizardPage, tmp_path: Path) -> None:
    page = pieces_of(wizard)
    paper = tmp_path / "avis du directoire.pdf"
    paper.write_bytes(b"%PDF-1.7 essai")
    drop(page, "directoire_opinion", paper)
    assert page.row("directoire_opinion").line.file_name == "avis du directoire.pdf"
    form = next(each for each in sheets(wizard) if isinstance(each, ReceiptForm))
    form.opinion.set_value("reserved")
    form.finish()
    line = page.row("directoire_opinion").line
    assert (line.state, line.opinion, line.received_on) == (PieceState.RECEIVED, "reserved", TODAY)


def test_an_empty_file_changes_nothing_and_says_why(wizard: WizardPage, tmp_path: Path) -> None:
    paper = tmp_path / "vide.pdf"
    paper.write_bytes(b"")
    drop(pieces_of(wizard), "cv", paper)
    assert state_of(wizard, "cv") is PieceState.MISSING
    assert ["vide" in sheet.sentence.text() for sheet in sheets(wizard)] == [True]


def test_a_letter_without_signature_is_to_be_redone(wizard: WizardPage) -> None:
    page = pieces_of(wizard)
    trigger(page, "motivation_letter", "Reçue sans signature")
    assert state_of(wizard, "motivation_letter") is PieceState.TO_REDO
    assert "pièces manquantes seront redemandées" in wizard.bar.message()


def test_a_paper_is_sent_back_with_a_reason(wizard: WizardPage) -> None:
    page = pieces_of(wizard)
    trigger(page, "cv", "Reçue")
    trigger(page, "cv", "À refaire, avec motif…")
    form = next(each for each in sheets(wizard) if isinstance(each, ReasonForm))
    assert not form.keep.isEnabled()
    form.reason.setPlainText("Les titres et travaux manquent.")
    form.keep.click()
    assert state_of(wizard, "cv") is PieceState.TO_REDO
    trigger(page, "cv", "Retirer la pièce")
    assert state_of(wizard, "cv") is PieceState.MISSING


def test_a_finding_is_lifted_then_taken_up_again(wizard: WizardPage) -> None:
    lift_notice(wizard)
    notice = next(finding for finding in view_of(wizard).findings if finding.id == "notice_too_short")
    assert (notice.lifted_by, notice.lifted_reason) == ("Nadia Belkacem", REASON)
    page = wizard.centre.page()
    assert isinstance(page, FindingsPage)
    again = page.card.item("notice_too_short", "cessation_letter").findChildren(QPushButton)
    next(each for each in again if each.text() == "Reprendre").click()
    assert page.card.item("notice_too_short", "cessation_letter").reason is not None


def test_lifting_a_recipient_that_the_text_orders_asks_why(wizard: WizardPage) -> None:
    wizard.go_to("letters")
    page = wizard.centre.page()
    assert isinstance(page, LettersPage)
    row = next(row for row in page.card.rows if row.line.who == "former_coordonnateur")
    row.check.click()
    form = next(each for each in sheets(wizard) if isinstance(each, ReasonForm))
    form.reason.setPlainText("Décédée le 02/11/2026.")
    form.keep.click()
    lifted = next(row for row in page.card.rows if row.line.who == "former_coordonnateur")
    assert (lifted.line.included, lifted.line.reason) == (False, "Décédée le 02/11/2026.")
    assert "former_coordonnateur" not in {letter.who for letter in view_of(wizard).letters}


def test_a_copy_of_courtesy_goes_without_a_reason(wizard: WizardPage) -> None:
    wizard.go_to("letters")
    page = wizard.centre.page()
    assert isinstance(page, LettersPage)
    row = next(row for row in page.card.rows if row.line.part == "courtesy")
    row.check.click()
    assert sheets(wizard) == []
    assert not next(row for row in page.card.rows if row.line.part == "courtesy").line.included


def test_who_leaves_cannot_be_the_candidate(wizard: WizardPage) -> None:
    wizard.go_to("candidate")
    field = form_of(wizard).field("candidate")
    assert isinstance(field, PersonField)
    leaver = next(entry.id for entry, _words in field.chooser.entries._entries if "Aubrac" in entry.name)
    field.chooser.picked.emit(leaver)
    assert "nul ne se succède" in field.problem()


def test_somebody_added_while_changing_the_candidate_is_shown_as_chosen(wizard: WizardPage) -> None:
    wizard.go_to("candidate")
    field = form_of(wizard).field("candidate")
    assert isinstance(field, PersonField)
    field.change.click()
    field.new_wanted.emit()
    form = next(each for each in sheets(wizard) if isinstance(each, PersonForm))
    form.first_name.setText("Zoé")
    form.last_name.setText("Lumière")
    form.save()
    assert field.chosen_name() == "Zoé Lumière"


def test_an_adjourned_dossier_tells_why_and_is_gathered_anew(wizard: WizardPage) -> None:
    wizard.go_to("decision")
    choose(wizard, "decision.outcome", "adjourned")
    assert "start" not in {field.question.id for field in form_of(wizard).fields()}
    type_day(wizard, "decision.date", "20/11/2026")
    form_of(wizard).field("decision.signatory").saved.emit("Étienne Vasseur")
    form_of(wizard).field("decision.reasons").saved.emit("L’avis du directoire n’est pas encore rendu.")
    wizard.go_to("summary")
    assert wizard.bar.forward.text() == "Ajourner le dossier"
    wizard.bar.forward.click()
    view = view_of(wizard)
    assert view.state == "open"
    assert {letter.purpose for letter in view.exchanges} == {"exchange"}
    assert len(view.exchanges) == 3


def test_nothing_flashes_over_the_window_while_findings_are_drawn(wizard: WizardPage, qapp: QApplication) -> None:
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    wizard.go_to("findings")
    qapp.removeEventFilter(watch)
    assert shown == []
