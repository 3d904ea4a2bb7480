"""The Courriers page in the real window, on the letters of a decided dossier: from the signature to the
acknowledgement."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QBuffer, QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.correspondence import sending
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.store.schema import Person
from crmr_desk.ui.correspondence.certificate_form import CertificateForm
from crmr_desk.ui.correspondence.drafts_form import DraftsForm
from crmr_desk.ui.correspondence.letter_table import LetterTable
from crmr_desk.ui.correspondence.page import CorrespondencePage
from crmr_desk.ui.correspondence.pdf_view import PdfView
from crmr_desk.ui.correspondence.return_form import ReturnForm
from crmr_desk.ui.correspondence.saving_form import SavingForm
from crmr_desk.ui.correspondence.sent_form import SendingForm
from crmr_desk.ui.correspondence.signed_file_form import SignedFileForm
from crmr_desk.ui.correspondence.signing_form import SigningForm
from crmr_desk.ui.correspondence.tabs import Tab
from crmr_desk.ui.correspondence.verbs import VerbKey
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossier.piece_forms import ReasonForm
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.ops import InlineOps
from crmr_desk.ui.parts.notes import Toast
from crmr_desk.ui.problems import Sheet
from tests.conftest import WHO
from tests.letters.certificates import PASSWORD, pkcs12
from tests.model.correspondence.conftest import Decided
from tests.model.correspondence.conftest import decided as decided
from tests.model.dossiers.conftest import TODAY
from tests.model.dossiers.conftest import network as network
from tests.ui.test_words_on_screen import check

Form = TypeVar("Form", bound=Sheet)
SIGNATORY = "Claire Montagnac"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, decided: Decided, settings: QSettings) -> MainWindow:
    """On the Courriers page; what is opened by the computer opens nowhere."""
    decided.delegate(SIGNATORY, TODAY)
    made = MainWindow(settings)
    qtbot.addWidget(made)
    made.open_desk(Desk(decided.db, InlineOps(), today=TODAY, who=WHO, parent=qapp), "essai.crmr")
    made.show()
    made.resize(1440, 900)
    made.go(Place("correspondence"))
    return made


@pytest.fixture
def page(window: MainWindow) -> CorrespondencePage:
    made = window.page("correspondence")
    assert isinstance(made, CorrespondencePage)
    return made


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that the computer was asked to open."""
    names: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: names.append(Path(url.path()).name))
    return names


def form(page: CorrespondencePage, kind: type[Form]) -> Form:
    """The sheet of this kind that is open."""
    return next(each for each in page.window().findChildren(kind) if each.isVisible())


def toast(page: CorrespondencePage) -> str:
    (made,) = page.window().findChildren(Toast)
    return made.accessibleName() if made.isVisible() else ""


def tabs(page: CorrespondencePage) -> list[str]:
    return [page.list.tabs.tabText(place) for place in range(len(Tab))]


def choose(page: CorrespondencePage, *ids: int) -> None:
    page.list.table.select(ids[0])
    page.list.table._choose(set(ids))


def asked_certificate(page: CorrespondencePage, decided: Decided, folder: Path) -> CertificateForm:
    """The sheet that asks for a certificate, with one chosen."""
    choose(page, decided.signable[0])
    page.do(VerbKey.CERTIFY)
    asked = form(page, CertificateForm)
    (folder / "montagnac.p12").write_bytes(pkcs12())
    asked.file.set_path(folder / "montagnac.p12")
    return asked


def test_letters_go_from_the_signature_to_the_acknowledgement(
    page: CorrespondencePage, decided: Decided, opened: list[str], window: MainWindow
) -> None:
    several = len(decided.signable)
    assert tabs(page)[:3] == [f"À signer {several}", "À la signature", f"À envoyer {len(decided.enclosed)}"]
    assert page.letter.pdf.pages.page_count() == 1
    page.list.table.selectAll()
    page.bar.buttons[VerbKey.LIST].click()
    asked = form(page, SigningForm)
    assert asked.signatory.name() == SIGNATORY
    asked.signatory.setCurrentText("")
    asked.finish()
    assert asked.problem.text().startswith("Indiquez qui signe")
    asked.signatory.setCurrentText(SIGNATORY)
    asked.finish()
    assert opened == ["bordereau_B2027-001.pdf"]
    page.go_to("at_signature")
    page.list.parts.strip.chips["B2027-001"].click()
    page.letter.head.next[VerbKey.RETURN].click()
    back = form(page, ReturnForm)
    back.lines.item(0).setCheckState(Qt.CheckState.Unchecked)
    back.reason.setText("Adresse à revoir")
    back.finish()
    assert toast(page) == f"Bordereau B2027-001 revenu\u00a0: {several - 1}\u00a0courriers signés."
    page.list.filters.reset.click()
    page.go_to("to_send")
    page.list.table.selectAll()
    page.do(VerbKey.SEND)
    leaving = form(page, SendingForm)
    assert "ne s’annule plus" in leaving.sentence.text()
    leaving.finish()
    page.go_to("sent")
    choose(page, *decided.signable[1:3])
    page.do(VerbKey.ACKNOWLEDGE)
    form(page, DatedForm).finish()
    assert tabs(page)[0] == "À signer 1"
    assert tabs(page)[4] == "Terminés 2"
    assert window.navigation.entries["correspondence"].accessibleDescription() == "1 à signer, 0 à envoyer"


