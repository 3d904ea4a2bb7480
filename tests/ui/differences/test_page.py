"""The page of two dates: sides, kinds, words, sources, and the files that leave it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.differences.rows import DifferenceKind, StateOf
from crmr_desk.model.store.schema import Crmr
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.differences.comparison import Pair, compare, link, pair_named, presets
from crmr_desk.ui.differences.page import DifferencesPage
from crmr_desk.ui.history import Place
from crmr_desk.ui.imports.progress import Job
from crmr_desk.ui.main_window import MainWindow
from tests.ui.test_exports import choose

TODAY = dt.date(2026, 11, 20)
FIRST = dt.date(2023, 12, 31)


@pytest.fixture
def page(demo_window: MainWindow, demo_desk: Desk) -> DifferencesPage:
    demo_desk.page_wanted.emit("differences", link(FIRST, TODAY))
    made = demo_window.page("differences")
    assert isinstance(made, DifferencesPage)
    return made


@pytest.mark.parametrize("detail", ["", "2025-13-01..2026-11-20", "2026-11-20", "n’importe quoi"])
def test_a_link_that_names_no_two_days_asks_for_the_last_year(detail: str) -> None:
    assert pair_named(detail, TODAY) == Pair(StateOf(dt.date(2025, 11, 20), None), StateOf(TODAY, None))


def test_what_was_corrected_is_one_day_known_on_two() -> None:
    corrected = presets(TODAY)[-1][1]
    assert corrected.earlier.on == corrected.later.on == corrected.earlier.known == dt.date(2026, 10, 20)
    assert corrected.later.known is None


def test_kinds_and_words_keep_lines_and_the_workbook_has_those_on_screen(
    page: DifferencesPage, demo_window: MainWindow, tmp_path: Path
) -> None:
    assert page.found is not None
    every = len(page.found.rows)
    assert page.chips[DifferenceKind.LABELS].text() == f"Labels {page.found.counts[DifferenceKind.LABELS]}"
    page.chips[DifferenceKind.LABELS].setChecked(True)
    page.search.setText("cervco")
    (row,) = page.table.shown_rows()
    assert (row.centre, row.fsmr) == ("CERVCO", "BRAIN-TEAM")
    page.workbook.click()
    choose(demo_window, tmp_path / "differences.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "differences.xlsx")["Changements"]
    assert [cell.value for cell in sheet["D"]][-1] == "CERVCO"
    page.note.click()
    choose(demo_window, tmp_path / "note.pdf")
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF")
    page.search.setText("rien de tel")
    assert page.none_kept.isVisible()
    assert not page.note.isEnabled()
    page.none_kept.action.click() if page.none_kept.action else None
    assert len(page.table.shown_rows()) == every


def test_a_line_leads_to_its_operation_and_to_its_centre(page: DifferencesPage, demo_window: MainWindow) -> None:
    page.search.setText("cervco label")
    row = page.table.shown_rows()[0]
    page.table.opened.emit(row)
    assert demo_window.history.here == Place("journal", ("1",))
    demo_window.step(-1)
    assert page.pair == pair_named(link(FIRST, TODAY), TODAY), "revenir montre la même comparaison"
    page.open_centre(row)
    assert demo_window.history.here == Place("network", ("crmr", row.row_id))


def test_sides_are_swapped_and_what_cannot_be_read_is_said(page: DifferencesPage) -> None:
    page.sides.swap.click()
    assert page.pair == Pair(StateOf(TODAY, None), StateOf(FIRST, None))
    page.sides.later.known.line.setText("01/01/2030")
    page.sides.compare.click()
    assert page.sides.problem.text() == "Au\u00a0: ce qui sera connu un jour à venir ne l’est pas encore."
    page.sides.show_pair(Pair(StateOf(TODAY, None), StateOf(TODAY, None)))
    page.sides.compare.click()
    assert page.none.isVisible()
    assert not page.workbook.isEnabled()


def test_a_correction_shows_between_two_knowledges_of_one_day(demo_desk: Desk) -> None:
    known = TODAY - dt.timedelta(days=1)
    with demo_desk.db.writing("Correction") as session:
        session.get_one(Crmr, 1).title = "Titre corrigé"
    found = compare(demo_desk.db, Pair(StateOf(TODAY, None), StateOf(TODAY, None)), Job())
    assert found.rows == ()
    before_all = compare(demo_desk.db, Pair(StateOf(TODAY, known), StateOf(TODAY, None)), Job())
    assert len(before_all.rows) > len(found.rows), "la veille, rien n’était encore connu"
    stopped = Job()
    stopped.cancel()
    with pytest.raises(UserError, match="arrêtée"):
        compare(demo_desk.db, Pair(StateOf(TODAY, known), StateOf(TODAY, None)), stopped)
