"""The wizard without a mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.ui.dossier.wizard import WizardPage
from tests.ui.dossier.driving import choose, form_of, view_of


@pytest.fixture
def typing(wizard: WizardPage, qtbot: QtBot) -> WizardPage:
    wizard.activateWindow()
    qtbot.waitActive(wizard)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return wizard


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key)


def test_tab_goes_through_questions_made_later_and_then_to_the_buttons(typing: WizardPage, qtbot: QtBot) -> None:
    choose(typing, "cessation_letter.exists", "yes")
    qtbot.waitUntil(lambda: all(field.isVisible() for field in form_of(typing).fields()))
    visited = []
    for _stop in range(20):
        visited.append(focused().accessibleName())
        if focused() is typing.bar.forward:
            break
        press(Qt.Key.Key_Tab)
    assert focused() is typing.bar.forward
    asked = [question.label for question in dict(view_of(typing).questions)["start"]]
    places = [next(at for at, name in enumerate(visited) if name.startswith(label)) for label in asked]
    assert places == sorted(places)


def test_return_presses_the_button_that_has_the_focus(typing: WizardPage, qtbot: QtBot) -> None:
    typing.bar.forward.setFocus()
    press(Qt.Key.Key_Return)
    assert typing.step().id == "situation"
    qtbot.waitUntil(lambda: typing.centre.page().isAncestorOf(focused()))


@pytest.mark.parametrize("number", range(1, 9))
def test_alt_and_a_number_lead_to_a_step_and_into_its_page(typing: WizardPage, qtbot: QtBot, number: int) -> None:
    QTest.keyClick(focused(), Qt.Key(Qt.Key.Key_0.value + number), Qt.KeyboardModifier.AltModifier)
    assert typing.step() == view_of(typing).steps[number - 1]
    qtbot.waitUntil(lambda: typing.centre.page().isAncestorOf(focused()))


def test_the_first_step_says_why_there_is_no_way_back(typing: WizardPage) -> None:
    assert not typing.bar.back.isEnabled()
    assert typing.bar.back.toolTip() == "C’est la première étape"
