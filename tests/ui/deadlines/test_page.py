"""The page of deadlines in one window: views, filters, the panel that explains, what is decided."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from crmr_desk.model.deadlines import entries
from crmr_desk.model.deadlines.choosing import OPEN, Choice
from crmr_desk.model.deadlines.entries import EntryValues
from crmr_desk.model.deadlines.kinds import entry_id_of
from crmr_desk.model.deadlines.rows import DeadlineRow
from crmr_desk.model.store.database import Database
from crmr_desk.ui import theme
from crmr_desk.ui.deadlines.calendar_form import CalendarWishes
from crmr_desk.ui.deadlines.entry_form import EntryForm
from crmr_desk.ui.deadlines.filter_bar import choice_stored
from crmr_desk.ui.deadlines.month_model import Day
from crmr_desk.ui.deadlines.page import DeadlinesPage
from crmr_desk.ui.deadlines.row_verbs import Verb
from crmr_desk.ui.desk import Desk
from crmr_desk.ui.dossier.dated_form import DatedForm
from crmr_desk.ui.main_window import MainWindow
from crmr_desk.ui.ops import InlineOps
from crmr_desk.ui.parts.badge import PlaceBadge
from crmr_desk.ui.parts.cell import Role
from tests.conftest import WHO, Registers

TODAY = dt.date(2026, 11, 20)
MEETING = EntryValues(dt.date(2026, 11, 24), "meeting", "Réunion du bureau", instructor=WHO)


@pytest.fixture(scope="module")
def register(demonstration_file: Path, registers: Registers) -> Iterator[Database]:
    with registers.copy_of(demonstration_file, "echeances") as database:
        entries.add_entry(database, MEETING, today=TODAY)
        yield database


@pytest.fixture(scope="module")
def window(
    register: Database, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MainWindow]:  # fmt: skip
    theme.apply(qapp, "light")
    desk = Desk(register, InlineOps(), today=TODAY, who=WHO, parent=qapp)
    settings = QSettings(str(tmp_path_factory.mktemp("reglages") / "r.ini"), QSettings.Format.IniFormat)
    made = MainWindow(settings)
    made.open_desk(desk, "Réseau de démonstration")
    made.show()
    desk.page_wanted.emit("deadlines", "")
    yield made
    made.close()
    made.deleteLater()
    desk.deleteLater()


@pytest.fixture
def page(window: MainWindow) -> DeadlinesPage:
    """The page at its month, without a filter."""
    made = window.page("deadlines")
    assert isinstance(made, DeadlinesPage)
    made.filters.want_everything()
    made.go_to("month/2026-11")
    return made


def day_of(page: DeadlinesPage, day: dt.date) -> Day:
    grid = page.views.month.grid
    assert grid.go_to(day)
    found = grid.currentIndex().data(Role.CELL)
    assert isinstance(found, Day)
    return found


def row_of(page: DeadlinesPage, kind: str) -> DeadlineRow:
    assert page._answer is not None
    return next(row for row in page._answer.rows if row.kind == kind and row.days >= 0)


def offered(page: DeadlinesPage) -> list[str]:
    assert page.side.panel.explanation is not None
    return [each.text() for each in page.side.panel.explanation.findChildren(QPushButton) if each.isVisible()]


def test_the_month_names_its_days_for_who_cannot_see_it(page: DeadlinesPage) -> None:
    assert day_of(page, dt.date(2026, 11, 11)).words() == "mercredi\u00a0: 11 novembre 2026. Armistice. rien"
    words = day_of(page, MEETING.on).words()
    assert words == "mardi\u00a0: 24 novembre 2026. Réunion du bureau, attend le bureau"


def test_arrows_walk_from_day_to_day_and_out_of_the_month(page: DeadlinesPage) -> None:
    grid = page.views.month.grid
    grid.go_to(dt.date(2026, 12, 6))
    QTest.keyClick(grid, Qt.Key.Key_Right)
    assert (page.header.title.text(), grid.current_day()) == ("Décembre 2026", dt.date(2026, 12, 7))
    QTest.keyClick(grid, Qt.Key.Key_PageUp)
    assert page.header.title.text() == "Novembre 2026"


def test_many_of_one_kind_on_one_day_share_a_chip_that_opens_the_day(page: DeadlinesPage) -> None:
    page.go_to("month/2026-12")
    chips = day_of(page, dt.date(2026, 12, 31)).chips
    reports = next(chip for chip in chips if chip.row.kind == "annual_report")
    assert reports.title.endswith("2026")
    assert reports.second.endswith("sites")
    QTest.keyClick(page.views.month.grid, Qt.Key.Key_Return)
    assert page.side.panel.title.text() == "Jeudi 31 décembre 2026"
    assert page.side.panel.explanation is not None
    page.side.choose(row_of(page, "mandate_end"))
    assert page.side.panel.title.text() == "À venir"
    assert page.side.panel.explanation is not None


def test_a_date_explains_itself_with_its_place_and_offers_what_answers_it(page: DeadlinesPage) -> None:
    row = row_of(page, "mandate_end")
    page.side.choose(row)
    shown = page.side.panel.explanation
    assert shown is not None
    said = [each.text() for each in shown.findChildren(QLabel)]
    assert all(heading in said and sentence in said for heading, sentence in row.explanation)
    assert [each.place for each in shown.findChildren(PlaceBadge)] == [row.place]
    assert offered(page)[0] == "Succession de l’animateur…"
    assert Verb.MOVE.words not in offered(page)
    assert row.fixed in said


def test_chips_keep_what_they_name_and_a_filter_has_a_name(page: DeadlinesPage) -> None:
    page.go_to("12")
    page.filters.mine.click()
    assert {row.instructor for row in page.views.list.table.shown_rows()} == {WHO}
    page.wanted.kept.save("Les miennes", page.filters.wanted)
    page.search.setText("zzzz")
    assert page.views.currentWidget() is page.views.none_kept
    page.wanted.want(page.wanted.kept.named("Les miennes"))
    assert page.header.saved.text() == "Les miennes"
    assert page.filters.wanted == Choice(state=OPEN, mine=True)


def test_the_late_ones_are_listed_by_a_link(page: DeadlinesPage) -> None:
    page.go_to("late")
    rows = page.views.list.table.shown_rows()
    assert rows
    assert all(row.days < 0 for row in rows)
    assert page.filters.late.text() == f"En retard {len(rows)}"


def test_a_link_lists_what_concerns_one_centre(page: DeadlinesPage) -> None:
    page.go_to("words/CREAK")
    rows = page.views.list.table.shown_rows()
    assert rows
    assert all(row.detail.startswith("CREAK") for row in rows)
    assert page.search.text() == "CREAK"


def test_a_link_by_its_key_shows_a_deadline_in_its_month(page: DeadlinesPage) -> None:
    page.go_to("month/2030-01")
    page.go_to("key/entry:1")
    assert page.header.title.text() == "Novembre 2026"
    assert page.side.panel.explanation is not None
    assert page.side.panel.explanation.row.title == MEETING.title


def test_a_chip_goes_to_another_day_with_a_reason_only_where_the_law_lets_it(page: DeadlinesPage) -> None:
    grid = page.views.month.grid
    fixed = row_of(page, "designation_end")
    start = grid.box_of("entry:1").center()
    QTest.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(grid.viewport(), start + QPoint(160, 0))
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(160, 0))
    form = page.window().findChild(DatedForm)
    assert form is not None
    assert form.day.day() == dt.date(2026, 11, 25)
    form.finish()
    assert [chip.title for chip in day_of(page, dt.date(2026, 11, 25)).chips] == [MEETING.title]
    grid.dragging.press(fixed, fixed.on, QPoint())
    grid.dragging.move(dt.date(2026, 11, 26), QPoint(200, 0), QPoint())
    assert grid.viewport().cursor().shape() is Qt.CursorShape.ForbiddenCursor
    assert grid.dragging.release()


def test_what_is_decided_of_several_is_one_step_back(page: DeadlinesPage, register: Database) -> None:
    page.go_to("12")
    table = page.views.list.table
    page.search.setText("lettre de cessation")
    table.selectAll()
    rows = table.chosen()
    bar = page.bar
    assert bar is not None
    page.go_to("month/2026-11")
    assert bar.isHidden()
    page.go_to("12")
    table.selectAll()
    page.verbs.ask(Verb.LIFT, rows)
    form = page.window().findChildren(DatedForm)[-1]
    form.finish()
    assert form.problem.text()
    form.reason.setPlainText("Repris dans le rapport annuel.")
    form.finish()
    assert table.shown_rows() == []
    page.filters.over.click()
    assert {row.mark.by for row in table.shown_rows() if row.mark} == {register.who}


def test_what_was_typed_stays_until_it_is_kept(page: DeadlinesPage, window: MainWindow) -> None:
    page.header.new.click()
    form = window.findChildren(EntryForm)[-1]
    form.title.setText("Réunion " * 40)
    form.finish()
    assert form.isVisible()
    assert "200 au plus" in form.problem.text()
    assert form.focusWidget() is form.title
    form.title.setText("Réunion du bureau")
    form.day.set_day(TODAY + dt.timedelta(days=400))
    form.finish()
    told = page.side.panel.explanation
    assert told is not None
    assert told.row.title == "Réunion du bureau"
    assert told.row.explanation[0][1] == "Réunion du bureau."


def test_a_form_kept_as_it_was_writes_nothing_and_says_so(
    page: DeadlinesPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.verbs.ask(Verb.EDIT, [row_of(page, "meeting")])
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.toast) as heard:
        window.findChildren(EntryForm)[-1].finish()
    assert heard.args == ["Rien n’a changé."]


def test_what_a_colleague_wrote_meanwhile_is_shown_and_one_of_the_two_is_kept(
    page: DeadlinesPage, window: MainWindow, register: Database
) -> None:
    row = row_of(page, "meeting")
    was = entries.read_entry(register, entry_id_of(row.key) or 0)
    page.verbs.ask(Verb.EDIT, [row])
    form = window.findChildren(EntryForm)[-1]
    entries.change_entry(register, was.id, replace(was.values, detail="Salle 2"), version=was.version)
    form.title.setText("Réunion du réseau")
    form.finish()
    assert "Elle dit maintenant\u00a0: précision «\u202fSalle 2\u202f»." in form.problem.text()
    assert (form.keep.text(), form.leave.text()) == ("Enregistrer la mienne", "Garder celle-ci")
    assert entries.read_entry(register, was.id).values.title == was.values.title
    form.finish()
    assert entries.read_entry(register, was.id).values == replace(was.values, title="Réunion du réseau")


def test_who_goes_through_what_is_late_stays_there(page: DeadlinesPage, window: MainWindow) -> None:
    page.go_to("12")
    table = page.views.list.table
    done, after = table.shown_rows()[3:5]
    assert page._answer is not None
    late = len(page._answer.late)
    table.select(done.key)
    page.verbs.ask(Verb.DONE, [done])
    window.findChildren(DatedForm)[-1].finish()
    current = table.current()
    assert current is not None
    assert current.key == after.key
    assert page.filters.late.text() == f"En retard {late - 1}"
    page.verbs.ask(Verb.POSTPONE, [after])
    form = window.findChildren(DatedForm)[-1]
    form.reason.setPlainText("Annoncé pour janvier.")
    form.day.set_day(TODAY - dt.timedelta(days=1))
    form.finish()
    assert "est passé" in form.problem.text()
    form.day.set_day(TODAY + dt.timedelta(days=40))
    form.finish()
    assert form.isHidden()
    assert page.side.panel.explanation is not None
    assert "Annoncé pour janvier" in " ".join(part.text() for part in page.side.panel.explanation.findChildren(QLabel))


def test_the_year_leads_to_a_month_and_has_a_table(page: DeadlinesPage) -> None:
    page.go_to("year")
    grid, table = page.views.year.grid, page.views.year.table
    assert [month.first.month for month in table.rows()] == list(range(1, 13))
    quarters = [grid.model().headerData(each, Qt.Orientation.Vertical).split("\n")[1] for each in range(4)]
    assert sum(month.count for month in table.rows()) == sum(int(each.replace("\u202f", "")) for each in quarters)
    grid.setCurrentIndex(grid.model().index(3, 2))
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert page.header.title.text() == "Décembre 2026"


def test_the_headings_of_competence_centres_keep_their_specialty_and_name_their_filiere(page: DeadlinesPage) -> None:
    page.go_to("centres")
    found = {(group.title, group.second) for group in page.views.centres.groups()}
    assert ("Centre hospitalier de Bastia, Neurologie", "CCMR, BRAIN-TEAM") in found
    assert ("CHU d’Angers, site Larrey, Cardiologie", "CCMR, CARDIOGEN, RYTHME-OUEST-C03") in found
    assert len(found) == len(page.views.centres.groups())


def test_headings_fold_and_sort_within(page: DeadlinesPage) -> None:
    page.go_to("centres")
    view = page.views.centres
    view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    first = view.model().index(0, 0)
    days = [view.model().index(line, 0, first).data() for line in range(view.model().rowCount(first))]
    assert days == sorted(days, key=lambda day: day.split("/")[::-1], reverse=True)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.isExpanded(first)


def test_a_narrow_page_keeps_the_panel_for_when_it_is_asked_for(page: DeadlinesPage, window: MainWindow) -> None:
    window.resize(960, 600)
    assert page.side.panel.isHidden()
    page.header.ahead.click()
    assert page.side.panel.isVisible()
    QTest.keyClick(page.side.panel, Qt.Key.Key_Escape)
    assert page.side.panel.isHidden()
    window.resize(1440, 900)
    assert page.side.panel.isVisible()


def test_what_is_on_screen_leaves_as_a_calendar_and_on_paper(page: DeadlinesPage, tmp_path: Path) -> None:
    page.search.setText("fin de mandat")
    page.outputs.write_calendar(page.shown(), CalendarWishes(whole=False, alarms=True, with_ages=False))
    save(page, tmp_path / "a.ics")
    assert (tmp_path / "a.ics").read_bytes().count(b"BEGIN:VEVENT") == len(page.shown().rows) > 0
    page.header.export.click()
    save(page, tmp_path / "a.xlsx")
    assert zipfile.is_zipfile(tmp_path / "a.xlsx")
    page.outputs.write_month()
    save(page, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def save(page: DeadlinesPage, path: Path) -> None:
    dialog = page.window().findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def test_the_radar_has_the_page_for_itself(page: DeadlinesPage) -> None:
    page.go_to("radar")
    assert type(page.views.currentWidget()).__name__ == "RadarView"
    assert page.side.panel.isHidden()
    assert page.search.isHidden()
    page.go_to("month/2026-11")
    assert page.side.panel.isVisible()


def test_what_is_read_while_the_radar_is_open_waits_for_its_view(page: DeadlinesPage) -> None:
    page.go_to("list")
    answer = page._answer
    assert answer is not None
    page.go_to("radar")
    radar = page.views.currentWidget()
    page.show_answer(answer)
    assert page.views.currentWidget() is radar
    page.go_to("late")
    assert page.views.list.isVisible()
    assert page.shown().rows


def test_a_kept_filter_forgets_what_an_older_program_called_otherwise() -> None:
    kept = {"kinds": ["meeting", "old_kind"], "regions": ["99"], "state": "closed", "fsmrs": ["Disparue"], "words": "a"}
    choice = choice_stored(kept)
    assert choice == Choice(words="a", kinds=frozenset({"meeting"}), fsmrs=frozenset({"Disparue"}))
