"""The whole register out and in again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from crmr_desk.model.errors import UserError
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import operations
from crmr_desk.model.store.schema import Hospital, Mandate, Person, Site
from crmr_desk.workbooks.exchange import export, load
from crmr_desk.workbooks.exchange_problems import ExchangeProblems
from tests.conftest import Registers
from tests.workbooks.books import DEMONSTRATION, Book, D, cells_of, small_book, write


@pytest.fixture
def other(migrated_file: Path, registers: Registers) -> Iterator[Database]:
    """A second, empty register."""
    with registers.copy_of(migrated_file, "autre") as database:
        yield database


@pytest.mark.slow
def test_the_demonstration_network_goes_out_as_it_came_in(db: Database, tmp_path: Path) -> None:
    load(db, DEMONSTRATION)
    export(db, tmp_path / "registre.xlsx")
    assert cells_of(tmp_path / "registre.xlsx") == cells_of(DEMONSTRATION)


def test_an_export_loaded_into_an_empty_register_gives_the_same_bytes(
    db: Database, other: Database, tmp_path: Path
) -> None:
    load(db, write(small_book(), tmp_path / "petit.xlsx"))
    export(db, tmp_path / "un.xlsx")
    load(other, tmp_path / "un.xlsx")
    export(other, tmp_path / "deux.xlsx")
    assert (tmp_path / "un.xlsx").read_bytes() == (tmp_path / "deux.xlsx").read_bytes()


def test_a_load_is_one_operation_and_says_what_it_changed(db: Database, tmp_path: Path) -> None:
    changes = load(db, write(small_book(), tmp_path / "petit.xlsx"))
    assert changes.tables == {
        "hospital", "fsmr", "fsmr_designation", "crmr", "label", "site", "ccmr", "attachment", "person", "mandate"
    }  # fmt: skip
    assert [row.label for row in operations(db)] == ["Chargement du registre petit.xlsx"]


def test_the_same_file_loaded_twice_changes_nothing(db: Database, tmp_path: Path) -> None:
    path = write(small_book(), tmp_path / "petit.xlsx")
    load(db, path)
    assert not load(db, path)
    assert len(operations(db)) == 1


def test_a_known_key_is_updated_and_the_rest_stays(db: Database, tmp_path: Path) -> None:
    load(db, write(small_book(), tmp_path / "petit.xlsx"))
    book: Book = {"Personnes": [["code", "prenom", "nom"], ["P1", "Solène", "Aubrac-Vidal"]]}
    changes = load(db, write(book, tmp_path / "nom.xlsx"))
    assert changes.tables == {"person"}
    with db.reading() as session:
        person = session.scalars(select(Person).where(Person.code == "P1")).one()
        assert (person.last_name, person.status, person.birth_date) == ("Aubrac-Vidal", "PU-PH", D(1966, 3, 27))
        assert session.scalar(select(func.count()).select_from(Person)) == 2


def test_a_mandate_that_ends_sooner_makes_room_for_the_next(db: Database, tmp_path: Path) -> None:
    load(db, write(small_book(), tmp_path / "petit.xlsx"))
    book = small_book()
    book["Mandats"][1][4] = D(2027, 4, 30)
    book["Mandats"].append(["P2", "coordonnateur", "CERVCO", D(2027, 5, 1), D(2028, 12, 31)])
    load(db, write(book, tmp_path / "suite.xlsx"))
    with db.reading() as session:
        mandates = session.scalars(select(Mandate).where(Mandate.crmr_id.is_not(None)).order_by(Mandate.start)).all()
        assert [mandate.end for mandate in mandates] == [D(2027, 4, 30), D(2028, 12, 31)]


def test_missing_sheets_and_optional_columns_are_taken_as_empty(db: Database, tmp_path: Path) -> None:
    book: Book = {
        "Établissements": [["FINESS ET", "finess_ej", "Nom", "région"], ["750100042", "750712184", "Lariboisière", 11]]
    }
    load(db, write(book, tmp_path / "peu.xlsx"))
    with db.reading() as session:
        hospital = session.scalars(select(Hospital)).one()
        assert (hospital.town, hospital.region) == ("", "11")


def test_unambiguous_ways_of_writing_are_accepted(db: Database, tmp_path: Path) -> None:
    book = small_book()
    book["Etablissements"][1][0] = 750100042
    book["Sites"][1][2] = " Coordonnateur "
    book["Sites"][1][5] = "01/01/2005"
    book["Personnes"][1][5] = "1966-03-27"
    book["Personnes"][1][7] = True
    book["CCMR"][1][6] = 31.0
    load(db, write(book, tmp_path / "petit.xlsx"))
    with db.reading() as session:
        site, person = session.scalars(select(Site)).one(), session.get_one(Person, 1)
        assert (site.role, site.start) == ("coordonnateur", D(2005, 1, 1))
        assert (person.birth_date, person.full_time) == (D(1966, 3, 27), True)


def test_names_with_markup_emoji_and_formula_signs_stay_plain_text(
    db: Database, other: Database, tmp_path: Path
) -> None:
    names = [
        "<b>Gras</b> & Cie",
        "Zoé 🧬",
        "=1+1",
        "+33",
        "-Tiret",
        "@Adresse",
        "’Apostrophe",
        'Guil"lemet',
        "Deux\nlignes",
    ]
    with db.writing("Essai") as session:
        session.add_all(Person(code=f"P{n}", first_name="=SUM(A1)", last_name=name) for n, name in enumerate(names))
    export(db, tmp_path / "noms.xlsx")
    sheet = load_workbook(tmp_path / "noms.xlsx")["Personnes"]
    cells = [row[3] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == names
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [False, False, True, True, True, True, False, False, False]
    load(other, tmp_path / "noms.xlsx")
    with other.reading() as session:
        assert list(session.scalars(select(Person.last_name).order_by(Person.code))) == names


def test_control_characters_are_left_out_of_the_workbook(db: Database, tmp_path: Path) -> None:
    with db.writing("Essai") as session:
        session.add(Person(code="P1", first_name="A\x0bnne", last_name="Du\x1fpont"))
    export(db, tmp_path / "noms.xlsx")
    assert cells_of(tmp_path / "noms.xlsx")["Personnes"][1][2:4] == ("Anne", "Dupont")


def test_a_text_that_no_cell_can_hold_is_refused_not_cut(db: Database, tmp_path: Path) -> None:
    with db.writing("Essai") as session:
        session.add(Person(code="P1", first_name="Anne", last_name="x" * 32_768))
    with pytest.raises(UserError, match="cellule D2 de la feuille «\u202fPersonnes\u202f»"):
        export(db, tmp_path / "long.xlsx")
    assert not (tmp_path / "long.xlsx").exists()


def test_an_export_on_a_date_holds_what_is_valid_then(db: Database, tmp_path: Path) -> None:
    book = small_book()
    book["Sites"].append(["S2", "CERVCO", "constitutif", "2A0004842", None, D(2027, 1, 1), None, "meme_activite"])
    load(db, write(book, tmp_path / "petit.xlsx"))
    export(db, tmp_path / "2016.xlsx", on=D(2016, 6, 1))
    cells = cells_of(tmp_path / "2016.xlsx")
    assert [line[0] for line in cells["Sites"]] == ["code", "S1"]
    assert [line[3] for line in cells["FSMR"][1:]] == [dt.datetime(2014, 2, 1)]  # noqa: DTZ001
    assert [len(cells[name]) for name in ("CCMR", "Rattachements", "Personnes", "Mandats", "Labels")] == [1] * 5
    assert [line[0] for line in cells["Etablissements"][1:]] == ["750100042"]


@pytest.mark.slow
@pytest.mark.parametrize("on", [D(1990, 1, 1), D(2006, 1, 1), D(2026, 11, 20)])
def test_an_export_on_a_date_stands_on_its_own(
    demonstration: Database, other: Database, tmp_path: Path, on: dt.date
) -> None:
    export(demonstration, tmp_path / "date.xlsx", on=on)
    load(other, tmp_path / "date.xlsx")
    export(other, tmp_path / "encore.xlsx")
    assert (tmp_path / "date.xlsx").read_bytes() == (tmp_path / "encore.xlsx").read_bytes()


def test_a_folder_that_does_not_exist_is_said(sqlite_db: Database, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="n’existe pas"):
        export(sqlite_db, tmp_path / "absent" / "registre.xlsx")


def test_a_place_that_cannot_be_replaced_is_said_and_left_as_it_was(sqlite_db: Database, tmp_path: Path) -> None:
    place = tmp_path / "registre.xlsx"
    place.mkdir()
    with pytest.raises(UserError, match="fermez-le"):
        export(sqlite_db, place)
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".xlsx"] == ["registre.xlsx"]


def test_an_export_replaces_the_former_file(sqlite_db: Database, tmp_path: Path) -> None:
    place = tmp_path / "registre.xlsx"
    place.write_bytes(b"ancien")
    export(sqlite_db, place)
    assert list(cells_of(place)) == [
        "Etablissements", "FSMR", "CRMR", "Labels", "Sites", "CCMR", "Rattachements", "Personnes", "Mandats"
    ]  # fmt: skip


def rich_book() -> Book:
    """The small book with one line of every rare sheet, and every rare column filled."""
    book = small_book()
    book["Etablissements"][0] += ["adresse", "courriel"]
    book["Etablissements"][1] += ["2, rue Ambroise-Paré\n75010 Paris", "direction@exemple.fr"]
    book["Sites"][0] += ["specialite", "population", "activite"]
    book["Sites"][1] += ["Neurologie", "adulte", "clinique"]
    book["CRMR"][0].append("issu_de")
    book["CRMR"].append(["AUTRE", "Un autre centre", None, "BRAIN-TEAM", "CERVCO"])
    book["CRMR"][1].append(None)
    site = book["Sites"][1][0]
    return book | {
        "Maladies": [["crmr", "orpha", "nom", "debut", "fin"], ["CERVCO", 136, "CADASIL", None, None]],
        "ERN": [["site", "ern", "debut", "fin"], [site, "VASCERN", D(2017, 3, 1), None]],
        "Equipes": [
            ["site", "ccmr", "personne", "role", "precision", "quotite", "debut", "fin"],
            [site, None, "P2", "referent", "Base de données", 80, D(2020, 1, 1), None],
            [None, "C1", "P2", "infirmier", None, None, D(2020, 1, 1), D(2021, 1, 1)],
        ],
        "Valeurs_anterieures": [
            ["nature", "cible", "champ", "valeur", "jusqu_au"],
            ["CRMR", "CERVCO", "intitule", "Ancien intitulé", D(2019, 12, 31)],
            ["Etablissements", "750100042", "finess_ej", "540002078", D(2018, 12, 31)],
            ["CCMR", "C1", "finess_et", "750100042", D(2018, 12, 31)],
        ],
        "Notes": [
            ["nature", "cible", "le", "auteur", "texte"],
            ["Personnes", "P1", D(2026, 11, 9), "Nadia Belkacem", "Départ annoncé."],
        ],
    }


def test_what_is_known_beside_the_nine_sheets_goes_out_and_in_too(
    db: Database, other: Database, tmp_path: Path
) -> None:
    load(db, write(rich_book(), tmp_path / "riche.xlsx"))
    assert not load(db, tmp_path / "riche.xlsx")
    export(db, tmp_path / "un.xlsx")
    load(other, tmp_path / "un.xlsx")
    export(other, tmp_path / "deux.xlsx")
    assert (tmp_path / "un.xlsx").read_bytes() == (tmp_path / "deux.xlsx").read_bytes()
    cells = cells_of(tmp_path / "un.xlsx")
    for sheet, lines in rich_book().items():
        assert list(cells[sheet][0]) == lines[0]
        assert len(cells[sheet]) == len(lines), sheet


def test_the_nine_sheets_stand_alone_where_nothing_more_is_known(sqlite_db: Database, tmp_path: Path) -> None:
    load(sqlite_db, write(small_book(), tmp_path / "petit.xlsx"))
    export(sqlite_db, tmp_path / "un.xlsx")
    cells = cells_of(tmp_path / "un.xlsx")
    assert set(cells) == set(small_book())
    assert {name: list(lines[0]) for name, lines in cells.items()} == {
        name: lines[0] for name, lines in small_book().items()
    }


def test_an_export_on_a_date_bears_the_names_and_numbers_of_that_day(sqlite_db: Database, tmp_path: Path) -> None:
    load(sqlite_db, write(rich_book(), tmp_path / "riche.xlsx"))
    for on, title in ((D(2019, 12, 31), "Ancien intitulé"), (D(2020, 1, 1), rich_book()["CRMR"][1][1])):
        export(sqlite_db, tmp_path / "jour.xlsx", on=on)
        cells = cells_of(tmp_path / "jour.xlsx")
        assert cells["CRMR"][1][1] == title
        assert "Valeurs_anterieures" not in cells


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        (["CRMR", "CERVCO", "code", "X", D(2019, 12, 31)], "C2"),
        (["CRMR", "INCONNU", "intitule", "X", D(2019, 12, 31)], "B2"),
        (["CRMR", "CERVCO", "fsmr", "INCONNUE", D(2019, 12, 31)], "D2"),
        (["Etablissements", "750100042", "finess_ej", "123", D(2019, 12, 31)], "D2"),
    ],
)
def test_a_former_value_that_cannot_be_is_refused_at_its_cell(
    sqlite_db: Database, tmp_path: Path, line: list[object], cell: str
) -> None:
    book = rich_book()
    book["Valeurs_anterieures"][1:] = [line]
    with pytest.raises(ExchangeProblems) as refused:
        load(sqlite_db, write(book, tmp_path / "faux.xlsx"))
    assert [(problem.sheet, problem.cell) for problem in refused.value.problems] == [("Valeurs_anterieures", cell)]


def test_a_member_of_a_team_belongs_to_one_centre(sqlite_db: Database, tmp_path: Path) -> None:
    book = rich_book()
    book["Equipes"][1][1] = "C1"
    with pytest.raises(ExchangeProblems, match="l’un des deux"):
        load(sqlite_db, write(book, tmp_path / "faux.xlsx"))