@pytest.mark.slow
def test_a_letter_is_signed_by_certificate(page: CorrespondencePage, decided: Decided, tmp_path: Path) -> None:
    asked = asked_certificate(page, decided, tmp_path)
    asked.password.setText(PASSWORD)
    asked.finish()
    (other,) = [each for each in asked.findChildren(Sheet) if each.isVisible()]
    assert "Le certificat est au nom d’Étienne Vasseur." in other.sentence.text()
    other.findChildren(QPushButton)[-1].click()
    assert toast(page).endswith("est signé par certificat.")
    page.go_to(f"letter/{decided.signable[0]}")
    assert page.list.tab is Tab.TO_SEND
    assert page.letter.which.isVisible()
    page.letter.tabs.setCurrentIndex(1)
    assert page.letter.way.signature.isVisible()


def test_a_letter_is_written_anew_where_its_facts_changed_and_takes_the_paper_dropped_on_it(
    page: CorrespondencePage, decided: Decided, tmp_path: Path
) -> None:
    with decided.db.writing("Essai") as session:
        session.get_one(Person, decided.network.successor).first_name = "Clémentin"
    page.desk.reload_everything()
    page.list.filters.modified.click()
    page.letter.head.changed.click()
    assert any("Clémentin" in fact.now for fact in page.letter.way.facts.rows())
    page.letter.way.reopen.click()
    form(page, ReasonForm).keep.click()
    current = page.list.table.current()
    assert current is not None
    assert (current.edition, current.state) == (2, "final")
    assert page.letter.way.editions.isVisible()
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(sending.letter_pdf(decided.db, current.id).content)
    let_go(page.list.table, scan)
    asked = form(page, SignedFileForm)
    assert asked.by.name() == SIGNATORY
    asked.finish()
    assert next(row for row in letters(decided.db, today=TODAY) if row.id == current.id).state == "signed"


def test_letters_are_saved_and_drafted_and_a_wrong_password_is_said_in_the_sheet(
    page: CorrespondencePage, decided: Decided, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choose_in(dialog: QFileDialog) -> None:
        folder = dialog.fileMode() == QFileDialog.FileMode.Directory
        dialog.fileSelected.emit(str(tmp_path / ("dossier" if folder else "courriers.pdf")))

    monkeypatch.setattr(QFileDialog, "open", choose_in)
    page.list.table.selectAll()
    page.do(VerbKey.SAVE)
    form(page, SavingForm).finish()
    assert (tmp_path / "courriers.pdf").read_bytes().startswith(b"%PDF")
    page.do(VerbKey.SAVE)
    each = form(page, SavingForm)
    each.how.set_value("each")
    each.finish()
    assert len(list((tmp_path / "dossier").glob("*.pdf"))) == len(decided.signable)
    page.do(VerbKey.DRAFT)
    assert form(page, DraftsForm).keep.toolTip() == "Aucun destinataire n’a d’adresse de courriel"
    form(page, DraftsForm).close()
    with decided.db.writing("Essai") as session:
        session.get_one(Person, decided.network.successor).email = "clement.rouviere@hopital.example"
    page.do(VerbKey.DRAFT)
    form(page, DraftsForm).finish()
    assert len(list((tmp_path / "dossier").glob("*.eml"))) == 1
    assert toast(page) == "1\u00a0brouillon écrit, dans dossier"
    asked = asked_certificate(page, decided, tmp_path)
    asked.password.setText("faux")
    asked.finish()
    assert asked.problem.text().startswith("Le mot de passe du certificat n’est pas le bon")
    assert asked.password.text() == ""


def test_links_lead_to_a_tab_a_list_or_a_letter_and_nothing_left_says_so(
    page: CorrespondencePage, decided: Decided, window: MainWindow
) -> None:
    window.go(Place("correspondence", (f"letter/{decided.enclosed[0]}",)))
    assert page.list.tab is Tab.TO_SEND
    assert page.letter.head.next[VerbKey.SEND].isVisible()
    check(window)
    window.go(Place("correspondence", ("at_signature",)))
    assert page.list.parts.stack.currentWidget() is page.list.parts.nothing
    assert page.bar.message() == "Choisissez d’abord un courrier"
    window.go(Place("correspondence", ("list/99",)))
    assert toast(page) == "Ce bordereau n’est plus dans le registre."
    window.go(Place("correspondence", ("all",)))
    page.list.parts.search.setText("introuvable")
    assert page.list.parts.stack.currentWidget() is page.list.parts.none_kept
    again = next(each for each in page.list.parts.none_kept.findChildren(QPushButton))
    again.click()
    assert len(page.list.table.shown_rows()) == len(decided.signable) + len(decided.enclosed)


def test_a_scan_that_is_a_picture_is_shown_as_a_page(qtbot: QtBot) -> None:
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    scan, bytes_ = QImage(210, 297, QImage.Format.Format_RGB32), QBuffer()
    scan.fill(Qt.GlobalColor.white)
    scan.save(bytes_, "PNG")  # type: ignore[call-overload]
    view.show_content(bytes(bytes_.data().data()))
    before = view.picture.width()
    assert view.picture.isVisible()
    view.zoom(1)
    assert view.picture.width() > before
    view.show_content("référence;2026-0001".encode())
    assert not view.picture.isVisible()


def let_go(table: LetterTable, file: Path) -> None:
    """Drop a file on the row under the cursor."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    at = QPointF(table.visualRect(table.currentIndex()).center())
    key = Qt.KeyboardModifier.NoModifier
    table.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, key))
