"""The sheet of an agency with its own centres: what leaves, and what is seen when it comes back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.checking.check import check_book
from crmr_desk.workbooks.checking.rows import Action
from crmr_desk.workbooks.imports.choices import Choices
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.matching.index import index_of
from crmr_desk.workbooks.reading.book import Book, Sheet
from crmr_desk.workbooks.reading.opening import read_book
from crmr_desk.workbooks.returning.baseline import Sent, baseline_of, touched
from crmr_desk.workbooks.returning.template import write_template
from tests.model.network.building import TODAY
from tests.workbooks.reading_back import lines


@pytest.fixture(scope="module")
def template(demonstration: Database, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The template of Brittany."""
    path = tmp_path_factory.mktemp("modele") / "modele.xlsx"
    write_template(demonstration, "53", path, TODAY)
    return path


@pytest.fixture(scope="module")
def workbook(template: Path) -> Workbook:
    return load_workbook(template)


@pytest.fixture(scope="module")
def book(template: Path) -> Book:
    return read_book("modele.xlsx", template.read_bytes())


def test_it_holds_the_centres_of_the_region_and_no_other(workbook: Workbook) -> None:
    found = lines(workbook["Centres"])
    assert {str(line["FINESS"])[:2] for line in found} <= {"22", "29", "35", "56"}
    assert {line["Nature du centre"] for line in found} >= {"Site coordonnateur", "Centre de compétences"}
    assert all(line["Code du centre"] for line in found)


def test_dates_are_dates_identifiers_text_and_no_date_of_birth_leaves(workbook: Workbook) -> None:
    header, first, *_rest = workbook["Centres"]
    formats = {str(name.value): cell.number_format for name, cell in zip(header, first, strict=True)}
    assert (formats["FINESS"], formats["Début du mandat"]) == ("@", "DD/MM/YYYY")
    assert "naissance" not in " ".join(formats).lower()


def test_columns_with_a_closed_list_offer_it_also_where_a_centre_may_be_added(workbook: Workbook) -> None:
    sheet = workbook["Centres"]
    offered = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    last = len(lines(sheet)) + 101
    assert set(offered) == {f"{letter}2:{letter}{last}" for letter in "BCDEFHI"}
    assert {rule.errorStyle for rule in offered.values()} == {"warning"}
    listed = {cell.value for column in workbook["Listes"].iter_cols() for cell in column}
    assert {"350000741", "BRAIN-TEAM", "Site constitutif", "Adultes et enfants", "Pr"} <= listed
    assert (workbook["Listes"].sheet_state, workbook["CRMR Desk"].sheet_state) == ("hidden", "veryHidden")


def test_coordonnateurs_are_grey_and_the_instructions_say_why(workbook: Workbook) -> None:
    grey = {line[5].value for line in workbook["Centres"] if line[0].fill.fgColor.rgb == "FFECEAE5"}
    assert grey == {"Site coordonnateur"}
    said = " ".join(str(cell.value) for line in workbook["Mode d’emploi"] for cell in line if cell.value)
    assert "s’annonce par un dossier adressé à la DGOS" in said
    assert "ARS Bretagne" in said


def test_it_is_known_again_and_nothing_is_touched(book: Book) -> None:
    baseline = baseline_of(book)
    assert baseline is not None
    assert (baseline.kind, baseline.region, baseline.import_id) == (Sent.TEMPLATE, "53", None)
    assert touched(book, baseline) == set()


def test_one_cell_that_is_edited_is_the_only_one_touched(book: Book) -> None:
    baseline = baseline_of(book)
    assert baseline is not None
    centres = next(sheet for sheet in book.sheets if sheet.name == "Centres")
    line = (*centres.lines[2][:10], "Roy-Kervella", *centres.lines[2][11:])
    edited = replace(centres, lines=(*centres.lines[:2], line, *centres.lines[3:]))
    assert touched(with_sheet(book, edited), baseline) == {("Centres", "K3")}


def test_a_region_without_centres_has_an_empty_table(sqlite_db: Database, tmp_path: Path) -> None:
    write_template(sqlite_db, "94", tmp_path / "modele.xlsx", TODAY)
    assert lines(load_workbook(tmp_path / "modele.xlsx")["Centres"]) == []


def test_a_code_of_no_region_is_refused(sqlite_db: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="n’est pas un code de région"):
        write_template(sqlite_db, "99", tmp_path / "modele.xlsx", dt.date(2026, 11, 20))
    assert not (tmp_path / "modele.xlsx").exists()


def test_each_line_comes_back_unchanged_and_only_an_edit_is_a_change(demonstration: Database, book: Book) -> None:
    with demonstration.reading() as session:
        index = index_of(session, TODAY)

    def actions(told: Book) -> dict[int, Action]:
        checked = check_book(index, told, ListKind.ARS, Choices(), {}, "53", TODAY)
        return {line.row: line.action for line in checked.lines if line.sheet == "Centres" and line.row > 1}

    centres = next(sheet for sheet in book.sheets if sheet.name == "Centres")
    line = (*centres.lines[2][:13], "maud.roy@hopital.example")
    edited = replace(centres, lines=(*centres.lines[:2], line, *centres.lines[3:]))
    assert set(actions(book).values()) == {Action.UNCHANGED}
    assert {row for row, action in actions(with_sheet(book, edited)).items() if action is Action.UPDATE} == {3}


def with_sheet(book: Book, edited: Sheet) -> Book:
    """The book with one of its sheets in the place of the one of that name."""
    return replace(book, sheets=tuple(edited if sheet.name == edited.name else sheet for sheet in book.sheets))
