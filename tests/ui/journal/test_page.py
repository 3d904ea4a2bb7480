"""The journal page: a long list, one operation with its way back, filters, the chain."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from sqlalchemy import update

from crmr_desk.model.network.people import people_on, save_person
from crmr_desk.model.store import undo
from crmr_desk.model.store.schema import Operation
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.history import Place
from crmr_desk.ui.journal.page import OperationsPage
from crmr_desk.ui.main_window import MainWindow
from tests.ui.test_main_window import PERSON, click, open_sheet


@pytest.fixture
def page(window: MainWindow) -> OperationsPage:
    """Three operations, the third takes the first back."""
    assert window.desk is not None
    save_person(window.desk.db, PERSON)
    save_person(window.desk.db, {**PERSON, "code": "P-2", "last_name": "Émery"})
    undo.undo(window.desk.db, 1)
    window.go(Place("journal"))
    made = window.page("journal")
    assert isinstance(made, OperationsPage)
    return made


def listed(page: OperationsPage) -> list[int]:
    return [row.id for row in page.table.shown_rows()]


def test_the_newest_operation_is_first_and_tells_what_it_changed(page: OperationsPage) -> None:
    assert listed(page) == [3, 2, 1]
    assert page.detail.facts.text().endswith("Elle annule l’opération n°\u00a01.")
    page.table.select(2)
    assert ("nom", "", "Émery") in {(each.field, each.before, each.after) for each in page.detail.table.rows()}
    links = [each.accessibleName() for each in page.detail.findChildren(QPushButton) if each.property("kind") == "link"]
    assert links == ["Ouvrir Pr Solène Émery"]


def test_an_operation_is_taken_back_once_the_user_agrees(page: OperationsPage, window: MainWindow) -> None:
    page.table.select(1)
    assert (page.detail.back.isEnabled(), page.detail.reason.text()) == (False, "Cette opération a déjà été annulée.")
    page.table.select(2)
    page.detail.back.click()
    click(open_sheet(window), "Annuler l’opération")
    assert listed(page) == [4, 3, 2, 1], "la page est vivante"
    assert page.table.current_key() == 2, "la sélection reste"
    assert people_on(page.desk.db, page.desk.today) == []


def test_filters_find_words_people_and_numbers(page: OperationsPage) -> None:
    page.search.setText("emery")
    page.search.returnPressed.emit()
    assert listed(page) == [2]
    page.search.setText("personne de ce nom")
    page.search.returnPressed.emit()
    assert page.none_kept.isVisible()
    assert page.export_button.toolTip() == "La liste est vide"
    page.none_kept.action.click() if page.none_kept.action else None
    assert listed(page) == [3, 2, 1]


def test_an_old_operation_is_found_by_its_number_whatever_the_filter(page: OperationsPage) -> None:
    page.search.setText("emery")
    page.search.returnPressed.emit()
    page.desk.page_wanted.emit("journal", "1")
    assert page.table.current_key() == 1
    said: list[str] = []
    page.desk.toast.connect(said.append)
    page.desk.page_wanted.emit("journal", "99")
    assert said == ["L’opération n°\u00a099 n’est pas au journal."]


def test_the_chain_is_said_whole_until_somebody_touches_it(page: OperationsPage, desk: Desk) -> None:
    page.chain.verify.click()
    assert page.chain.result.title.text() == "La chaîne du journal est intacte"
    with desk.db._writer.begin() as connection:
        connection.execute(update(Operation).where(Operation.id == 2).values(label="Rien"))
    page.chain.verify.click()
    assert page.chain.result.title.text() == "La chaîne du journal est rompue"
    assert "n°\u00a02" in page.chain.result.sentence.text()
