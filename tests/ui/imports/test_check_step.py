"""The check in the window: counters that filter, cells worked out when seen, corrections in place, F8, what is grey."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crmr_desk.model.store import journal, undo
from crmr_desk.model.store.database import Database
from crmr_desk.ui.history import Place
from crmr_desk.ui.imports.check_step import CheckStep
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.parts.cell import Cell, Role
from crmr_desk.workbooks.checking.rows import Line, Shown
from crmr_desk.workbooks.imports import drafts
from crmr_desk.workbooks.incoming.fields import Target
from tests.conftest import WHO, fixed_clock
from tests.ui.imports.checked import (
    HEAD,
    LEGAL,
    MONTH,
    MONTH_TOO,
    NOWHERE,
    UNCHANGED,
    VACANT,
    check_of,
    rows_of,
    stand_on,
    window_at_check,
)
from tests.ui.imports.conftest import open_sheet
from tests.ui.test_words_on_screen import check as speaks_french
from tests.workbooks.checking.region import build


@pytest.fixture(scope="module")
def window(qapp: QApplication, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    folder = tmp_path_factory.mktemp("controle")
    shutil.copyfile(migrated_file, folder / "region.crmr")
    database = Database(Database.url_of(folder / "region.crmr"), who=WHO, now=fixed_clock)
    build(database)
    made = window_at_check(qapp, database, folder)
    yield made
    made.close()
    made.deleteLater()
    database.dispose()


@pytest.fixture
def step(window: MainWindow) -> Iterator[CheckStep]:
    """The check, as it was received: what a test chooses is taken back after it."""
    made = check_of(window)
    made.lines.search.clear()
    made.to_problems()
    yield made
    view = made.view
    assert view is not None
    if view.choices.by_key:
        made.desk.run(lambda: drafts.withdraw(made.desk.db, made.import_id, list(view.choices.by_key), "Essai"))


def cell_at(step: CheckStep, row: int, target: Target) -> Cell:
    """What the list shows there."""
    table = step.lines.table
    assert table is not None
    found = table.model().index(rows_of(step).index(row), table.column_of(target)).data(Role.CELL)
    assert isinstance(found, Cell)
    return found


def correct(step: CheckStep, row: int, target: Target, text: str, qtbot: QtBot) -> None:
    """Type over a cell, and Enter."""
    table = step.lines.table
    assert table is not None
    stand_on(step, row)
    table.go_to_cell(target)
    qtbot.keyClick(table, Qt.Key.Key_F2)
    assert table.editor is not None
    table.editor.setText(text)
    qtbot.keyClick(table.editor, Qt.Key.Key_Return)


def line_of(step: CheckStep, row: int) -> Line:
    """A line as it is checked now."""
    assert step.checked is not None
    return next(line for line in step.checked.lines if line.row == row)


def test_the_lines_to_settle_are_shown_first_and_counted(window: MainWindow, step: CheckStep) -> None:
    assert step.way.back.accessibleName() == "Retour aux colonnes"
    assert step.lines.choose_columns.nextInFocusChain() is step.lines.table
    assert rows_of(step) == [LEGAL, MONTH, MONTH_TOO, HEAD, NOWHERE]
    assert step.counters.all.accessibleName() == "Lignes\u00a0: 9"
    assert {shown: card.count() for shown, card in step.counters.cards.items() if card.count()} == {
        Shown.NEW: 1, Shown.UNCHANGED: 1, Shown.SEVERAL: 1, Shown.CONFIRM: 1, Shown.REFUSED: 3, Shown.IGNORED: 2,
    }  # fmt: skip
    assert step.way.message() == "Encore 5\u00a0lignes à régler ou à écarter avant d’appliquer."
    assert step.way.forward.toolTip() == step.way.message().rstrip(".")
    assert step.next_problem.isEnabled()
    speaks_french(window)


def test_counters_are_filters_and_several_count_at_once(step: CheckStep, qtbot: QtBot) -> None:
    step.counters.all.click()
    assert len(rows_of(step)) == 9
    qtbot.keyClick(step.counters.cards[Shown.NEW], Qt.Key.Key_Return)
    step.counters.cards[Shown.UNCHANGED].click()
    assert rows_of(step) == [VACANT, UNCHANGED]
    step.lines.search.setText("leá PONS")
    assert rows_of(step) == [VACANT]
    step.lines.search.setText("rien de tel")
    assert step.lines.stack.currentWidget() is step.lines.none_kept
    assert step.lines.none_kept.action is not None
    step.lines.none_kept.action.click()
    assert len(rows_of(step)) == 9


def test_a_doubtful_cell_is_boxed_and_says_why_an_empty_one_too(step: CheckStep) -> None:
    month = cell_at(step, MONTH, Target.START)
    assert (month.text, month.box, month.icon, month.tone) == ("sept. 2023", True, "circle-x", "stop")
    assert "sept. 2023" in month.tip
    legal = cell_at(step, LEGAL, Target.FINESS)
    assert (legal.box, legal.icon, legal.tone) == (True, "alert-triangle", "warn")
    nothing = cell_at(step, NOWHERE, Target.FINESS)
    assert (nothing.text, nothing.box) == ("(vide)", True)


def test_only_the_cells_of_visible_lines_are_worked_out(step: CheckStep) -> None:
    assert step.lines.table is not None
    seen = step.lines.table._cells
    assert seen is not None
    assert len(seen._known) <= len(rows_of(step)) + 1


def test_a_corrected_cell_is_checked_again_and_its_line_stays(step: CheckStep, qtbot: QtBot) -> None:
    correct(step, MONTH, Target.START, "01/09/2024", qtbot)

    assert step.line() == line_of(step, MONTH)
    assert line_of(step, MONTH).shown is Shown.CHANGED
    assert MONTH in rows_of(step)
    assert cell_at(step, MONTH, Target.START).words() == "01/09/2024, corrigé"
    assert journal.operations(step.desk.db)[0].label == "CCMR_AURA.xlsx\u00a0: cellule G3 corrigée"
    assert [row.written for row in step.differences.table.rows()] == ["01/09/2024"]
    step.desk.run(lambda: undo.undo(step.desk.db, journal.operations(step.desk.db)[0].id))
    assert not step.panel.correction.isVisible()


def test_the_same_correction_for_the_lines_alike_and_for_the_next_sheets(step: CheckStep, qtbot: QtBot) -> None:
    correct(step, MONTH, Target.START, "01/09/2024", qtbot)
    note = step.panel.correction
    assert note.words.text() == "Cellule G3\u00a0: «\u202fsept. 2023\u202f» devient «\u202f01/09/2024\u202f»."
    assert note.alike.text() == "Corriger aussi 1\u00a0ligne semblable"
    note.alike.click()
    assert line_of(step, MONTH_TOO).settled
    note.remember.click()
    assert step.view is not None
    assert step.view.recipe == "ARS Auvergne-Rhône-Alpes"
    assert not note.remember.isVisible()
    undo.undo(step.desk.db, journal.operations(step.desk.db)[0].id)


def test_escape_leaves_a_cell_as_it_was(step: CheckStep, qtbot: QtBot) -> None:
    stand_on(step, MONTH)
    table = step.lines.table
    assert table is not None
    table.go_to_cell(Target.START)
    editor = table.edit_current()
    assert editor is not None
    assert editor.accessibleName() == "Corriger Début du mandat, cellule G3"
    editor.setText("n’importe quoi")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert table.editor is None
    assert not line_of(step, MONTH).settled


def test_f8_goes_from_problem_to_problem_round_and_round(step: CheckStep) -> None:
    stand_on(step, HEAD)
    step.to_next_problem()
    assert step.line() == line_of(step, NOWHERE)
    step.to_next_problem()
    assert step.line() == line_of(step, LEGAL)
    step.to_next_problem(-1)
    assert step.line() == line_of(step, NOWHERE)


def test_a_settled_line_makes_room_for_the_next_one(step: CheckStep) -> None:
    stand_on(step, LEGAL)
    card = step.panel.chosen()
    assert card is not None
    assert card.candidate.name == "Hôpital Pierre-Wertheimer, HCL"
    step.panel.confirm.click()

    assert line_of(step, LEGAL).shown is Shown.CHANGED
    assert step.line() == line_of(step, MONTH)
    assert rows_of(step) == [MONTH, MONTH_TOO, HEAD, NOWHERE]
    assert journal.operations(step.desk.db)[0].label == "CCMR_AURA.xlsx\u00a0: ligne 2, établissement choisi"


def test_a_coordonnateur_is_read_or_taken_to_a_dossier_and_stays(window: MainWindow, step: CheckStep) -> None:
    stand_on(step, HEAD)
    step.panel.read.click()
    assert (line_of(step, HEAD).shown, line_of(step, HEAD).writes) == (Shown.UNCHANGED, ())

    step.show_line("Centres", HEAD)
    step.panel.back.click()
    assert step.panel.dossier.text() == "Ouvrir le dossier de succession…"
    step.panel.dossier.click()
    assert window.history.here is not None
    assert window.history.here.page == "dossier"
    window.go(Place("imports", (f"{step.import_id}/check",)))
    assert line_of(step, HEAD).shown is Shown.CONFIRM


def test_a_line_is_set_aside_with_a_reason_and_taken_up_again(window: MainWindow, step: CheckStep) -> None:
    stand_on(step, NOWHERE)
    step.panel.aside.click()
    form = open_sheet(window)
    form.reason.setPlainText("Ce centre n’est pas de la région")  # type: ignore[attr-defined]
    form.keep.click()  # type: ignore[attr-defined]
    assert line_of(step, NOWHERE).shown is Shown.IGNORED

    step.show_line("Centres", NOWHERE)
    assert step.panel.title.text() == f"Ligne {NOWHERE}, écartée"
    step.panel.back.click()
    assert line_of(step, NOWHERE).shown is Shown.REFUSED


def test_of_two_lines_for_one_seat_one_is_kept(step: CheckStep, qtbot: QtBot) -> None:
    correct(step, NOWHERE, Target.FINESS, "010000024", qtbot)
    assert step.panel.title.text() == f"Ligne {NOWHERE}, deux lignes pour un siège"
    step.panel.keep.click()

    assert line_of(step, UNCHANGED).shown is Shown.IGNORED
    assert not any(reason.code == "two_lines_one_seat" for reason in line_of(step, NOWHERE).reasons)


def test_a_menu_says_why_a_verb_is_grey(step: CheckStep) -> None:
    stand_on(step, NOWHERE)
    reasons = {
        action.text(): action.toolTip()
        for action in step.answers.menu(line_of(step, NOWHERE)).actions()
        if not action.isEnabled()
    }
    assert reasons == {
        "Corriger la cellule": "Placez-vous sur une cellule",
        "Ouvrir la fiche du centre": "Aucun centre du registre n’est reconnu sur cette ligne",
        "Ouvrir un dossier…": "Cette ligne n’appelle aucun dossier",
    }


def test_columns_are_chosen_and_lines_copied(step: CheckStep) -> None:
    table = step.lines.table
    assert table is not None
    hidden = {target for target in table.targets() if table.isColumnHidden(table.column_of(target))}
    assert hidden == {Target.NATURE, Target.SPECIALTY, Target.END, Target.EMAIL}
    nature = next(action for action in step.lines.columns_menu().actions() if action.text() == Target.NATURE.label)
    nature.trigger()
    assert not table.isColumnHidden(table.column_of(Target.NATURE))
    step.lines.columns_menu().actions()[-1].trigger()
    stand_on(step, LEGAL)
    table.copy_rows()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0].startswith("Ligne\tÉtat\tFINESS")
    assert copied[1].startswith("2\tPlusieurs\t690781810")


def test_a_narrow_window_keeps_the_panel_for_when_it_is_asked_for(window: MainWindow, step: CheckStep) -> None:
    window.resize(960, 600)
    QApplication.processEvents()
    assert not step.panel.isVisible()
    step.settle.click()
    QApplication.processEvents()
    assert step.panel.isVisible()
    assert not step.counters.isVisible()
    speaks_french(window)
    step.panel.close_button.click()
    window.resize(1440, 900)
    QApplication.processEvents()
    assert step.panel.isVisible()
