"""Each inconsistency is told with its sheet and cell, and nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select

from crmr_desk.model.store.database import Database
from crmr_desk.model.store.journal import operations
from crmr_desk.model.store.schema import Hospital, Mandate
from crmr_desk.workbooks.exchange import load
from crmr_desk.workbooks.exchange_problems import ExchangeProblems
from tests.workbooks.books import Book, D, small_book, write


def refused(db: Database, book: Book, tmp_path: Path) -> ExchangeProblems:
    with pytest.raises(ExchangeProblems) as refusal:
        load(db, write(book, tmp_path / "registre.xlsx"))
    return refusal.value


def nothing_was_loaded(db: Database) -> bool:
    with db.reading() as session:
        return session.scalar(select(func.count()).select_from(Hospital)) == 0 and not operations(db)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "value", "sentence"),
    [
        ("Etablissements", 2, "A", "750100043", "n’a pas la bonne clé"),
        ("Etablissements", 2, "B", 70000481, "compte huit chiffres"),
        ("Etablissements", 2, "C", None, "ne peut pas rester vide"),
        ("Etablissements", 2, "E", "12", "n’est pas un code de région"),
        ("FSMR", 3, "B", "Autre nom", "un autre « nom » à la ligne 2"),
        ("FSMR", 3, "D", D(2014, 2, 1), "la ligne 2 a déjà"),
        ("FSMR", 3, "D", None, "demande un début"),
        ("FSMR", 2, "E", D(2013, 1, 1), "précède le début"),
        ("CRMR", 2, "D", "INCONNUE", "n’est ni dans la feuille FSMR ni au registre"),
        ("CRMR", 2, "A", "x" * 41, "dépasse 40 caractères"),
        ("Labels", 2, "A", "ABSENT", "n’est ni dans la feuille CRMR"),
        ("Labels", 2, "C", D(2023, 12, 31), "la fin (31/12/2023) précède le début (01/01/2024)"),
        ("Sites", 2, "C", "principal", "n’est pas une valeur de « role » (coordonnateur, constitutif)"),
        ("Sites", 2, "D", "670000025", "n’est ni dans la feuille Etablissements"),
        ("Sites", 2, "F", "1er janvier 2005", "écrivez-la jj/mm/aaaa"),
        ("Sites", 2, "F", "31/02/2005", "n’existe pas"),
        ("Sites", 2, "F", 38353, "n’est pas une date"),
        ("Sites", 2, "G", "=TODAY()", "contient une formule"),
        ("Sites", 2, "H", "#N/A", "contient une erreur d’Excel"),
        ("CCMR", 2, "G", -3, "n’est pas un nombre entier"),
        ("CCMR", 2, "G", "trente", "n’est pas un nombre entier"),
        ("CCMR", 2, "B", D(2020, 1, 1), "un texte est attendu"),
        ("Rattachements", 2, "A", "C9", "n’est ni dans la feuille CCMR"),
        ("Personnes", 3, "A", "P1", "la ligne 2 a déjà code « P1 »"),
        ("Personnes", 2, "E", "123", "n’est pas un numéro RPPS"),
        ("Personnes", 2, "H", "peut-être", "n’est ni oui ni non"),
        ("Mandats", 2, "A", "P9", "n’est ni dans la feuille Personnes"),
        ("Mandats", 2, "C", "C1", "n’est ni dans la feuille CRMR"),
        ("Mandats", 2, "E", D(2018, 12, 31), "précède le début"),
    ],
)
def test_a_mistake_is_told_with_its_cell_and_nothing_is_loaded(
    db: Database, tmp_path: Path, sheet: str, row: int, column: str, value: object, sentence: str
) -> None:
    book = small_book()
    book[sheet][row - 1]["ABCDEFGHI".index(column)] = value
    problems = refused(db, book, tmp_path).problems
    assert any((problem.sheet, problem.cell) == (sheet, f"{column}{row}") for problem in problems), problems
    assert any(sentence in problem.text.replace("\u202f", " ") for problem in problems), problems
    assert nothing_was_loaded(db)


def test_two_mandates_of_one_seat_may_not_overlap(sqlite_db: Database, tmp_path: Path) -> None:
    book = small_book()
    book["Mandats"].append(["P2", "coordonnateur", "CERVCO", D(2028, 12, 31), None])
    (problem,) = refused(sqlite_db, book, tmp_path).problems
    assert str(problem).startswith("Feuille Mandats, cellule D4\u00a0: ce siège est déjà occupé jusqu’au 31/12/2028")
    assert "à la ligne 2" in problem.text
    assert nothing_was_loaded(sqlite_db)


def test_a_mandate_without_an_end_leaves_no_room_after_it(sqlite_db: Database, tmp_path: Path) -> None:
    book = small_book()
    book["Mandats"][1][4] = None
    book["Mandats"].append(["P2", "coordonnateur", "CERVCO", D(2040, 1, 1), None])
    (problem,) = refused(sqlite_db, book, tmp_path).problems
    assert (problem.cell, "sans fin connue" in problem.text) == ("D4", True)


def test_mandates_of_two_seats_and_mandates_that_follow_each_other_are_fine(
    sqlite_db: Database, tmp_path: Path
) -> None:
    book = small_book()
    book["Mandats"].append(["P2", "coordonnateur", "CERVCO", D(2029, 1, 1), None])
    book["Mandats"].append(["P2", "animateur", "BRAIN-TEAM", D(2019, 1, 1), None])
    load(sqlite_db, write(book, tmp_path / "registre.xlsx"))


@pytest.mark.parametrize(("start", "end", "cell"), [(D(2027, 1, 1), None, "D2"), (D(2010, 1, 1), D(2020, 1, 1), "E2")])
def test_a_mandate_may_not_overlap_one_of_the_register(
    db: Database, tmp_path: Path, start: object, end: object, cell: str
) -> None:
    load(db, write(small_book(), tmp_path / "avant.xlsx"))
    book: Book = {"Mandats": [small_book()["Mandats"][0], ["P2", "coordonnateur", "CERVCO", start, end]]}
    (problem,) = refused(db, book, tmp_path).problems
    assert (problem.cell, "registre" in problem.text) == (cell, True)
    with db.reading() as session:
        assert session.scalar(select(func.count()).select_from(Mandate)) == 2


def test_a_required_column_that_is_missing_is_told_once(sqlite_db: Database, tmp_path: Path) -> None:
    book = small_book()
    book["Sites"] = [line[:2] + line[3:] for line in book["Sites"]]
    (problem,) = refused(sqlite_db, book, tmp_path).problems
    assert str(problem).replace("\u202f", " ").startswith("Feuille Sites, cellule A1\u00a0: la colonne « role » manque")


def test_a_column_that_stands_twice_is_told(sqlite_db: Database, tmp_path: Path) -> None:
    book = small_book()
    for line in book["Labels"]:
        line.append(line[1])
    (problem,) = refused(sqlite_db, book, tmp_path).problems
    assert (problem.sheet, problem.cell) == ("Labels", "E1")


def test_a_second_line_of_a_filiere_without_dates_is_told(sqlite_db: Database, tmp_path: Path) -> None:
    book = small_book()
    book["FSMR"][2][3] = book["FSMR"][2][4] = None
    (problem,) = refused(sqlite_db, book, tmp_path).problems
    assert (problem.sheet, problem.cell) == ("FSMR", "D3")


def test_a_bad_key_does_not_drown_the_list_with_what_follows_from_it(sqlite_db: Database, tmp_path: Path) -> None:
    book = small_book()
    book["CRMR"][1][0] = "CERVCO" * 9
    problems = refused(sqlite_db, book, tmp_path).problems
    assert problems[0].cell == "A2"
    assert {problem.sheet for problem in problems} == {"CRMR", "Labels", "Sites", "Rattachements", "Mandats"}


def test_the_message_holds_the_first_problems_and_how_many_there_are(sqlite_db: Database, tmp_path: Path) -> None:
    book = small_book()
    for line in book["Personnes"][1:]:
        line[1:4] = ["Prof", None, None]
    refusal = refused(sqlite_db, book, tmp_path)
    assert len(refusal.problems) == 6
    assert str(refusal).startswith("registre.xlsx n’a pas été chargé\u00a0: 6 problèmes. Corrigez le classeur")
    assert "• Feuille Personnes, cellule B2" in str(refusal)
    assert str(refusal).endswith("• et 1 de plus.")
