"""A sheet that left here and came back: only what somebody has touched since is processed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.checking.check import check_book
from crmr_desk.workbooks.checking.rows import Action, Checked, Line, Status
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.reading.book import Book, Value
from crmr_desk.workbooks.reading.opening import read_book
from crmr_desk.workbooks.returning.baseline import TITLE, Sent
from crmr_desk.workbooks.returning.template import SHEET, write_template
from tests.conftest import WHO, fixed_clock
from tests.workbooks.checking.region import AURA, TODAY
from tests.workbooks.checking.test_lines import doubts

COLUMNS = ("code", "hospital", "finess", "fsmr", "centre", "nature", "specialty", "population", "title", "first_name",
           "last_name", "start", "end", "email")  # fmt: skip


@pytest.fixture(scope="module")
def template(region_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Book:
    """The blank sheet of the region, as it comes back untouched."""
    path = tmp_path_factory.mktemp("template") / "modele.xlsx"
    db = Database(Database.url_of(region_file), who=WHO, now=fixed_clock)
    write_template(db, AURA, path, TODAY)
    db.dispose()
    return read_book(path.name, path.read_bytes())


def typed_in(book: Book, row: int, **cells: Value) -> Book:
    """The book with other cells on one line of its table."""
    sheet = next(each for each in book.sheets if each.name == SHEET)
    line = [*(sheet.lines[row - 1] if row <= len(sheet.lines) else ()), *([None] * len(COLUMNS))][: len(COLUMNS)]
    for name, value in cells.items():
        line[COLUMNS.index(name)] = value
    lines = (*sheet.lines[: row - 1], tuple(line), *sheet.lines[row:])
    return replace(book, sheets=tuple(replace(each, lines=lines) if each is sheet else each for each in book.sheets))


def check(index: RegisterIndex, book: Book, choices: Choices | None = None) -> Checked:
    return check_book(index, book, ListKind.ARS, choices or Choices(), {}, AURA, TODAY)


def of_centre(checked: Checked, name: str) -> Line:
    """The line whose responsable bears that name when it leaves."""
    return next(each for each in checked.lines if each.values.get("last_name") == name)


def test_a_template_that_nobody_has_touched_changes_nothing(index: RegisterIndex, template: Book) -> None:
    lines = [each for each in check(index, template).lines if each.status is not Status.IGNORED]
    assert len(lines) == 12
    assert {(each.status, each.action) for each in lines} == {(Status.OK, Action.UNCHANGED)}


def test_only_the_edit_of_a_template_is_seen(index: RegisterIndex, template: Book) -> None:
    row = of_centre(check(index, template), "Teyssier").row
    checked = check(index, typed_in(template, row, email="a.teyssier@exemple.fr"))
    (changed,) = (each for each in checked.lines if each.writes)
    assert (changed.row, changed.action) == (row, Action.UPDATE)
    assert changed.writes[0].after == {"email": "a.teyssier@exemple.fr"}


def test_an_empty_name_beside_our_code_says_nothing(index: RegisterIndex, template: Book) -> None:
    row = of_centre(check(index, template), "Teyssier").row
    emptied = typed_in(template, row, title=None, first_name=None, last_name=None, start=None, end=None)
    one = next(each for each in check(index, emptied).lines if each.row == row and each.status is not Status.IGNORED)
    assert (one.status, one.action, doubts(one)) == (Status.OK, Action.UNCHANGED, set())


def test_a_code_and_a_hospital_that_disagree_are_asked(index: RegisterIndex, template: Book) -> None:
    row = of_centre(check(index, template), "Teyssier").row
    moved = typed_in(template, row, finess="380000067", hospital="CHU Grenoble Alpes, hôpital Nord")
    one = of_centre(check(index, moved), "Teyssier")
    assert (one.status, doubts(one)) == (Status.REVIEW, {"code_elsewhere"})


def test_a_line_added_under_a_template_is_read_like_any_other(index: RegisterIndex, template: Book) -> None:
    row = max(each.row for each in check(index, template).lines if each.status is not Status.IGNORED) + 1
    added = typed_in(template, row, finess="740000237", centre="CERVCO", nature="CCMR",
                     title="Dr", first_name="Léa", last_name="Pons", start="01/09/2026")  # fmt: skip
    one = of_centre(check(index, added), "Pons")
    assert (one.row, one.status, one.action) == (row, Status.OK, Action.CREATE)


def returned(book: Book) -> Book:
    """The same sheet, as the return workbook of an agency instead of a template."""
    mark = next(each for each in book.sheets if each.name == TITLE)
    lines = tuple(("kind", Sent.RETURN.value) if line[:1] == ("kind",) else line for line in mark.lines)
    return replace(book, sheets=tuple(replace(each, lines=lines) if each is mark else each for each in book.sheets))


def test_the_untouched_lines_of_a_return_are_ignored(index: RegisterIndex, template: Book) -> None:
    row = of_centre(check(index, template), "Teyssier").row
    checked = check(index, typed_in(returned(template), row, start="01/03/2024"))
    read = [each for each in checked.lines if each.status is not Status.IGNORED]
    assert [(each.row, each.action) for each in read] == [(row, Action.UPDATE)]
    assert {each.reasons[0].code for each in checked.lines if each.sheet == SHEET} >= {"as_sent"}


def test_a_line_corrected_here_counts_as_touched(index: RegisterIndex, template: Book) -> None:
    row = of_centre(check(index, template), "Teyssier").row
    choices = Choices({(ChoiceKind.CELL, SHEET, f"N{row}"): "a.teyssier@exemple.fr"})
    (one,) = (each for each in check(index, returned(template), choices).lines if each.status is not Status.IGNORED)
    assert one.writes[0].after == {"email": "a.teyssier@exemple.fr"}
