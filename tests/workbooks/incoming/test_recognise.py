from __future__ import annotations

import pytest

from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.incoming.recognise import list_kind, skipped_sheets, tables
from crmr_desk.workbooks.reading.book import Book
from tests.workbooks.incoming.sheets import HEADER, LINE, Rows, book, choices, sheet

TITLES: Rows = [("ARS Auvergne-Rhône-Alpes",), ("Liste des centres de compétences, novembre 2026",), ()]


def places(found: Book, chosen: Choices | None = None) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Header lines and lines of data of each table."""
    return [(table.header, table.lines) for table in tables(found, chosen or Choices())]


def test_a_header_is_found_under_its_titles_and_wherever_it_stands() -> None:
    assert places(book([HEADER, LINE])) == [((1, 1), (2, 2))]
    assert places(book([*TITLES, HEADER, LINE])) == [((4, 4), (5, 5))]
    (table,) = tables(book([*TITLES, (), (), (None, *HEADER), (None, *LINE)]), Choices())
    assert (table.header, table.columns[0].number) == ((6, 6), 2)
    assert table.title == "ARS Auvergne-Rhône-Alpes Liste des centres de compétences, novembre 2026"


def test_the_head_of_a_form_is_no_header() -> None:
    form: Rows = [("ARS", "Bretagne", "Contact", "Mme Alzon"), ("Année", "2026"), ()]
    assert places(book([*form, HEADER, LINE])) == [((4, 4), (5, 5))]


GROUPS = ("Filière", "Établissement", None, "Responsable", None, None)
PARTS = (None, "FINESS", "Nom", "Nom", "Prénom", "Début")
UNDER = ("ORKiD", "690784178", "HFME", "TEYSSIER", "Amaury", "15/09/2026")


@pytest.mark.parametrize("merged", [(), ("A1:A2", "B1:C1", "D1:F1")])
def test_a_header_of_two_rows_is_read_as_one(merged: tuple[str, ...]) -> None:
    (table,) = tables(book(sheet([GROUPS, PARTS, UNDER], merged=merged)), Choices())
    assert (table.header, table.lines) == ((1, 2), (3, 3))
    assert [column.header for column in table.columns] == [
        "Filière", "Établissement FINESS", "Établissement Nom",
        "Responsable Nom", "Responsable Prénom", "Responsable Début",
    ]  # fmt: skip


def test_a_header_of_three_rows_is_one_header() -> None:
    rows = [
        ("Centre", None, None, "Responsable", None),
        ("Identification", None, "Activité", "Identité", None),
        ("FINESS", "Nom", "File active", "Nom Prénom", "Début"),
        ("690784178", "HFME", 31, "Dr Maëlle SARRAZIN", "15/09/2026"),
    ]
    assert places(book(sheet(rows, merged=["A1:C1", "D1:E1", "A2:B2", "D2:E2"]))) == [((1, 3), (4, 4))]


def test_tables_stacked_on_one_sheet_are_read_each_under_its_header() -> None:
    rows = [("Filière ORKiD",), HEADER, LINE, (), ("Filière BRAIN-TEAM",), HEADER, LINE, LINE]
    found = tables(book(rows), Choices())
    assert [(t.title, t.header, t.lines) for t in found] == [
        ("Filière ORKiD", (2, 2), (3, 4)),
        ("Filière BRAIN-TEAM", (6, 6), (7, 8)),
    ]


def test_a_header_printed_again_on_the_next_page_begins_no_table() -> None:
    assert places(book([HEADER, LINE, HEADER, LINE])) == [((1, 1), (2, 4))]


def test_a_line_of_words_only_is_no_header() -> None:
    words = ("inconnu", "CHU", "CCMR", "coordonnateur", "à compléter")
    assert places(book([HEADER, LINE, words, LINE])) == [((1, 1), (2, 4))]


def test_the_user_may_move_the_header() -> None:
    moved = choices((ChoiceKind.HEADER, "F1", "", [2, 2]))
    assert places(book([HEADER, HEADER, LINE]), moved)[0] == ((2, 2), (3, 3))


def test_a_table_without_a_header_is_read_by_its_values() -> None:
    other = ("290000975", "Fondation Ildys", "CERVCO", "Dr Maëlle SARRAZIN", "15/09/2026")
    assert places(book([LINE, other])) == [((0, 0), (1, 2))]


def test_sheets_that_are_not_read_say_why() -> None:
    found = book(
        sheet([HEADER, LINE], "Centres"),
        sheet([HEADER, LINE], "Annexe", hidden=True),
        sheet([("Madame, Monsieur,",), ("Vous trouverez ci-joint la liste des centres.",)], "Lettre"),
        sheet([("Région", "Statut", "Type"), ("Bretagne", "PU-PH", "CCMR"), ("Corse", "PH", "CRC")], "Listes"),
        sheet([HEADER, LINE], "À corriger"),
        sheet([], "Feuil5"),
        sheet([HEADER, LINE], "Brouillon"),
    )
    chosen = choices((ChoiceKind.READ, "Brouillon", "", False))
    why = skipped_sheets(found, chosen)
    assert why == {
        "Annexe": "Feuille masquée dans le classeur.",
        "Lettre": "Aucun tableau n’est reconnu dans cette feuille.",
        "Listes": "Aucun tableau n’est reconnu dans cette feuille.",
        "À corriger": "Feuille ajoutée par CRMR Desk\u00a0: elle ne contient pas de données.",
        "Feuil5": "Feuille vide.",
        "Brouillon": "Vous avez choisi de ne pas lire cette feuille.",
    }
    assert "Annexe" not in skipped_sheets(found, choices((ChoiceKind.READ, "Annexe", "", True)))


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ([HEADER, LINE], ListKind.ARS),
        ([("ARS compétente", "Dénomination", "FINESS juridique", "Nature"), ("ARS Alsace", "HUS", "670780055", "CRCM")],
         ListKind.ARS),
        ([("FILIERE", "Nom du Centre", "Nature du site"), ("ORKiD", "Néphropathies", "constitutif")], ListKind.NETWORK),
        ([("fi", "rs", "fi_ej", "reg", "nomcom"), ("010000024", "CH DE FLEYRIAT", "010780054", "84", "VIRIAT")],
         ListKind.HOSPITALS),
    ],
)  # fmt: skip
def test_the_kind_of_list_follows_from_its_columns(rows: Rows, kind: ListKind) -> None:
    assert list_kind(tables(book(rows), Choices())) is kind
