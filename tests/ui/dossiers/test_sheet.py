"""The sheet of a dossier: reached from the list, worked on, left for its neighbour, the wizard or the centre."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers.rows import DossierView, PieceState
from crmr_desk.model.dossiers.view import dossier_view
from crmr_desk.model.store.database import Database
from crmr_desk.ui.dossier.wizard import WizardPage
from crmr_desk.ui.dossiers.page import DossiersPage
from crmr_desk.ui.dossiers.sheet import DossierSheet
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from tests.ui.dossiers.rows import COLLEAGUE, ME, TODAY
from tests.ui.test_words_on_screen import check

ALT = Qt.KeyboardModifier.AltModifier


def row_of(page: DossiersPage, centre: str) -> int:
    return next(row.id for row in page.list.table.shown_rows() if row.centre == centre)


def open_sheet(page: DossiersPage, centre: str) -> DossierSheet:
    page.list.table.select(row_of(page, centre))
    page.list.table.opened.emit(page.list.table.current())
    return page.sheet


def view_of(sheet: DossierSheet) -> DossierView:
    assert sheet.view is not None
    return sheet.view


def tabs(sheet: DossierSheet) -> list[str]:
    return [sheet.tabs.tabText(place) for place in range(sheet.tabs.count()) if sheet.tabs.isTabVisible(place)]


def test_enter_on_a_line_opens_its_sheet(shown: MainWindow, page: DossiersPage, qtbot: QtBot) -> None:
    page.list.table.select(row_of(page, "MARVU"))
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    assert shown.history.here == Place("dossiers", (row_of(page, "MARVU"),))
    assert shown.top_bar.title.text() == f"Dossier {view_of(page.sheet).number}"
    assert page.sheet.head.title.whole() == "Succession, MARVU"
    assert page.sheet.head.assign.text() == f"{ME}…"
    assert tabs(page.sheet)[0] == "Instruction"


def test_the_lines_of_a_dossier_have_their_place_at_once(page: DossiersPage) -> None:
    open_sheet(page, "CERVCO")
    QApplication.processEvents()
    rows = open_sheet(page, "MARVU").instruction.pieces.rows
    tops = [row.y() for row in rows]
    assert len(rows) > 1
    assert all(below - above >= row.height() > 40 for row, above, below in zip(rows, tops, tops[1:], strict=False))


def test_the_track_says_how_far_the_dossier_is(page: DossiersPage) -> None:
    track = open_sheet(page, "CERVCO").head.track
    assert track.accessibleName().startswith("Étape 1 sur ")
    assert track.toolTip().startswith("Annoncé, le 12/11/2026\n")


def test_neighbours_follow_the_list_as_it_is_filtered_and_sorted(
    shown: MainWindow, page: DossiersPage, qtbot: QtBot
) -> None:
    page.list.filters.mine.click()
    page.list.table.sort_by(1)
    sheet = open_sheet(page, "CNR-MAT")
    assert sheet.head.position.text() == "2 sur 4"
    qtbot.keyClick(shown, Qt.Key.Key_PageDown, ALT)
    assert (view_of(sheet).centre, sheet.head.position.text()) == ("Maladie de Fabry", "3 sur 4")
    qtbot.keyClick(shown, Qt.Key.Key_PageUp, ALT)
    sheet.head.before.click()
    assert view_of(sheet).centre == "CERVCO"
    assert sheet.head.before.toolTip() == "C’est le premier de la liste"
    sheet.head.back.click()
    current = page.list.table.current()
    assert current is not None
    assert (shown.history.here, current.centre) == (Place("dossiers"), "CERVCO")


def test_a_dossier_that_the_filter_hides_has_no_neighbour(shown: MainWindow, page: DossiersPage) -> None:
    hidden = row_of(page, "CERVCO")
    page.list.filters.held.click()
    shown.go(Place("dossiers", (hidden,)))
    assert page.sheet.head.position.text() == ""
    assert page.sheet.head.after.toolTip() == "Ce dossier n’est pas dans la liste filtrée"


def test_the_note_is_kept_when_its_field_is_left(page: DossiersPage, db: Database) -> None:
    sheet = open_sheet(page, "CERVCO")
    sheet.head.note.setFocus()
    sheet.head.note.setPlainText("Rappeler la direction")
    sheet.head.wizard.setFocus()
    assert dossier_view(db, view_of(sheet).id, TODAY).note == "Rappeler la direction"
    assert sheet.journal.table.rows()[0].details == (
        f"Dossier ({view_of(sheet).number})\u00a0: note vide → Rappeler la direction",
    )


def test_a_note_begun_is_kept_before_the_next_dossier(page: DossiersPage, db: Database) -> None:
    sheet = open_sheet(page, "CERVCO")
    begun = view_of(sheet).id
    sheet.head.note.setFocus()
    sheet.head.note.setPlainText("Vu avec l’ARS")
    page.go_to(row_of(page, "MARVU"))
    assert dossier_view(db, begun, TODAY).note == "Vu avec l’ARS"
    assert sheet.head.note.text() == ""


def test_a_file_dropped_on_a_line_is_that_piece(page: DossiersPage, tmp_path: Path) -> None:
    sheet = open_sheet(page, "CERVCO")
    path = tmp_path / "cv.pdf"
    path.write_bytes(b"%PDF-1.4 essai")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(20, 20), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)
    sheet.instruction.pieces.row("cv").dropEvent(drop)
    piece = next(piece for piece in view_of(sheet).pieces if piece.kind == "cv")
    assert piece.state is not PieceState.MISSING
    assert piece.file_name == "cv.pdf"


def test_a_hold_is_shown_and_ended(page: DossiersPage) -> None:
    sheet = open_sheet(page, "CNR-MAT")
    assert sheet.head.held.text() == "Réveil le 15/01/2027"
    assert "Congé de la direction" in sheet.head.held.toolTip()
    sheet.head.wake.click()
    assert sheet.head.held.isHidden()
    assert view_of(sheet).hold_until is None


def test_the_instructor_is_changed_from_the_sheet(page: DossiersPage) -> None:
    sheet = open_sheet(page, "CERVCO")
    sheet.batch.assign([view_of(sheet)], COLLEAGUE)
    assert sheet.head.assign.text() == f"{COLLEAGUE}…"


def test_an_act_that_is_blocked_leads_to_the_step_that_cures_it(shown: MainWindow, page: DossiersPage) -> None:
    sheet = open_sheet(page, "CERVCO")
    act = next(act for act in view_of(sheet).acts if act.blockers)
    row = sheet.instruction.next.rows[act.id]
    assert not row.button.isEnabled()
    assert "à régler" in row.button.toolTip()
    row.why.click()
    link = next(each for each in row.lines.findChildren(QPushButton) if each.isVisible())
    link.click()
    wizard = shown.page("dossier")
    assert isinstance(wizard, WizardPage)
    assert wizard.step_id in {blocker.go_to for blocker in act.blockers}
    wizard.leave()
    assert shown.history.here == Place("dossiers", (view_of(sheet).id,))


def test_the_head_leads_to_the_wizard_and_to_the_centre(shown: MainWindow, page: DossiersPage) -> None:
    sheet = open_sheet(page, "CERVCO")
    view = view_of(sheet)
    sheet.head.wizard.click()
    assert shown.history.here == Place("dossier", (view.id,))
    shown.step(-1)
    sheet.head.centre.click()
    assert shown.history.here == Place("network", ("crmr", view.centre_id))


def test_an_abandoned_dossier_is_read_only(page: DossiersPage) -> None:
    page.list.filters.reset.click()
    sheet = open_sheet(page, "Maladies rares de l’œil")
    assert sheet.head.assign.toolTip() == "Le dossier est terminé"
    assert not sheet.head.hold.isEnabled()
    assert "Ouvert par erreur" in sheet.instruction.ended.sentence.text()
    assert sheet.instruction.next.isHidden()


def test_reasons_begun_for_one_dossier_are_not_shown_for_another(page: DossiersPage) -> None:
    sheet = open_sheet(page, "CERVCO")
    first = sheet.instruction
    page.go_to(row_of(page, "MARVU"))
    assert sheet.instruction is not first
    assert sheet.pages.currentWidget() is sheet.instruction


def test_a_dossier_that_is_gone_says_so(shown: MainWindow, page: DossiersPage) -> None:
    sheet = open_sheet(page, "CERVCO")
    shown.go(Place("dossiers", (9_999,)))
    assert sheet.stack.currentWidget() is sheet.gone
    assert "n’est plus dans la base" in sheet.gone.sentence.text()
    assert sheet.gone.action is not None
    sheet.gone.action.click()
    assert page.stack.currentWidget() is page.list


@pytest.mark.parametrize("width", [960, 1440])
def test_no_button_of_the_sheet_cuts_its_words(shown: MainWindow, page: DossiersPage, width: int, qtbot: QtBot) -> None:
    shown.resize(width, 700)
    open_sheet(page, "CNR-MAT")

    def cut() -> list[str]:
        buttons = [each for each in page.findChildren(QPushButton) if each.isVisible() and each.text()]
        return [each.text() for each in buttons if each.width() < each.sizeHint().width()]

    qtbot.waitUntil(lambda: cut() == [])


def test_the_sheet_speaks_french_and_names_its_controls(shown: MainWindow, page: DossiersPage) -> None:
    sheet = open_sheet(page, "CNR-MAT")
    for place in range(sheet.tabs.count()):
        sheet.tabs.setCurrentIndex(place)
        check(shown)
