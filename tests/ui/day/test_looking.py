"""Another day in the whole window: control, choices, band, two clocks, and the way back to today."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.people import save_person
from crmr_desk.ui.day.banner import DayBanner, Shown, words
from crmr_desk.ui.day.control import DateControl, step
from crmr_desk.ui.day.popup import TWO_CLOCKS, DayPopup
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.date_field import DateEdit
from crmr_desk.ui.exports_dialog import ExportsDialog
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.network.page import NetworkPage
from crmr_desk.workbooks.outgoing.kinds import Parameter
from tests.ui.test_main_window import PERSON

TODAY = dt.date(2026, 11, 20)
THEN = dt.date(2020, 12, 31)
NO_KEY, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "way", "keys", "expected"),
    [
        (TODAY, -1, NO_KEY, dt.date(2026, 10, 20)),
        (dt.date(2026, 1, 30), 1, NO_KEY, dt.date(2026, 2, 28)),
        (dt.date(2026, 12, 31), -1, NO_KEY, dt.date(2026, 11, 30)),
        (dt.date(2026, 11, 30), 1, NO_KEY, dt.date(2026, 12, 31)),
        (TODAY, 1, CTRL, dt.date(2026, 11, 21)),
        (dt.date(2024, 2, 29), -1, SHIFT, dt.date(2023, 2, 28)),
    ],
)
def test_an_arrow_goes_by_a_month_a_day_or_a_year(
    day: dt.date, way: int, keys: Qt.KeyboardModifier, expected: dt.date
) -> None:
    assert step(day, way, keys) == expected


@pytest.mark.parametrize(
    ("turns", "known", "strong"),
    [
        (True, None, "Réseau au 31/12/2020"),
        (True, dt.date(2021, 2, 3), "Réseau au 31/12/2020, tel que le registre le connaissait le 03/02/2021"),
        (False, None, "Cette page est toujours au jour d’aujourd’hui"),
        (None, None, "Cette page a ses propres dates"),
    ],
)
def test_the_band_says_what_each_page_shows(turns: bool | None, known: dt.date | None, strong: str) -> None:
    page = Shown("Réseau", turns)
    assert words(page, THEN, known, TODAY)[0] == strong
    assert words(page, TODAY, None, TODAY) == ("", "")


@pytest.fixture
def choices(demo_window: MainWindow, qtbot: QtBot) -> DayPopup:
    with qtbot.waitActive(demo_window):
        demo_window.activateWindow()
    qtbot.keyClick(demo_window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    return demo_window.findChildren(DayPopup)[-1]


def control(window: MainWindow) -> DateControl:
    found = window.top_bar.clock
    assert isinstance(found, DateControl)
    return found


def test_a_day_that_is_typed_turns_the_pages_and_the_band_leads_back(
    demo_window: MainWindow, demo_desk: Desk, choices: DayPopup
) -> None:
    demo_window.go(Place("network"))
    network = demo_window.page("network")
    assert isinstance(network, NetworkPage)
    counted = network.panel.counts.text()
    assert choices.home.toolTip() == "Le jour affiché est déjà aujourd’hui"
    choices.on.line.setText("31/02/2020")
    choices.take()
    assert "n’existe pas au calendrier" in choices.problem.text()
    choices.on.line.setText("31/12/2020")
    choices.take()
    assert (demo_desk.on, demo_desk.known, demo_desk.seen) == (THEN, None, demo_desk.db)
    assert control(demo_window).day.text() == "au 31/12/2020"
    assert network.panel.counts.text() != counted
    (banner,) = demo_window.findChildren(DayBanner)
    assert banner.accessibleName().startswith("Réseau au 31/12/2020. ")
    dialog = ExportsDialog(demo_desk, demo_window)
    proposed = dialog.fields[Parameter.ON]
    assert isinstance(proposed, DateEdit)
    assert proposed.day() == THEN
    dialog.reject()
    demo_window.go(Place("home"))
    assert banner.strong.text() == "Cette page est toujours au jour d’aujourd’hui"
    demo_window.step(-1)
    assert (demo_window.history.here, demo_desk.on) == (Place("network"), THEN)
    banner.home.click()
    assert demo_desk.on == TODAY
    assert not banner.isVisible()


def test_the_choices_offer_days_by_name_and_explain_the_two_clocks(demo_desk: Desk, choices: DayPopup) -> None:
    offered = {each.text(): each for each in choices.findChildren(QPushButton) if each.isVisibleTo(choices)}
    assert TWO_CLOCKS in {each.text() for each in choices.findChildren(QLabel)}
    assert choices.on.line.height() >= choices.on.line.sizeHint().height(), "rien n’est coupé dès l’ouverture"
    offered["Début du label en cours, 01/01/2024"].click()
    assert demo_desk.on == dt.date(2024, 1, 1)


def test_what_was_known_on_a_day_is_read_only_and_given_back(demo_window: MainWindow, demo_desk: Desk) -> None:
    before = TODAY - dt.timedelta(days=1)
    demo_window.go(Place("dossiers"))
    demo_desk.look(THEN, before)
    past = demo_desk.seen
    assert past is not demo_desk.db
    assert (demo_desk.on, demo_desk.known) == (THEN, before)
    assert demo_desk.why_no_write.startswith("Vous regardez le registre tel qu’il était connu le 19/11/2026\u00a0: ")
    with pytest.raises(UserError, match="revenez à aujourd’hui"):
        save_person(past, PERSON)
    said: list[str] = []
    demo_desk.toast.connect(said.append)
    demo_window.status.undo_wanted.emit()
    assert said == [demo_desk.why_no_write]
    demo_desk.look(TODAY, before)
    assert demo_desk.seen is past, "le même passé n’est pas relu pour un autre jour"
    demo_desk.look(TODAY)
    assert (demo_desk.seen, demo_desk.why_no_write) == (demo_desk.db, "")
    path = str(past.url.database)
    assert not Path(path).exists()
    demo_desk.look(TODAY, TODAY)
    assert demo_desk.known is None, "ce qui est connu ce soir est ce qui est connu"


def test_a_centre_not_known_yet_says_so_and_is_there_again_when_one_returns(
    demo_window: MainWindow, demo_desk: Desk
) -> None:
    demo_window.go(Place("network", ("crmr", 24)))
    network = demo_window.page("network")
    assert isinstance(network, NetworkPage)
    demo_desk.look(TODAY, THEN)
    assert network.sheet.empty.gone.sentence.text() == "Le 31/12/2020, le registre ne connaissait pas encore ce centre."
    demo_desk.look(TODAY)
    assert network.sheet.stack.currentWidget() is network.sheet.body
