"""The radar leads from a departure to the dossier that answers it."""

from __future__ import annotations

import datetime as dt

import pytest
from pytestqt.qtbot import QtBot

from crmr_desk.model.store.database import Database
from crmr_desk.ui.deadlines.radar import RadarView
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.ops import InlineOps
from tests.conftest import WHO


@pytest.fixture
def view(demo_db: Database, qtbot: QtBot) -> RadarView:
    made = RadarView(Desk(demo_db, InlineOps(), today=dt.date(2026, 11, 20), who=WHO))
    qtbot.addWidget(made)
    made.reload()
    return made


def test_a_departure_opens_its_succession_then_its_dossier(view: RadarView, qtbot: QtBot) -> None:
    row = next(row for row in view.table.rows() if row.centre == "CREAK")
    view.table.select(row.key)
    assert view.answer.text() == "Ouvrir la succession…"
    desk = view.desk
    desk.start_wanted.connect(desk.start)
    with qtbot.waitSignals([desk.start_wanted, desk.dossier_wanted]):
        view.answer.click()
    view.reload()
    assert view.answer.text() == "Reprendre le dossier"
    with qtbot.waitSignal(desk.dossier_wanted):
        view.answer.click()
    view.without.setChecked(True)
    assert row.key not in {each.key for each in view.table.shown_rows()}


def test_the_list_is_narrowed_by_words_and_summed_up_by_filiere_or_region(view: RadarView) -> None:
    every = len(view.table.rows())
    view.search.setText("brain-team pays de la loire")
    shown = view.table.shown_rows()
    assert 0 < len(shown) < every
    assert [(each.name, each.leaving) for each in view.sums.rows()] == [("BRAIN-TEAM", len(shown))]
    view.group.set_value("region")
    view.group.chosen.emit("region")
    assert [each.name for each in view.sums.rows()] == ["Pays de la Loire"]
    view.search.setText("personne de ce nom")
    assert not view.answer.isEnabled()
