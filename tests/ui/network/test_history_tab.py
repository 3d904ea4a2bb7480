"""History of a centre, and the way back from it."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from crmr_desk.model.network import mandates, sheet
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network.history_tab import HistoryTab
from crmr_desk.ui.network.page import NetworkPage
from crmr_desk.ui.network.sheet_body import Tab
from crmr_desk.ui.problems import Sheet
from tests.ui.network import lines

LABEL = "Fin d’activité du coordonnateur"


@pytest.fixture
def page(page_in_window: NetworkPage) -> NetworkPage:
    """In the window: it is there that one is asked before an undo."""
    return page_in_window


@pytest.fixture
def tab(page: NetworkPage) -> HistoryTab:
    """The history of the CERVCO, whose coordonnateur has just announced the end of the activity."""
    row_id = lines.node(page.panel.tree, "CERVCO").row_id
    page.show_centre("crmr", row_id)
    mandate = sheet.centre_sheet(page.desk.db, "crmr", row_id, page.desk.today).holder_mandate_id
    assert mandate is not None
    page.desk.run(lambda: _closed(page, mandate))
    page.sheet.body.tabs.setCurrentIndex(Tab.HISTORY)
    made = page.sheet.body.pane(Tab.HISTORY)
    assert isinstance(made, HistoryTab)
    return made


def _closed(page: NetworkPage, mandate: int) -> object:
    with page.desk.db.writing(LABEL) as session:
        mandates.close_mandate(session, mandate, dt.date(2027, 4, 30))
    return session.changes


def sentences(tab: HistoryTab) -> list[str]:
    return [each.text() for each in tab.detail.findChildren(QLabel) if each.isVisible()]


def agree(window: MainWindow) -> None:
    dialog = window.findChild(Sheet)
    assert dialog is not None
    next(each for each in dialog.findChildren(QPushButton) if each.text() == "Annuler l’opération").click()


def test_the_newest_operation_is_first_and_says_what_it_changed(tab: HistoryTab) -> None:
    assert tab.table.shown_rows()[0].label == LABEL
    told = {row.field: (row.before, row.after) for row in tab.fields.rows()}
    assert told["fin"] == ("31/12/2028", "30/04/2027")


def test_undo_asks_then_puts_the_centre_back(tab: HistoryTab, page: NetworkPage, demo_window: MainWindow) -> None:
    tab.back.click()
    assert tab.table.shown_rows()[0].label == LABEL
    agree(demo_window)
    newest = tab.table.shown_rows()[0]
    assert newest.label.startswith("Annulation")
    assert any("jusqu’au 31/12/2028" in each.text() for each in page.sheet.body.main.people.findChildren(QLabel))


def test_an_operation_that_was_undone_says_why_it_cannot_be_again(tab: HistoryTab, demo_window: MainWindow) -> None:
    tab.back.click()
    agree(demo_window)
    undone = next(row for row in tab.table.rows() if row.label == LABEL)
    tab.table.select(undone.id)
    assert not tab.back.isEnabled()
    assert "Cette opération a déjà été annulée." in sentences(tab)
    assert tab.back.toolTip() == "Cette opération a déjà été annulée."


def test_the_button_on_an_undo_does_the_operation_again(tab: HistoryTab, demo_window: MainWindow) -> None:
    tab.back.click()
    agree(demo_window)
    tab.table.select(tab.table.shown_rows()[0].id)
    assert tab.back.isEnabled()
    assert tab.back.text() == "Annuler cette opération…"
