"""The agency's own workbook given back: its layout, its bad cells marked, what to correct in front, and its return."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.colors import Color

from crmr_desk.model.store.backup import backup
from crmr_desk.model.store.database import Database
from crmr_desk.workbooks.checking.check import check
from crmr_desk.workbooks.checking.rows import Action, Status
from crmr_desk.workbooks.imports.applying import apply
from crmr_desk.workbooks.imports.choices import Choice, ChoiceKind
from crmr_desk.workbooks.imports.drafts import choose, receive
from crmr_desk.workbooks.reading.opening import read_book
from crmr_desk.workbooks.returning.baseline import Sent, baseline_of, touched
from crmr_desk.workbooks.returning.give_back import write_return
from tests.conftest import WHO, fixed_clock
from tests.model.network.building import TODAY, D
from tests.workbooks.reading_back import lines

SHEET = "Centres d’Auvergne"
HEADER = ("FINESS", "Établissement", "Centre", "Nature", "Responsable", "Début du mandat", "Fin du mandat", "Notes")
Line = tuple[str | int | dt.date | None, ...]
GOOD: Line = ("690784152", "Hôpital de la Croix-Rousse, HCL", "CERVCO", "CCMR", "Dr Małgorzata Cancalon", D(2017, 1, 1))
LOST_ZERO: Line = (69784152, "Hôpital de la Croix-Rousse, HCL", "REFERET", "CCMR", "Dr Zacharie Donzenac", "sept. 2023")
NO_HOSPITAL: Line = (None, "CHU de Mars", "CERVCO", "CCMR", "Pr Anne Blanchet", D(2024, 1, 1))
COORDONNATEUR: Line = (
    "380000067",
    "CHU Grenoble Alpes, hôpital Nord",
    "CREAK",
    "coordonnateur",
    "Pr Anne Roy",
    D(2026, 1, 1),
)


def sent_by_an_agency() -> bytes:
    """A title over merged cells, a coloured header, a hidden line, a formula, a text that looks like one."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    sheet["A1"] = "Centres maladies rares"
    sheet["A1"].font = Font(name="Arial", size=16, bold=True, color=Color(theme=4, tint=-0.25))
    sheet.merge_cells("A1:H1")
    for column, words in enumerate(HEADER, start=1):
        cell = sheet.cell(3, column, words)
        cell.fill, cell.alignment = PatternFill("solid", fgColor="FFD9E1F2"), Alignment(horizontal="center", indent=1)
        cell.border = Border(bottom=Side("medium", color="FF1F497D"))
    for line, values in enumerate((GOOD, LOST_ZERO, NO_HOSPITAL, COORDONNATEUR), start=4):
        for column, value in enumerate(values, start=1):
            sheet.cell(line, column).value = value
    sheet["F4"].number_format = "YYYY-MM-DD"
    sheet["H4"], sheet["H5"] = "=1+1", "=SOMME, en toutes lettres"
    sheet["H5"].data_type = "s"
    sheet["H7"] = "'quotes et <balises> & co"
    sheet.column_dimensions["B"].width, sheet.column_dimensions["H"].hidden = 33.5, True
    sheet.row_dimensions[3].height, sheet.row_dimensions[6].hidden = 31, True
    sheet.freeze_panes, sheet.auto_filter.ref = "B4", "A3:H7"
    workbook.create_sheet("Notes").sheet_state = "hidden"
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def register(demonstration: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("retour") / "registre.crmr"
    backup(demonstration, path)
    database = Database(Database.url_of(path), who=WHO, now=fixed_clock)
    yield database
    database.dispose()


def received(db: Database, name: str, content: bytes) -> int:
    return receive(
        db,
        name=name,
        content=content,
        region="84",
        sender="",
        received_on=D(2026, 11, 12),
        today=TODAY,
        confirmed=("already_received",),
    )[0]


@pytest.fixture(scope="module")
def import_id(register: Database) -> int:
    """The good line is confirmed by nobody; that without a hospital is set aside."""
    known = received(register, "ARS.xlsx", sent_by_an_agency())
    choose(register, known, [Choice(ChoiceKind.SKIP, SHEET, "6", "À demander à l’agence")], "Ligne 6 écartée")
    return known


@pytest.fixture(scope="module")
def returned(register: Database, import_id: int, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("retour") / "retour.xlsx"
    assert write_return(register, import_id, path, TODAY) == 4
    return path


@pytest.fixture(scope="module")
def workbook(returned: Path) -> Workbook:
    return load_workbook(returned)


def test_what_to_correct_stands_in_front_line_by_line(workbook: Workbook) -> None:
    first = workbook.worksheets[0]
    assert (first.title, first["A1"].value) == ("À corriger", "À corriger ou à confirmer\u00a0: 4 cellules")
    header = next(cell.row for cell in first["A"] if cell.value == "Feuille")
    assert first.freeze_panes == f"A{header + 1}"
    found = [(line["Cellule"], line["À faire"], line["Ce qui est écrit"]) for line in lines(first, header)]
    assert found == [
        ("A5", "À confirmer", "69784152"),
        ("F5", "À corriger", "sept. 2023"),
        ("B6", "À corriger", "CHU de Mars"),
        ("E7", "À confirmer", "Pr Anne Roy"),
    ]
    link = first.cell(header + 1, 3).hyperlink
    assert link is not None
    assert link.location == "'Centres d’Auvergne'!A5"
    last = lines(first, header)[-1]
    assert last["Ce qui est attendu"] == (
        "Rien dans ce tableau\u00a0: un changement de coordonnateur s’annonce par un dossier (annexe 3, §\u00a02)."
    )


def test_what_was_left_out_is_said(workbook: Workbook) -> None:
    said = {cell.value for cell in workbook["À corriger"]["A"]}
    assert "Les formules sont remplacées par les valeurs qu’elles donnaient." in said
    assert "Images, graphiques, commentaires et liens vers d’autres classeurs n’ont pas été repris." in said
    assert not [cell for sheet in workbook for line in sheet for cell in line if cell.data_type == "f"]


def test_the_layout_is_that_of_the_agency(workbook: Workbook) -> None:
    sheet = workbook[SHEET]
    title, header = sheet["A1"], sheet["B3"]
    assert (title.font.name, title.font.sz, title.font.b, title.font.color.rgb) == ("Arial", 16, True, "FF376092")
    assert (header.fill.fgColor.rgb, header.alignment.horizontal, header.alignment.indent) == ("FFD9E1F2", "center", 1)
    assert (header.border.bottom.style, header.border.bottom.color.rgb) == ("medium", "FF1F497D")
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:H1"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:H7")
    assert (sheet.column_dimensions["B"].width, sheet.row_dimensions[3].height) == (33.5, 31)
    assert sheet.column_dimensions["H"].hidden
    assert sheet["F4"].number_format.upper() == "YYYY-MM-DD"
    assert workbook["Notes"].sheet_state == "hidden"


def test_bad_cells_are_coloured_and_explained_in_french(workbook: Workbook) -> None:
    sheet = workbook[SHEET]
    tints = {cell.coordinate: cell.fill.fgColor.rgb for line in sheet for cell in line if cell.comment}
    assert tints == {"A5": "FFFBEDCB", "F5": "FFFBE3DF", "B6": "FFFBE3DF", "E7": "FFFBEDCB"}
    comment = sheet["F5"].comment
    assert comment is not None
    assert comment.author == "Bureau PF4"
    assert comment.text.startswith("À corriger\u00a0: «\u202fsept. 2023\u202f» n’est pas une date complète")
    assert "Attendu\u00a0: Un jour complet" in comment.text
    assert not sheet.row_dimensions[6].hidden


def test_values_stay_as_they_were_typed(workbook: Workbook) -> None:
    sheet = workbook[SHEET]
    assert (sheet["A5"].value, sheet["A5"].number_format) == (69784152, "@")
    assert (sheet["H5"].value, sheet["H5"].quotePrefix) == ("=SOMME, en toutes lettres", True)
    assert sheet["H7"].value == "'quotes et <balises> & co"


def test_columns_with_a_closed_list_offer_it(workbook: Workbook) -> None:
    offered = {str(rule.sqref) for rule in workbook[SHEET].data_validations.dataValidation}
    assert offered == {"A4:A7", "B4:B7", "C4:C7", "D4:D7"}


def test_it_is_known_when_it_comes_back_and_nothing_is_processed(
    register: Database, import_id: int, returned: Path
) -> None:
    book = read_book("retour.xlsx", returned.read_bytes())
    baseline = baseline_of(book)
    assert baseline is not None
    assert (baseline.kind, baseline.import_id, baseline.region) == (Sent.RETURN, import_id, "84")
    assert touched(book, baseline) == set()
    answer = received(register, "retour.xlsx", returned.read_bytes())
    checked = check(register, answer, TODAY, trial=False)
    assert {line.status for line in checked.lines} == {Status.IGNORED}


def test_only_the_cell_that_the_agency_corrects_is_read(register: Database, returned: Path, tmp_path: Path) -> None:
    workbook = load_workbook(returned)
    workbook[SHEET]["A5"] = "690784152"
    workbook[SHEET]["F5"] = dt.date(2023, 9, 1)
    workbook.save(tmp_path / "corrige.xlsx")
    answer = received(register, "corrige.xlsx", (tmp_path / "corrige.xlsx").read_bytes())
    checked = check(register, answer, TODAY, trial=False)
    (line,) = [line for line in checked.lines if line.status is not Status.IGNORED]
    assert (line.row, line.status, line.action) == (5, Status.OK, Action.UPDATE)
    assert line.values["start"] == "2023-09-01"


def test_a_second_return_leaves_the_sheets_of_the_first_out(register: Database, returned: Path, tmp_path: Path) -> None:
    answer = received(register, "retour.xlsx", returned.read_bytes())
    assert write_return(register, answer, tmp_path / "encore.xlsx", TODAY) == 0
    again = load_workbook(tmp_path / "encore.xlsx")
    assert again.sheetnames == ["À corriger", SHEET, "Notes", "Listes", "CRMR Desk"]
    assert again["À corriger"]["A1"].value == "Rien à corriger"


def test_a_csv_comes_back_as_a_workbook_and_says_so(register: Database, tmp_path: Path) -> None:
    text = "\n".join(";".join(map(str, line)) for line in (HEADER[:6], LOST_ZERO))
    known = received(register, "liste.csv", text.encode("cp1252"))
    assert write_return(register, known, tmp_path / "liste.xlsx", TODAY) == 2
    workbook = load_workbook(tmp_path / "liste.xlsx")
    said = {cell.value for cell in workbook["À corriger"]["A"]}
    assert "Votre fichier .csv a été refait au format .xlsx\u00a0: ses valeurs y sont, sa mise en forme non." in said
    sheet = workbook.worksheets[1]
    assert sheet["A2"].comment is not None
    assert sheet["B2"].alignment.wrap_text


def test_what_was_applied_does_not_go_back_whatever_has_changed_since(register: Database, tmp_path: Path) -> None:
    text = "\n".join(";".join(map(str, line)) for line in (HEADER[:6], GOOD, GOOD))
    known = received(register, "double.csv", text.encode())
    choose(register, known, [Choice(ChoiceKind.SKIP, "Liste", "3", "En double")], "ligne 3 écartée")
    apply(register, known, today=TODAY, backup_folder=None)
    assert write_return(register, known, tmp_path / "double.xlsx", TODAY) == 1
