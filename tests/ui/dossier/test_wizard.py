"""The wizard on a real register: the succession of the CERVCO, as an instructor does it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers import findings, life, pieces
from crmr_desk.model.dossiers.rows import DossierView, PieceState, StepState
from crmr_desk.model.kinds import Function
from crmr_desk.model.law import packs
from crmr_desk.model.network.people import people_on
from crmr_desk.model.store import undo
from crmr_desk.model.store.database import Database
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.choice_field import ChoiceField, YesNoField
from crmr_desk.ui.dossier.date_field import DateField
from crmr_desk.ui.dossier.findings_page import FindingsPage
from crmr_desk.ui.dossier.form import QuestionsForm
from crmr_desk.ui.dossier.letters_page import LettersPage
from crmr_desk.ui.dossier.person_form import PersonForm
from crmr_desk.ui.dossier.pick_field import PersonField
from crmr_desk.ui.dossier.piece_forms import ReasonForm, ReceiptForm
from crmr_desk.ui.dossier.pieces_page import PiecesPage
from crmr_desk.ui.dossier.questions_page import QuestionsPage
from crmr_desk.ui.dossier.sending_card import SentForm
from crmr_desk.ui.dossier.summary_page import SummaryPage
from crmr_desk.ui.dossier.wizard import WizardPage
from crmr_desk.ui.ops import InlineOps, Ops
from crmr_desk.ui.problems import Sheet
from tests.model.network.building import Register

TODAY = dt.date(2026, 11, 20)
DOSSIER = 1
REASON = "Mutation de la Pr Aubrac notifiée le 10/11/2026."
ANSWERS: dict[str, object] = {
    "cessation_letter.exists": True,
    "cessation_letter.date": "2026-11-12",
    "cessation_letter.effective": "2027-04-30",
    "cessation_letter.addressed_to": "director",
    "cessation_letter.copy_to_dgos": True,
    "changes_hospital": False,
    "proposal": "agreed",
    "decision.outcome": "favourable",
    "decision.date": "2026-11-20",
    "decision.signatory": "Étienne Vasseur",
    "start": "2027-05-01",
}
RECEIVED: dict[str, dict[str, Any]] = {
    "proposal_letter": {"vouches": True},
    "motivation_letter": {"signed": True},
    "cv": {},
    "directoire_opinion": {"opinion": "favourable"},
    "fsmr_opinion": {"opinion": "favourable"},
}


def at_rest(path: Path) -> Database:
    return Database(
        Database.url_of(path), who="Nadia Belkacem", now=lambda: dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
    )


@pytest.fixture(scope="module")
def opened_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CERVCO, its coordonnatrice, somebody who could succeed her, and the dossier just opened (id 1)."""
    path = tmp_path_factory.mktemp("cervco") / "ouvert.crmr"
    shutil.copyfile(migrated_file, path)
    db = at_rest(path)
    register = Register(db)
    title = "Maladies vasculaires rares du cerveau et de l’œil"
    crmr = register.crmr("CERVCO", register.fsmr("BRAIN-TEAM"), title=title)
    register.ccmr("CHU de Lille", crmr)
    aubrac = register.person("Aubrac", "Solène", status="PU-PH", birth_date=dt.date(1961, 4, 2))
    register.mandate(Function.COORDONNATEUR, crmr, aubrac)
    register.person("Rouvière", "Clément", status="PU-PH", birth_date=dt.date(1975, 2, 3))
    pack = packs.load_named("2016")
    life.open_dossier(db, pack, request="succession", function="coordonnateur", target_id=crmr, today=TODAY)
    db.dispose()
    return path


@pytest.fixture(scope="module")
def ready_file(opened_file: Path) -> Path:
    """The same dossier, complete: only the last button is left."""
    path = opened_file.with_name("pret.crmr")
    shutil.copyfile(opened_file, path)
    db = at_rest(path)
    candidate = next(person.id for person in people_on(db, TODAY) if person.last_name == "Rouvière")
    life.answer(db, DOSSIER, {**ANSWERS, "candidate": candidate}, today=TODAY)
    for kind, fields in RECEIVED.items():
        pieces.receive(db, DOSSIER, kind, "", received_on=TODAY, **fields)
    findings.lift(db, DOSSIER, "notice_too_short", "cessation_letter", "", REASON, today=TODAY)
    db.dispose()
    return path


