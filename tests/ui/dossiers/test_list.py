"""The list of dossiers in the window: filtered, named filters, columns, batch actions, export."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.dossiers import keeping
from crmr_desk.model.dossiers.listing import dossier_list
from crmr_desk.model.store.database import Database
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.dossiers.page import DossiersPage
from crmr_desk.ui.dossiers.people_forms import AssignForm, HandOverForm
from crmr_desk.ui.filter_menu import FilterNameForm
from crmr_desk.ui.history import Place
from crmr_desk.ui.home import HomePage
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.parts.notes import Toast
from crmr_desk.ui.problems import Sheet
from tests.model.network.building import Register, counted_statements
from tests.ui.dossiers.rows import COLLEAGUE, ME, TODAY

Form = TypeVar("Form", bound=Sheet)


def centres(page: DossiersPage) -> list[str]:
    return [row.centre for row in page.list.table.shown_rows()]


def choose(page: DossiersPage, *names: str) -> None:
    table = page.list.table
    table.clearSelection()
    table._choose({row.id for row in table.shown_rows() if row.centre in names})


def press(window: MainWindow, words: str) -> None:
    (sheet,) = (each for each in window.findChildren(Sheet) if each.isVisible())
    next(each for each in sheet.findChildren(QPushButton) if each.text() == words).click()


def form(window: MainWindow, kind: type[Form]) -> Form:
    """The form of this kind that is open."""
    return next(each for each in window.findChildren(kind) if each.isVisible())


def toast(window: MainWindow) -> str:
    (made,) = window.findChildren(Toast)
    return made.accessibleName() if made.isVisible() else ""


def trigger(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text().split("\t")[0] == words).trigger()


def test_the_list_opens_on_what_goes_on(page: DossiersPage) -> None:
    assert centres(page) == ["M3C", "CNR-MAT", "MARVU", "Maladie de Fabry", "CERVCO"]
    bar = page.list.filters
    chips = (bar.open, bar.ended, bar.mine, bar.held)
    assert [chip.text() for chip in chips] == ["En cours 5", "Terminés 1", "À mon nom 4", "Mis en attente 1"]


def test_accueil_leads_to_every_dossier_and_back_to_the_filter_made_since(
    shown: MainWindow, page: DossiersPage
) -> None:
    home = shown.page("home")
    assert isinstance(home, HomePage)
    home.dossiers.every.click()
    assert len(centres(page)) == 6
    page.list.filters.held.click()
    page.list.table.opened.emit(page.list.table.shown_rows()[0])
    shown.step(-1)
    assert centres(page) == ["CNR-MAT"]


def test_words_are_found_whatever_their_accents(page: DossiersPage) -> None:
    page.list.filters.reset.click()
    page.list.search.setText("OEIL sensgene")
    assert centres(page) == ["Maladies rares de l’œil"]


def test_a_menu_offers_the_values_with_their_counts(page: DossiersPage) -> None:
    chip = page.list.filters.instructors
    texts = [action.text() for action in chip.menu_of_values().actions() if action.text()]
    assert texts == ["Tout", f"{ME}\t4", f"{COLLEAGUE}\t1"]
    trigger(chip.menu_of_values(), COLLEAGUE)
    assert centres(page) == ["M3C"]
    assert chip.text() == f"Instructeur\u00a0: {COLLEAGUE} 1"
    trigger(chip.menu_of_values(), "Tout")
    assert len(centres(page)) == 5


def test_a_filter_that_keeps_nothing_says_so_and_offers_the_way_out(page: DossiersPage) -> None:
    page.list.search.setText("introuvable")
    assert page.list.stack.currentWidget() is page.list.none_kept
    assert page.list.none_kept.action is not None
    page.list.none_kept.action.click()
    assert len(centres(page)) == 6


def test_a_register_without_dossier_leads_to_the_network(window: MainWindow) -> None:
    window.go(Place("dossiers"))
    page = window.page("dossiers")
    assert isinstance(page, DossiersPage)
    assert page.list.stack.currentWidget() is page.list.nothing
    assert not page.list.filters.isVisible()
    assert page.list.nothing.action is not None
    page.list.nothing.action.click()
    assert window.history.here == Place("network")


def test_a_filter_is_saved_chosen_renamed_and_deleted(shown: MainWindow, page: DossiersPage) -> None:
    page.list.filters.held.click()
    trigger(page.list.saved.menu(), "Enregistrer ce filtre…")
    naming = form(shown, FilterNameForm)
    naming.finish()
    assert naming.problem.text() == "Donnez un nom au filtre."
    naming.field.setText("Endormis")
    naming.finish()
    assert page.list.saved_filters.text() == "Endormis"
    page.list.filters.reset.click()
    assert page.list.saved_filters.text() == "Mes filtres"
    trigger(page.list.saved.menu(), "Endormis")
    assert centres(page) == ["CNR-MAT"]
    page.list.saved.ask_rename("Endormis")
    renaming = form(shown, FilterNameForm)
    renaming.field.setText("Veille")
    renaming.finish()
    page.list.saved.ask_remove("Veille")
    press(shown, "Supprimer le filtre")
    assert page.list.kept.names() == []


def test_filter_columns_and_order_are_found_again(page: DossiersPage) -> None:
    page.list.filters.mine.click()
    trigger(page.list.tools.menu(), "Filière")
    page.list.table.sort_by(1)
    again = DossiersPage(page.desk)
    again.resize(1240, 800)
    again.list.reload()
    assert centres(again) == ["CERVCO", "CNR-MAT", "Maladie de Fabry", "MARVU"]
    hidden = {c.title for place, c in enumerate(again.list.columns) if again.list.table.isColumnHidden(place)}
    assert "Filière" not in hidden
    assert "Note" in hidden
    again.deleteLater()


def test_the_chosen_dossiers_are_entrusted_and_taken_back(shown: MainWindow, page: DossiersPage, db: Database) -> None:
    choose(page, "CERVCO", "MARVU")
    page.list.bar.assign.click()
    asked = form(shown, AssignForm)
    asked.finish()
    assert asked.problem.text() == "Indiquez à qui confier."
    asked.box.setCurrentText("paul durand")
    asked.finish()
    assert toast(shown) == f"2\u00a0dossiers sont confiés à {COLLEAGUE}."
    assert sum(row.instructor == COLLEAGUE for row in dossier_list(db, TODAY)) == 3
    assert {row.centre for row in page.list.table.chosen()} == {"CERVCO", "MARVU"}
    assert shown.undoing is not None
    shown.undoing.ask_undo()
    press(shown, "Annuler l’opération")
    assert sum(row.instructor == COLLEAGUE for row in dossier_list(db, TODAY)) == 1


def test_all_dossiers_of_one_person_go_to_another(shown: MainWindow, page: DossiersPage, db: Database) -> None:
    choose(page, "M3C")
    page.list.bar.hand_over.click()
    asked = form(shown, HandOverForm)
    assert asked.giver.name() == COLLEAGUE
    asked.taker.setCurrentText(COLLEAGUE)
    asked.finish()
    assert "déjà ces dossiers" in asked.problem.text()
    asked.taker.setCurrentText("Awa Diallo")
    asked.finish()
    assert [row.centre for row in dossier_list(db, TODAY) if row.instructor == "Awa Diallo"] == ["M3C"]
    assert toast(shown) == f"1\u00a0dossier de {COLLEAGUE} à Awa Diallo."


def test_dossiers_are_put_on_hold_and_taken_up_again(shown: MainWindow, page: DossiersPage, db: Database) -> None:
    choose(page, "CERVCO")
    assert page.list.bar.wake.toolTip() == "Aucun dossier choisi n’est mis en attente"
    page.list.bar.hold.click()
    asked = form(shown, DatedForm)
    asked.day.set_day(dt.date(2027, 2, 1))
    asked.reason.setPlainText("Congé de la direction jusqu’en février")
    asked.finish()
    assert toast(shown) == "Le dossier 2026-0003 est mis en attente jusqu’au 01/02/2027."
    choose(page, "CERVCO", "CNR-MAT", "M3C")
    page.list.bar.wake.click()
    assert toast(shown) == "2\u00a0dossiers sont repris."
    assert all(row.hold_until is None for row in dossier_list(db, TODAY))


def test_a_grey_button_says_why(page: DossiersPage) -> None:
    bar = page.list.bar
    assert not bar.assign.isEnabled()
    assert bar.message() == "Choisissez d’abord un dossier"
    page.list.filters.reset.click()
    choose(page, "CERVCO", "Maladies rares de l’œil")
    assert bar.assign.toolTip() == "1\u00a0dossier choisi est terminé"
    assert bar.message() == "2\u00a0dossiers choisis, 1\u00a0dossier choisi est terminé"


def test_the_list_is_exported_as_it_is_shown(
    page: DossiersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.list.search.setText("cervco")
    path = tmp_path / "liste.xlsx"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(path)))
    page.list.bar.export.click()
    sheet = load_workbook(path).worksheets[0]
    heading, *lines = sheet.values
    assert heading[:3] == ("Dossier", "Centre", "Procédure")
    assert "Filière" not in heading
    assert [line[1] for line in lines] == ["CERVCO"]


def test_chosen_lines_are_copied_with_their_headings(page: DossiersPage, qtbot: QtBot) -> None:
    choose(page, "CERVCO")
    qtbot.keyClick(page.list.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heading, line = QGuiApplication.clipboard().text().split("\n")
    assert heading.startswith("Dossier\tCentre\tFilière")
    assert line.split("\t")[1] == "CERVCO, BRAIN-TEAM"


def test_the_context_menu_leads_to_the_sheet_and_to_the_wizard(shown: MainWindow, page: DossiersPage) -> None:
    sheet, wizard, copy = page.list.table.actions()
    assert copy.text() == "Copier les lignes"
    row = page.list.table.shown_rows()[1]
    page.list.table.select(row.id)
    sheet.trigger()
    assert shown.history.here == Place("dossiers", (row.id,))
    wizard.trigger()
    assert shown.history.here == Place("dossier", (row.id,))


def test_a_change_of_a_colleague_keeps_what_is_chosen(page: DossiersPage, db: Database) -> None:
    choose(page, "CERVCO", "MARVU")
    page.desk.run(lambda: keeping.set_note(db, page.list.table.chosen()[0].id, "Vu avec l’ARS"))
    assert {row.centre for row in page.list.table.chosen()} == {"CERVCO", "MARVU"}
    assert [row.note for row in page.list.table.shown_rows() if row.note] == ["Vu avec l’ARS"]


def test_the_number_of_statements_does_not_grow_with_the_list(page: DossiersPage, db: Database) -> None:
    def sent_by_a_reading() -> int:
        with counted_statements(db) as sent:
            page.list.reload()
        return len(sent)

    few = sent_by_a_reading()
    register = Register(db)
    register._codes = 100
    crmr = register.crmr("SORARE", register.fsmr("ORKiD"), at="CHU de Lille")
    for number in range(8):
        register.succession(crmr, number=f"2025-{number:04}")
    assert sent_by_a_reading() == few
