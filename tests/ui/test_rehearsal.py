"""The window of a rehearsal: a copy with a movable clock, beside a register that stays as it is."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.network.people import save_person
from crmr_desk.model.store import journal, undo
from crmr_desk.ui.history import Place
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.ops import InlineOps
from crmr_desk.ui.rehearsal import opening
from crmr_desk.ui.rehearsal.banner import TITLE
from crmr_desk.ui.rehearsal.coming_sheet import ComingSheet
from crmr_desk.ui.rehearsal.window import RehearsalWindow
from tests.model.store.fingerprints import fingerprint

LATER = dt.date(2028, 6, 1)
NOBODY = {"last_name": "Essai", "first_name": "Répétition"}


@pytest.fixture
def rehearsal(demo_window: MainWindow) -> RehearsalWindow:
    opening.start(demo_window, InlineOps)
    made = demo_window.findChild(RehearsalWindow)
    assert made is not None
    return made


def test_the_window_of_a_rehearsal_says_so_and_follows_its_clock(rehearsal: RehearsalWindow) -> None:
    assert rehearsal.banner.isVisible()
    assert rehearsal.banner.accessibleName() == TITLE
    rehearsal.go(Place("deadlines"))
    rehearsal.clock.forth.click()
    assert rehearsal.desk is not None
    assert rehearsal.desk.today == dt.date(2026, 12, 20)
    assert rehearsal.history.here == Place("deadlines"), "la page reste la même quand la date change"
    rehearsal.clock.edit.line.setText("01/06/2028")
    rehearsal.clock.edit.line.editingFinished.emit()
    assert rehearsal.desk.today == LATER
    assert "01/06/2028" in rehearsal.windowTitle()


def test_what_is_done_in_a_rehearsal_never_reaches_the_register(
    demo_window: MainWindow, rehearsal: RehearsalWindow
) -> None:
    assert demo_window.desk is not None
    assert rehearsal.desk is not None
    db, copy = demo_window.desk.db, rehearsal.desk.db
    before, last = fingerprint(db), journal.operations(db)
    rehearsal.desk.run(lambda: save_person(copy, NOBODY))
    undoable = undo.last_undoable(copy)
    assert undoable is not None
    rehearsal.close()
    assert fingerprint(db) == before
    assert journal.operations(db) == last
    assert undo.last_undoable(db) != undoable


def test_there_is_one_rehearsal_at_a_time_and_it_ends_with_its_window(
    demo_window: MainWindow, rehearsal: RehearsalWindow
) -> None:
    folder = rehearsal.path.parent
    opening.start(demo_window, InlineOps)
    assert len(demo_window.findChildren(RehearsalWindow)) == 1
    demo_window.close()
    assert not rehearsal.isVisible()
    assert not folder.exists()


def test_what_would_come_is_listed_and_leads_to_its_centre(rehearsal: RehearsalWindow) -> None:
    rehearsal.move_to(LATER)
    rehearsal.banner.coming.click()
    (sheet,) = rehearsal.findChildren(ComingSheet)
    row = sheet.deadlines.shown_rows()[0]
    sheet.deadlines.opened.emit(row)
    assert rehearsal.history.here == Place("network", (row.centre_kind, row.centre_id))
