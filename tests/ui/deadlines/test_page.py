"""The list of deadlines: horizon, filters, explanation."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.ui.deadlines.page import DeadlinesPage
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.parts.badge import PlaceBadge, french_place


@pytest.fixture
def page(demo_desk: Desk, qtbot: QtBot) -> DeadlinesPage:
    made = DeadlinesPage(demo_desk)
    qtbot.addWidget(made)
    made.resize(1240, 820)
    made.show()
    return made


def choose(page: DeadlinesPage, horizon: str) -> int:
    page.horizon.set_value(horizon)
    page.horizon.chosen.emit(horizon)
    return len(page.table.rows())


def test_a_longer_horizon_shows_more(page: DeadlinesPage) -> None:
    counts = [choose(page, horizon) for horizon in ("6", "12", "24", "all")]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]


def test_chips_keep_their_kind_only(page: DeadlinesPage) -> None:
    page.chips["label_end"].click()
    assert {row.kind for row in page.table.shown_rows()} == {"label_end"}
    assert page.chips["label_end"].text().endswith(f" {len(page.table.shown_rows())}")
    page.chips["label_end"].click()
    assert len(page.table.shown_rows()) == len(page.table.rows())


def test_words_filter_without_accents(page: DeadlinesPage) -> None:
    page.search.setText("designation brain")
    page.search.setText("filiere")
    assert all("filière" in f"{row.title} {row.detail}".lower() for row in page.table.shown_rows())


def test_a_filter_that_keeps_nothing_says_so(page: DeadlinesPage) -> None:
    page.search.setText("zzzz")
    assert page.stack.currentWidget() is page.nothing


def test_the_row_chosen_is_explained_with_its_place(page: DeadlinesPage) -> None:
    row = page.table.shown_rows()[0]
    page.table.select(row.key)
    said = [each.text() for each in page.explanation.findChildren(QLabel)]
    for heading, sentence in row.explanation:
        assert heading in said
        assert sentence in said
    assert french_place(row.place) in [each.text() for each in page.explanation.findChildren(PlaceBadge)]


def test_dates_sort_as_dates(page: DeadlinesPage) -> None:
    page.table.sort_by(0, descending=True)
    days = [row.on for row in page.table.shown_rows()]
    assert days == sorted(days, reverse=True)


def test_a_row_opens_its_centre(page: DeadlinesPage, demo_desk: Desk) -> None:
    asked: list[tuple[str, int]] = []
    demo_desk.centre_wanted.connect(lambda kind, row_id: asked.append((kind, row_id)))
    row = page.table.shown_rows()[0]
    page.table.opened.emit(row)
    assert asked == [(row.centre_kind, row.centre_id)]


def test_the_first_deadline_is_explained_at_once(page: DeadlinesPage) -> None:
    first = page.table.shown_rows()[0]
    assert page.table.current_key() == first.key
    assert first.title in [each.text() for each in page.explanation.findChildren(QLabel)]


def test_a_narrow_page_leaves_out_what_the_explanation_repeats(page: DeadlinesPage) -> None:
    page.resize(900, 560)
    shown = [place for place in range(6) if not page.table.isColumnHidden(place)]
    assert shown == [0, 2, 5]
    assert page.search.width() >= page.search.sizeHint().width()
    page.resize(1240, 820)
    assert not any(page.table.isColumnHidden(place) for place in range(6))


def test_the_end_of_a_mandate_offers_the_dossier_that_answers_it(page: DeadlinesPage, qtbot: QtBot) -> None:
    choose(page, "all")
    ending = next(row for row in page.table.rows() if row.kind == "mandate_end" and row.centre_kind == "crmr")
    page.table.select(ending.key)
    qtbot.waitUntil(lambda: offered(page) == ["Succession du coordonnateur…", "Ouvrir le centre"])
    start = next(each for each in page.explanation.findChildren(QPushButton) if each.isVisible())
    with qtbot.waitSignal(page.desk.start_wanted) as wanted:
        start.click()
    assert wanted.args == ["succession", "coordonnateur", ending.centre_id]


def test_what_a_dossier_waits_for_leads_to_that_dossier(page: DeadlinesPage, qtbot: QtBot) -> None:
    row = replace(page.table.rows()[0], kind="opinion_due", dossier_id=12)
    page.explanation.show_row(row)
    qtbot.waitUntil(lambda: offered(page) == ["Ouvrir le dossier", "Ouvrir le centre"])
    with qtbot.waitSignal(page.desk.dossier_wanted) as wanted:
        page.table.opened.emit(row)
    assert wanted.args == [12]


def offered(page: DeadlinesPage) -> list[str]:
    return [each.text() for each in page.explanation.findChildren(QPushButton) if each.isVisible()]
