"""The look that every workbook shares."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from crmr_desk.model.errors import UserError
from crmr_desk.workbooks.styling import Column, Kind, new_workbook, sheet_title
from crmr_desk.workbooks.table_export import export_table
from tests.workbooks.books import D


def written(path: Path, title: str, columns: list[Column | str], rows: list[list[object]]) -> Worksheet:
    export_table(path / "liste.xlsx", title, columns, rows)  # type: ignore[arg-type]
    return load_workbook(path / "liste.xlsx").worksheets[0]


def test_a_list_becomes_a_table_with_filters_under_a_frozen_header(tmp_path: Path) -> None:
    sheet = written(tmp_path, "Échéances à venir", ["Centre", Column("Fin", Kind.DATE)], [["CERVCO", D(2028, 12, 31)]])
    assert sheet.title == "Échéances à venir"
    assert sheet.freeze_panes == "A2"
    (table,) = sheet.tables.values()
    assert (table.ref, table.autoFilter.ref) == ("A1:B2", "A1:B2")
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")


def test_dates_are_dates_and_identifiers_are_text(tmp_path: Path) -> None:
    moment = dt.datetime(2026, 11, 20, 9, 30)  # noqa: DTZ001
    columns: list[Column | str] = [Column("FINESS", Kind.IDENTIFIER), "Fin", Column("Le", Kind.MOMENT), "File", "Né le"]
    sheet = written(tmp_path, "Liste", columns, [["060785003", D(2028, 12, 31), moment, 31, D(1899, 12, 31)]])
    finess, end, at, count, born = sheet[2]
    assert (finess.value, finess.data_type, finess.number_format) == ("060785003", "s", "@")
    assert (end.data_type, end.number_format) == ("d", "DD/MM/YYYY")
    assert (at.value, at.number_format) == (moment, "DD/MM/YYYY HH:MM")
    assert (count.value, count.data_type) == (31, "n")
    assert born.value == "31/12/1899"


def test_yes_and_no_are_words_and_unknown_is_an_empty_cell(tmp_path: Path) -> None:
    sheet = written(tmp_path, "Liste", ["A", "B", "C"], [[True, False, None]])
    assert [cell.value for cell in sheet[2]] == ["oui", "non", None]


def test_columns_are_as_wide_as_their_content_within_reason(tmp_path: Path) -> None:
    sheet = written(tmp_path, "Liste", ["A", "B", Column("C", width=20)], [["x", "y" * 200, "z"]])
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [10, 64, 20]


def test_an_empty_list_is_a_workbook_all_the_same(tmp_path: Path) -> None:
    sheet = written(tmp_path, "Rien", ["Centre"], [])
    assert [cell.value for cell in sheet[1]] == ["Centre"]


def test_headers_that_are_empty_or_alike_are_told_apart(tmp_path: Path) -> None:
    sheet = written(tmp_path, "Liste", ["", "Fin", "fin"], [["x", "y", "z"]])
    assert [cell.value for cell in sheet[1]] == ["Colonne 1", "Fin", "fin (3)"]


def test_the_same_list_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("un.xlsx", "deux.xlsx"):
        export_table(tmp_path / name, "Liste", ["A"], [["1"]])
    assert (tmp_path / "un.xlsx").read_bytes() == (tmp_path / "deux.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CCMR : file active / 2026", "CCMR   file active   2026"),
        ("Un titre bien trop long pour un onglet d’Excel", "Un titre bien trop long pour un"),
        ("[]", "Feuille"),
        ("'guillemets'", "guillemets"),
        ("Liste", "Liste 2"),
    ],
)
def test_a_sheet_name_is_one_that_excel_accepts(title: str, name: str) -> None:
    assert sheet_title(title, ["liste"]) == name


def test_a_new_workbook_says_nothing_of_who_or_when() -> None:
    assert new_workbook("Liste").properties.creator == "CRMR Desk"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Choisissez un autre dossier pour liste"):
        export_table(tmp_path / "absent" / "liste.xlsx", "Liste", ["A"], [])