@pytest.fixture
def base(opened_file: Path, tmp_path: Path) -> Iterator[Database]:
    yield from copy_of(opened_file, tmp_path)


@pytest.fixture
def ready_base(ready_file: Path, tmp_path: Path) -> Iterator[Database]:
    yield from copy_of(ready_file, tmp_path)


def copy_of(path: Path, folder: Path) -> Iterator[Database]:
    shutil.copyfile(path, folder / "registre.crmr")
    db = at_rest(folder / "registre.crmr")
    yield db
    db.dispose()


@pytest.fixture
def wizard(base: Database, qtbot: QtBot) -> WizardPage:
    return make_wizard(base, qtbot)


@pytest.fixture
def ready(ready_base: Database, qtbot: QtBot) -> WizardPage:
    """At the last page of a dossier that can be decided."""
    page = make_wizard(ready_base, qtbot)
    assert page.step().id == "summary"
    return page


def make_wizard(db: Database, qtbot: QtBot) -> WizardPage:
    page = WizardPage(Desk(db, InlineOps(), today=TODAY, who=db.who))
    page.desk.window = page
    qtbot.addWidget(page)
    page.resize(1382, 822)
    page.show()
    qtbot.waitExposed(page)
    page.open_dossier(DOSSIER)
    return page


def view_of(wizard: WizardPage) -> DossierView:
    assert wizard.view is not None
    return wizard.view


def sheets(wizard: WizardPage) -> list[Sheet]:
    """The dialogs open over the wizard."""
    return [sheet for sheet in wizard.findChildren(Sheet) if sheet.isVisible()]


def form_of(wizard: WizardPage) -> QuestionsForm:
    page = wizard.centre.page()
    assert isinstance(page, QuestionsPage)
    return page.questions.form


def type_day(wizard: WizardPage, question: str, typed: str) -> None:
    field = form_of(wizard).field(question)
    assert isinstance(field, DateField)
    field.edit.line.setText(typed)
    field.edit.line.editingFinished.emit()


def choose(wizard: WizardPage, question: str, value: str) -> None:
    field = form_of(wizard).field(question)
    assert isinstance(field, ChoiceField | YesNoField)
    field.options.button_of(value).click()


def pieces_of(wizard: WizardPage) -> PiecesPage:
    wizard.go_to("pieces")
    page = wizard.centre.page()
    assert isinstance(page, PiecesPage)
    return page


