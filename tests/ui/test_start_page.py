"""Which register to open, and the address of a shared one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crmr_desk.ui.shared_dialog import SharedDialog
from crmr_desk.ui.start_page import StartPage
from crmr_desk.ui.wanted import Kind, Wanted, base_name, without_password

ADDRESS = "postgresql://nadia:m%40t%20de%20passe@serveur.exemple.fr:5433/registre?sslmode=verify-full"


def answers(problem: str) -> Callable[[str, Callable[[str], None]], None]:
    return lambda _address, then: then(problem)


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    made = StartPage(["/srv/registre.crmr", without_password(ADDRESS)], answers(""), "Nadia Belkacem")
    qtbot.addWidget(made)
    made.show()
    return made


def filled(parent: QWidget, problem: str = "") -> SharedDialog:
    dialog = SharedDialog(parent, answers(problem))
    dialog.host.setText("serveur.exemple.fr")
    dialog.port.setText("5433")
    dialog.base.setText("registre")
    dialog.user.setText("nadia")
    dialog.password.setText("m@t de passe")
    dialog.open()
    return dialog


def test_the_demonstration_is_one_click_away(page: StartPage) -> None:
    wanted: list[Wanted] = []
    page.open_wanted.connect(wanted.append)
    page.demo.click()
    assert wanted == [Wanted(Kind.DEMO)]


def test_a_recent_file_opens_again(page: StartPage) -> None:
    wanted: list[Wanted] = []
    page.open_wanted.connect(wanted.append)
    page.recent[0].click()
    assert wanted == [Wanted(Kind.FILE, "/srv/registre.crmr")]


def test_a_recent_shared_register_asks_for_its_password_again(page: StartPage) -> None:
    page.recent[1].click()
    (dialog,) = page.findChildren(SharedDialog)
    assert (dialog.host.text(), dialog.port.text(), dialog.base.text(), dialog.user.text()) == (
        "serveur.exemple.fr", "5433", "registre", "nadia",
    )  # fmt: skip
    assert dialog.password.text() == ""


def test_the_form_gives_an_address_with_everything_escaped(page: StartPage) -> None:
    assert filled(page).address() == ADDRESS


def test_an_address_is_kept_without_its_password() -> None:
    kept = without_password(ADDRESS)
    assert kept == "postgresql://nadia@serveur.exemple.fr:5433/registre?sslmode=verify-full"
    assert base_name(ADDRESS) == "registre, serveur.exemple.fr"


def test_nothing_can_be_tried_before_the_form_is_filled_and_it_says_why(page: StartPage) -> None:
    dialog = SharedDialog(page, answers(""))
    dialog.open()
    assert not dialog.test_button.isEnabled()
    assert dialog.test_button.toolTip() == "Indiquez l’adresse"
    assert dialog.outcome.text() == "Indiquez l’adresse."


@pytest.mark.parametrize("problem", ["", "Impossible de joindre la base."])
def test_the_result_of_the_test_is_said_in_the_form(page: StartPage, problem: str) -> None:
    dialog = filled(page, problem)
    dialog.test_button.click()
    assert dialog.outcome.text() == (problem or "La base répond.")
    assert dialog.isVisible()
    assert dialog.test_button.isEnabled()


def test_opening_sends_the_address_once(page: StartPage) -> None:
    wanted: list[Wanted] = []
    page.open_wanted.connect(wanted.append)
    dialog = page.choose_shared(without_password(ADDRESS))
    dialog.password.setText("m@t de passe")
    dialog.open_button.click()
    assert wanted == [Wanted(Kind.SHARED, ADDRESS)]
