"""From a sheet dropped on the window to the tree that has changed, and back: the whole way of an import."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from crmr_desk import places
from crmr_desk.model.network import people
from crmr_desk.ui.dossier.piece_forms import ReasonForm
from crmr_desk.ui.imports.apply_sheet import ApplySheet
from crmr_desk.ui.imports.result_step import ResultStep
from crmr_desk.ui.imports.return_step import ReturnStep
from crmr_desk.ui.imports.undo_dialog import UndoDialog
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network.origin_mark import OriginMark
from crmr_desk.ui.network.page import NetworkPage
from crmr_desk.workbooks.checking.rows import Shown
from crmr_desk.workbooks.imports.rows import ImportState
from tests.ui.imports.checked import check_of, page_of, rows_of, stand_on
from tests.ui.imports.conftest import TODAY, open_sheet
from tests.ui.imports.test_receive import drop, form_of
from tests.ui.network import lines
from tests.ui.test_exports import choose
from tests.ui.test_words_on_screen import check as speaks_french

CHIARI = "Chiari et malformations vertébrales et médullaires rares"
LEGAL, MONTH, DOUBTFUL = 2, 3, 4


def write_sheet(path: Path) -> Path:
    """A new responsable under the number of the legal entity, a date without its day, and a line to send back."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Centres"
    for line in (
        ("FINESS", "Établissement", "Centre", "Responsable", "Début du mandat"),
        ("420784878", "CHU de Saint-Étienne", f"{CHIARI}, CHU de Saint-Étienne", "Dr Léa Ponsard", "01/09/2026"),
        ("380000067", "CHU Grenoble Alpes", f"{CHIARI}, CHU Grenoble Alpes", "Dr Isidore Dinéault", "sept. 2023"),
        ("1,23E+08", "Hôpital central", "CERVCO", "Pr Max Roy", "01/01/2024"),
    ):
        sheet.append(line)
    book.save(path)
    return path


def found_in_tree(window: MainWindow, words: str, qtbot: QtBot) -> list[str]:
    """The centres that the tree finds under these words."""
    window.navigation.entries["network"].click()
    page = window.page("network")
    assert isinstance(page, NetworkPage)
    page.panel.field.setText(words)
    qtbot.keyClick(page.panel.field, Qt.Key.Key_Return)
    return [node.title for node in lines.nodes(page.panel.tree) if node.kind == "ccmr"]


def back_to_the_import(window: MainWindow) -> None:
    """The last of the list, opened."""
    page = page_of(window)
    window.navigation.entries["imports"].click()
    page.list.table.opened.emit(page.list.table.rows()[0])


def test_a_sheet_is_dropped_settled_applied_found_again_and_taken_back(
    shared_window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "backups", lambda: tmp_path / "sauvegardes")
    window, desk = shared_window, shared_window.desk
    assert desk is not None
    assert found_in_tree(window, "Léa Ponsard", qtbot) == []

    drop(window, write_sheet(tmp_path / "CCMR_AURA.xlsx"))
    form_of(window).finish()
    step = check_of(window)
    assert rows_of(step) == [LEGAL, MONTH, DOUBTFUL]

    stand_on(step, LEGAL)
    assert step.panel.title.text() == "Ligne 2, quel établissement"
    step.panel.cards[0].radio.click()
    step.panel.confirm.click()
    assert step.panel.title.text() == "Ligne 3, à corriger"
    step.panel.correct.click()
    assert step.lines.table is not None
    editor = step.lines.table.editor
    assert editor is not None
    editor.setText("01/09/2023")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    stand_on(step, DOUBTFUL)
    step.panel.aside.click()
    form = open_sheet(window)
    assert isinstance(form, ReasonForm)
    form.reason.setPlainText("À nommer par l’ARS")
    form.keep.click()
    assert step.summary.words.whole().startswith("Avant d’écrire\u00a0: 2 centres modifiés, 1 mandat ouvert, 1 clos")

    step.give_back.click()
    choose(window, tmp_path / "retour.xlsx")
    assert load_workbook(tmp_path / "retour.xlsx").sheetnames[:2] == ["À corriger", "Centres"]

    step.way.forward.click()
    sheet = open_sheet(window)
    assert isinstance(sheet, ApplySheet)
    assert str(tmp_path / "sauvegardes") in sheet.backup.text()
    sheet.agree.click()
    result = page_of(window).draft.step()
    assert isinstance(result, ResultStep)
    assert {shown: card.count() for shown, card in result.counters.cards.items() if card.count()} == {
        Shown.CHANGED: 2, Shown.IGNORED: 2,
    }  # fmt: skip
    assert len(list((tmp_path / "sauvegardes").glob("avant import CCMR_AURA*.crmr"))) == 1
    speaks_french(window)

    (place,) = found_in_tree(window, "Léa Ponsard", qtbot)
    assert place == "CHU de Saint-Étienne, hôpital Nord"
    back_to_the_import(window)
    result.table.opened.emit(result.table.rows()[LEGAL - 1])
    mark = next(mark for mark in window.findChildren(OriginMark) if mark.isVisible())
    assert "CCMR_AURA.xlsx, feuille «\u202fCentres\u202f», cellule D2" in mark.toolTip()
    mark.click()
    assert result.table.current() == result.table.rows()[LEGAL - 1]

    ponsard = people.people_on(desk.db, TODAY, "Ponsard")[0]
    desk.run(lambda: people.save_person(desk.db, {"first_name": "Léa-Marie", "version": ponsard.version}, ponsard.id))
    result.undo.click()
    dialog = open_sheet(window)
    assert isinstance(dialog, UndoDialog)
    assert dialog.table is not None
    (kept,) = (kept for _number, kept in dialog.table.rows())
    assert (kept.before, kept.sheet, kept.cell) == ("vide", "Centres", "D2")
    assert "Léa-Marie Ponsard" in kept.what
    dialog.undo.click()
    assert result.row is not None
    assert result.row.state is ImportState.UNDONE
    assert result.note.title.text() == "Annulé, après avoir été appliqué le 20/11/2026"
    assert result.undo.toolTip() == "Cet import n’est pas appliqué"
    assert found_in_tree(window, "Léa-Marie Ponsard", qtbot) == []

    back_to_the_import(window)
    page_of(window).draft.go_to("return")
    back = page_of(window).draft.step()
    assert isinstance(back, ReturnStep)
    assert back.write.isEnabled()
    speaks_french(window)