def drop(page: PiecesPage, kind: str, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    row = page.row(kind)
    # Qt gives a drop only to the widget that the drag has entered.
    QApplication.sendEvent(row, QDragEnterEvent(QPoint(20, 20), *rest))
    QApplication.sendEvent(row, QDropEvent(QPointF(20, 20), *rest))


def trigger(page: PiecesPage, kind: str, words: str) -> None:
    next(action for action in page.row(kind).menu().actions() if action.text() == words).trigger()


def answer_questions(wizard: WizardPage) -> None:
    choose(wizard, "cessation_letter.exists", "yes")
    type_day(wizard, "cessation_letter.date", "12/11/2026")
    type_day(wizard, "cessation_letter.effective", "30042027")
    choose(wizard, "cessation_letter.addressed_to", "director")
    choose(wizard, "cessation_letter.copy_to_dgos", "yes")
    wizard.bar.forward.click()
    choose(wizard, "changes_hospital", "no")
    choose(wizard, "proposal", "agreed")
    wizard.bar.forward.click()
    field = form_of(wizard).field("candidate")
    assert isinstance(field, PersonField)
    field.chooser.textEdited.emit("rouviere")
    field.chooser.picked.emit(field.chooser.entries.entry_at(0).id)
    wizard.bar.forward.click()


def receive_everything(wizard: WizardPage) -> None:
    page = pieces_of(wizard)
    for kind in ("proposal_letter", "motivation_letter", "cv"):
        trigger(page, kind, "Reçue")
    for kind in ("directoire_opinion", "fsmr_opinion"):
        trigger(page, kind, "Avis favorable")


def lift_notice(wizard: WizardPage) -> None:
    wizard.go_to("findings")
    page = wizard.centre.page()
    assert isinstance(page, FindingsPage)
    item = page.card.item("notice_too_short", "cessation_letter")
    assert item.reason is not None
    item.reason.setPlainText(REASON)
    item.lift.click()


def decide_to(wizard: WizardPage) -> None:
    wizard.go_to("decision")
    choose(wizard, "decision.outcome", "favourable")
    type_day(wizard, "decision.date", "20/11/2026")
    type_day(wizard, "start", "01/05/2027")
    signatory = form_of(wizard).field("decision.signatory")
    signatory.saved.emit("Étienne Vasseur")


def ready_to_apply(wizard: WizardPage) -> None:
    answer_questions(wizard)
    receive_everything(wizard)
    lift_notice(wizard)
    decide_to(wizard)
    wizard.go_to("summary")


def state_of(wizard: WizardPage, kind: str) -> PieceState:
    return next(piece.state for piece in view_of(wizard).pieces if piece.kind == kind)


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


def test_a_file_dropped_on_a_line_is_that_paper_and_its_sense_is_asked(wizard: WizardPage, tmp_path: Path) -> None:
    answer_questions(wizard)
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
    answer_questions(wizard)
    paper = tmp_path / "vide.pdf"
    paper.write_bytes(b"")
    drop(pieces_of(wizard), "cv", paper)
    assert state_of(wizard, "cv") is PieceState.MISSING
    assert ["vide" in sheet.sentence.text() for sheet in sheets(wizard)] == [True]


def test_a_letter_without_signature_is_to_be_redone(wizard: WizardPage) -> None:
    answer_questions(wizard)
    page = pieces_of(wizard)
    trigger(page, "motivation_letter", "Reçue sans signature")
    assert state_of(wizard, "motivation_letter") is PieceState.TO_REDO
    assert "pièces manquantes seront redemandées" in wizard.bar.message()


def test_a_paper_is_sent_back_with_a_reason(wizard: WizardPage) -> None:
    answer_questions(wizard)
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
    answer_questions(wizard)
    lift_notice(wizard)
    notice = next(finding for finding in view_of(wizard).findings if finding.id == "notice_too_short")
    assert (notice.lifted_by, notice.lifted_reason) == ("Nadia Belkacem", REASON)
    page = wizard.centre.page()
    assert isinstance(page, FindingsPage)
    again = page.card.item("notice_too_short", "cessation_letter").findChildren(QPushButton)
    next(each for each in again if each.text() == "Reprendre").click()
    assert page.card.item("notice_too_short", "cessation_letter").reason is not None


def test_the_last_button_waits_and_says_for_what(wizard: WizardPage) -> None:
    answer_questions(wizard)
    wizard.go_to("summary")
    assert not wizard.bar.forward.isEnabled()
    assert "à régler avant d’appliquer" in wizard.bar.message()
    assert wizard.bar.forward.toolTip() == wizard.bar.message()
    page = wizard.centre.page()
    assert isinstance(page, SummaryPage)
    links = [each for each in page.blockers.findChildren(QPushButton) if each.text() == "Décision"]
    links[0].click()
    assert wizard.step().id == "decision"


def test_lifting_a_recipient_that_the_text_orders_asks_why(wizard: WizardPage) -> None:
    answer_questions(wizard)
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
    answer_questions(wizard)
    wizard.go_to("letters")
    page = wizard.centre.page()
    assert isinstance(page, LettersPage)
    row = next(row for row in page.card.rows if row.line.part == "courtesy")
    row.check.click()
    assert sheets(wizard) == []
    assert not next(row for row in page.card.rows if row.line.part == "courtesy").line.included


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
    page.sending.save_to(tmp_path)
    written = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert written == sorted(letter.file_name for letter in view.letters)
    assert all(path.read_bytes().startswith(b"%PDF") for path in tmp_path.glob("*.pdf"))


def test_a_letter_marked_sent_closes_the_way_back(ready: WizardPage) -> None:
    ready.bar.forward.click()
    page = ready.centre.page()
    assert isinstance(page, SummaryPage)
    next(each for each in page.sending.findChildren(QPushButton) if each.text() == "Marquer envoyé…").click()
    form = next(each for each in sheets(ready) if isinstance(each, SentForm))
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
        qtbot.wait(1)
        cut = [each.text() for each in ready.findChildren(QPushButton) if each.isVisible() and _is_cut(each)]
        assert cut == []


def _is_cut(button: QPushButton) -> bool:
    return bool(button.text()) and button.width() < button.sizeHint().width()


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
