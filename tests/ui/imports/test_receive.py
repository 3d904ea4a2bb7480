"""Files that are dropped on the window: read, asked about, kept as drafts; what is refused leaves nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from crmr_desk.ui.history import Place
from crmr_desk.ui.imports.page import ImportsPage
from crmr_desk.ui.imports.receive_form import ReceiveForm
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.workbooks.imports import history, originals
from crmr_desk.workbooks.imports.rows import ImportRow
from tests.ui.imports.conftest import TODAY, open_sheet
from tests.ui.imports.sheets import HEADER, write_sheet
from tests.ui.test_words_on_screen import check


def enter(window: MainWindow, *paths: Path) -> QDragEnterEvent:
    """Hold files over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    entering = QDragEnterEvent(
        QPoint(500, 400), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(window.stack, entering)
    return entering


def drop(window: MainWindow, *paths: Path) -> None:
    assert enter(window, *paths).isAccepted()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDropEvent(QPointF(500, 400), copy, data, left, none))


def form_of(window: MainWindow) -> ReceiveForm:
    form = open_sheet(window)
    assert isinstance(form, ReceiveForm)
    return form


def rows(window: MainWindow) -> list[ImportRow]:
    assert window.desk is not None
    return history.imports(window.desk.db)


def test_a_file_dropped_on_any_page_is_received_as_a_draft(shared_window: MainWindow, aura: Path) -> None:
    shared_window.navigation.entries["network"].click()
    drop(shared_window, aura)
    form = form_of(shared_window)
    assert (form.lines[0].sender_box.region(), form.lines[0].why.text()) == ("84", "d’après le nom du fichier")
    check(form)
    form.finish()
    (row,) = rows(shared_window)
    assert (row.name, row.sender, row.received_on) == ("CCMR_AURA.xlsx", "ARS Auvergne-Rhône-Alpes", TODAY)
    page = shared_window.page("imports")
    assert isinstance(page, ImportsPage)
    assert page.draft.step_key == "columns"
    assert shared_window.navigation.entries["imports"].accessibleDescription() == "1 brouillon à terminer"
    assert shared_window.desk is not None
    assert originals.original(shared_window.desk.db, row.id).content == aura.read_bytes()


def test_in_a_dossier_only_a_workbook_is_taken_from_its_papers(
    shared_window: MainWindow, aura: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "lettre.pdf"
    letter.write_bytes(b"%PDF-1.7")
    shared_window.history.visit(Place("dossier", (1,)))
    try:
        assert not enter(shared_window, letter).isAccepted()
        assert enter(shared_window, letter, aura).isAccepted()
        QApplication.sendEvent(shared_window, QDragLeaveEvent())
    finally:
        shared_window.history.forget("dossier")
    assert enter(shared_window, letter).isAccepted()
    QApplication.sendEvent(shared_window, QDragLeaveEvent())


def test_what_cannot_be_read_is_said_and_leaves_nothing(
    imports: ImportsPage, shared_window: MainWindow, tmp_path: Path
) -> None:
    before = rows(shared_window)
    broken, empty = tmp_path / "abîmé.xlsx", tmp_path / "vide.xlsx"
    broken.write_bytes(b"PK\x03\x04 et plus rien")
    empty.write_bytes(b"")
    imports.receive([broken, empty])
    sentence = open_sheet(shared_window).sentence.text()
    assert len(sentence.splitlines()) == 2
    assert "abîmé.xlsx" in sentence
    open_sheet(shared_window).accept()
    assert rows(shared_window) == before


def test_of_several_files_the_known_one_is_asked_about_and_the_others_come(
    imports: ImportsPage, shared_window: MainWindow, aura: Path, tmp_path: Path
) -> None:
    known = len(rows(shared_window))
    other = write_sheet(tmp_path / "Liste.xlsx", (*HEADER[:-1], "Remarque"))
    lost = tmp_path / "perdu.xlsx"
    imports.receive([aura, lost, other])
    form = form_of(shared_window)
    assert "perdu.xlsx" in form.refused.text()
    form.lines[1].sender_box.set_region(None)
    form.finish()
    assert form.problem.text() == "Dites qui a envoyé «\u202fListe.xlsx\u202f»."
    form.lines[1].sender_box.set_region("")
    form.finish()
    question = open_sheet(shared_window)
    assert "CCMR_AURA.xlsx" in question.sentence.text()
    next(each for each in question.findChildren(QPushButton) if each.text() == "Ne pas le recevoir").click()
    assert len(rows(shared_window)) == known + 1
    assert rows(shared_window)[0].sender == "Liste nationale"
