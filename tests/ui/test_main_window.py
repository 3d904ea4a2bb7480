"""The window: going about, undo by keyboard, what is kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.network import people, tree
from crmr_desk.model.store.schema import Person
from crmr_desk.ui import theme
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.navigation import NARROW, WIDE
from crmr_desk.ui.parts.card import Card
from crmr_desk.ui.parts.notes import Toast
from crmr_desk.ui.problems import Sheet

PERSON = {"code": "P-1", "title": "Pr", "first_name": "Solène", "last_name": "Aubrac"}


def click(sheet: Sheet, verb: str) -> None:
    next(each for each in sheet.findChildren(QPushButton) if each.text() == verb).click()


def open_sheet(window: MainWindow) -> Sheet:
    (sheet,) = (each for each in window.findChildren(Sheet) if each.isVisible())
    return sheet


def test_navigation_shows_only_pages_that_work(window: MainWindow) -> None:
    assert window.top_bar.title.text() == "Accueil"
    for key, entry in window.navigation.entries.items():
        entry.click()
        assert window.history.here == Place(key)
        assert window.top_bar.title.text() == entry.accessibleName()


def test_no_button_bears_the_focus_before_tab_is_pressed(window: MainWindow, qtbot: QtBot) -> None:
    assert window.focusWidget() is window.navigation
    qtbot.keyClick(window.navigation, Qt.Key.Key_Tab)
    assert window.focusWidget() is window.navigation.entries["home"]


def test_alt_arrows_go_back_and_forth(window: MainWindow, qtbot: QtBot) -> None:
    window.navigation.entries["deadlines"].click()
    assert window.top_bar.title.text() == "Échéances"
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.top_bar.title.text() == "Accueil"
    assert window.navigation.entries["home"].isChecked()
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.navigation.entries["deadlines"].isChecked()


def test_arrows_that_lead_nowhere_are_grey(window: MainWindow) -> None:
    assert not window.top_bar.back.isEnabled()
    window.go(Place("deadlines"))
    assert window.top_bar.back.isEnabled()
    assert not window.top_bar.forth.isEnabled()


def test_a_centre_asked_from_anywhere_is_shown_and_remembered(demo_window: MainWindow) -> None:
    desk = demo_window.desk
    assert desk is not None
    cervco = next(node for node in tree.tree_on(desk.db, desk.today) if node.title == "CERVCO")
    desk.centre_wanted.emit(cervco.kind, cervco.row_id)
    assert demo_window.history.here == Place("network", ("crmr", cervco.row_id))
    assert demo_window.navigation.entries["network"].isChecked()


def test_the_navigation_folds_to_icons_with_tooltips(window: MainWindow) -> None:
    window.navigation.fold(narrow=True)
    entry = window.navigation.entries["network"]
    assert (window.navigation.width(), entry.text(), entry.toolTip()) == (NARROW, "", "Réseau")
    window.navigation.fold(narrow=False)
    assert (window.navigation.width(), entry.text(), entry.toolTip()) == (WIDE, "Réseau", "")


def test_ctrl_z_names_the_operation_asks_then_takes_it_back(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.run(lambda: people.save_person(desk.db, PERSON))
    assert window.status.undo.isVisible()
    assert window.status.undo.accessibleName().startswith("Annuler")
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    click(open_sheet(window), "Annuler l’opération")
    assert people.people_on(desk.db, desk.today) == []
    assert not window.status.undo.isVisible()


def test_ctrl_shift_z_applies_it_again(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.run(lambda: people.save_person(desk.db, PERSON))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    click(open_sheet(window), "Annuler l’opération")
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    click(open_sheet(window), "Rétablir l’opération")
    assert [person.last_name for person in people.people_on(desk.db, desk.today)] == ["Aubrac"]


def test_refusing_to_undo_changes_nothing(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.run(lambda: people.save_person(desk.db, PERSON))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    click(open_sheet(window), "Ne rien changer")
    assert len(people.people_on(desk.db, desk.today)) == 1


def test_a_write_is_said_to_be_saved(window: MainWindow, desk: Desk) -> None:
    desk.run(lambda: people.save_person(desk.db, PERSON))
    moment = desk.db.now().astimezone()
    assert window.status._saved.text() == f"Enregistré à {moment:%H:%M}"


def test_a_refusal_of_the_model_is_shown_in_its_words(window: MainWindow, desk: Desk) -> None:
    desk.run(lambda: people.save_person(desk.db, {**PERSON, "rpps": "123"}))
    assert "RPPS" in open_sheet(window).sentence.text()


def test_question_mark_lists_shortcuts(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Question)
    assert open_sheet(window).windowTitle() == "Aide et raccourcis"


def test_window_size_and_appearance_are_kept(window: MainWindow, settings: QSettings, qtbot: QtBot) -> None:
    window.resize(1100, 700)
    window.navigation.mode_wanted.emit("dark")
    try:
        assert theme.is_dark()
    finally:
        window.navigation.mode_wanted.emit("light")
    window.close()
    again = MainWindow(settings)
    qtbot.addWidget(again)
    # The screen of the tests is 800 pixels wide: Qt keeps the height, and the width as far as the screen goes.
    assert again.height() == 700
    assert settings.value("theme") == "light"


def test_every_button_has_a_name(demo_window: MainWindow) -> None:
    for key in ("home", "deadlines"):
        demo_window.go(Place(key))
        nameless = [each for each in demo_window.findChildren(QPushButton)
                    if each.isVisible() and not (each.accessibleName() or each.text())]  # fmt: skip
        assert nameless == []


@pytest.mark.parametrize("key", ["home", "deadlines"])
def test_no_button_cuts_its_words_in_a_narrow_window(demo_window: MainWindow, key: str, qtbot: QtBot) -> None:
    demo_window.resize(1280, 720)
    demo_window.go(Place(key))

    def cut() -> list[str]:
        shown = [each for each in demo_window.findChildren(QPushButton) if each.isVisible() and each.text()]
        return [each.text() for each in shown if each.width() < each.sizeHint().width()]

    qtbot.waitUntil(lambda: cut() == [])


def toast_of(window: MainWindow) -> Toast:
    (toast,) = window.findChildren(Toast)
    return toast


def test_good_news_go_with_the_page_they_were_said_on(window: MainWindow, desk: Desk) -> None:
    desk.toast.emit("7 courriers enregistrés.")
    short = toast_of(window).width()
    desk.toast.emit("7 courriers enregistrés, signés par Claire Montagnac.")
    assert toast_of(window).isVisible()
    assert toast_of(window).width() > short
    window.go(Place("deadlines"))
    assert not toast_of(window).isVisible()


def test_good_news_of_a_write_offer_to_take_it_back(window: MainWindow, desk: Desk) -> None:
    desk.run(lambda: people.save_person(desk.db, PERSON), lambda _result: desk.done.emit("Fiche créée."))
    next(each for each in toast_of(window).findChildren(QPushButton) if each.text() == "Annuler").click()
    click(open_sheet(window), "Annuler l’opération")
    assert people.people_on(desk.db, desk.today) == []


def test_ctrl_z_says_why_the_last_operation_is_final(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.run(lambda: people.save_person(desk.db, PERSON))
    with desk.db.writing("Courrier envoyé", undoable=False) as session:
        session.add(Person(code="P-2", title="Dr", first_name="Awa", last_name="Noz"))
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Courrier envoyé" in open_sheet(window).sentence.text()
    assert "ne s’annule pas" in open_sheet(window).sentence.text()


def test_the_navigation_folds_in_a_narrow_window(demo_window: MainWindow) -> None:
    demo_window.resize(960, 600)
    assert demo_window.navigation.width() == NARROW
    demo_window.resize(1440, 900)
    assert demo_window.navigation.width() == WIDE


@pytest.mark.parametrize("width", [960, 1440])
def test_no_card_of_accueil_is_cut_at_the_right(demo_window: MainWindow, width: int, qtbot: QtBot) -> None:
    demo_window.resize(width, 700)
    page = demo_window.page("home")

    def cut() -> list[str]:
        cards = [each for each in page.findChildren(Card) if each.isVisible()]
        return [each.accessibleName() for each in cards
                if each.mapTo(page, each.rect().topRight()).x() > page.width()]  # fmt: skip

    qtbot.waitUntil(lambda: cut() == [])
