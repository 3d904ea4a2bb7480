"""Every word of every page: French, set as French is, and a name for each control."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from crmr_desk.model.network import tree
from crmr_desk.ui.dossier.wizard import WizardPage
from crmr_desk.ui.main_window import MainWindow

ENGLISH = re.compile(
    r"\b(the|and|with|of|open|close|cancel|save|search|yes|error|warning|missing|delete|copy|next|previous|back|forward"
    r"|clear|reset|unknown|none|true|false|null)\b",
    re.IGNORECASE,
)
BREAKABLE = re.compile(r"\S [:;!?»](?=\s|$)|« |'")


@pytest.fixture
def wide(demo_window: MainWindow) -> MainWindow:
    demo_window.resize(1440, 900)
    return demo_window


@pytest.fixture
def wizard(wide: MainWindow) -> WizardPage:
    assert wide.desk is not None
    crmr = next(node for node in tree.tree_on(wide.desk.db, wide.desk.today) if node.title == "CERVCO")
    wide.desk.start("succession", "coordonnateur", crmr.row_id)
    page = wide.page("dossier")
    assert isinstance(page, WizardPage)
    return page


def visible(window: QWidget) -> list[QWidget]:
    return [each for each in window.findChildren(QWidget) if each.isVisible()]


def said_by(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.accessibleName())
    if isinstance(widget, QAbstractButton | QLabel):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QComboBox):
        yield from map(widget.itemText, range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from map(widget.tabText, range(widget.count()))
    if isinstance(widget, QHeaderView) and widget.model() is not None:
        yield from (str(widget.model().headerData(each, widget.orientation())) for each in range(widget.count()))
    yield from (action.text() for action in widget.actions())


def check(window: QWidget) -> None:
    said = {words for widget in visible(window) for words in said_by(widget) if words}
    assert {words for words in said if ENGLISH.search(words)} == set()
    assert {words for words in said if BREAKABLE.search(words)} == set()
    nameless = [
        widget
        for widget in visible(window)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("key", ["home", "network", "dossiers", "deadlines"])
def test_a_page_speaks_french_and_names_its_controls(wide: MainWindow, key: str) -> None:
    wide.navigation.entries[key].click()
    check(wide)


@pytest.mark.slow
@pytest.mark.parametrize(
    "step", ["start", "situation", "candidate", "pieces", "findings", "decision", "letters", "summary"]
)
def test_a_step_speaks_french_and_names_its_controls(
    wide: MainWindow, wizard: WizardPage, step: str, qtbot: QtBot
) -> None:
    wizard.go_to(step)
    qtbot.waitUntil(lambda: wizard.centre.page().isVisible())
    check(wide)


@pytest.mark.parametrize("key", ["home", "deadlines"])
def test_cells_are_read_with_their_heading(wide: MainWindow, key: str) -> None:
    wide.navigation.entries[key].click()
    tables = [each for each in visible(wide.page(key)) if isinstance(each, QAbstractItemView) and each.accessibleName()]
    filled = [table for table in tables if table.model().rowCount()]
    assert filled
    for table in filled:
        words = table.model().index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
        assert re.match(r"\w+\N{NO-BREAK SPACE}: \S", words)
