from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.workbooks.reading.book import Book, Mark, Value
from crmr_desk.workbooks.reading.child import read
from crmr_desk.workbooks.reading.refusals import Refused
from crmr_desk.workbooks.reading.values import harmless
from tests.workbooks.reading.packages import (
    DATE,
    DATE_TIME,
    DURATION,
    FRENCH_DATE,
    PERCENT,
    TIME,
    cell,
    parts,
    relationships,
    row,
    sheet,
    text,
    xlsx,
    zipped,
)

FAR = row(99, cell("XFD99", 1))
"""Makes a sheet sparse: it is then read cell by cell."""
UNKNOWN_ERROR = row(3, cell("A3", "#SPILL!", kind="e"))
"""Makes calamine give up: the sheet is then read cell by cell."""
ways = pytest.mark.parametrize("more", ["", UNKNOWN_ERROR, FAR], ids=["quickly", "after giving up", "sparsely"])
"""Whichever way a sheet is read, it says the same."""


def first_line(content: bytes) -> tuple[Value, ...]:
    return read(content).sheets[0].lines[0]


@ways
def test_numbers_texts_and_truths_come_as_they_are(more: str) -> None:
    cells = (
        cell("A1", "750100042"),
        cell("B1", "0.5", style=PERCENT),
        cell("C1", "12345678901234567890"),
        cell("D1", 1, kind="b"),
        cell("E1", 0, kind="b"),
        text("F1", " Hôpital \n Lariboisière "),
        cell("G1", "Dr Anne", kind="str"),
        text("H1", ""),
        cell("J1", "1.23E+08"),
    )
    told = (750100042, 0.5, 12345678901234567890.0, True, False, " Hôpital \n Lariboisière ", "Dr Anne")
    assert first_line(xlsx(row(1, *cells) + more)) == (*told, None, None, 123_000_000)


@ways
def test_shared_and_rich_texts_are_put_together(more: str) -> None:
    strings = (
        '<t xml:space="preserve"> un_x000D_\ndeux</t>',
        '<r><t xml:space="preserve">CH </t></r><r><rPr><b/></rPr><t> d’Ajaccio\n</t></r>',
        "<t>東京</t><rPh sb='0' eb='1'><t>とうきょう</t></rPh>",
    )
    cells = [cell(f"{letter}1", number, kind="s") for number, letter in enumerate("ABC")]
    assert first_line(xlsx(row(1, *cells) + more, strings=strings)) == (" un\r\ndeux", "CH d’Ajaccio", "東京")


@ways
@pytest.mark.parametrize(("settings", "first_of_2024"), [("", 45_292), ('<workbookPr date1904="1"/>', 43_830)])
def test_dates_are_right_in_both_calendars(more: str, settings: str, first_of_2024: int) -> None:
    cells = (
        cell("A1", first_of_2024, style=DATE),
        cell("B1", first_of_2024 + 59, style=FRENCH_DATE),
        cell("C1", first_of_2024 + 0.75, style=DATE_TIME),
        cell("D1", 0.604166666666667, style=TIME),
        cell("E1", 1.0625, style=DURATION),
        cell("F1", "2024-02-29", kind="d"),
        cell("G1", first_of_2024),
        cell("H1", 99_999_999, style=DATE),
    )
    moments = (dt.date(2024, 1, 1), dt.date(2024, 2, 29), dt.datetime(2024, 1, 1, 18))  # noqa: DTZ001
    told = first_line(xlsx(row(1, *cells) + more, settings=settings))
    assert told == (*moments, "14:30", "25:30", dt.date(2024, 2, 29), first_of_2024, 99_999_999)


@ways
def test_a_formula_is_marked_and_keeps_what_it_gave(more: str) -> None:
    cells = (
        cell("A1", 4, formula="2+2"),
        cell("B1", formula="2+2"),
        cell("C1", "", kind="str", formula='IF(A1=4,"","non")'),
        cell("D1", "", formula="NOW()"),
        cell("E1", "oui", kind="str", formula='"oui"'),
    )
    (told,) = read(xlsx(row(1, *cells) + more)).sheets
    assert told.lines[0] == (4, None, None, None, "oui")
    assert [column for (line, column), mark in sorted(told.marks.items()) if line == 1 and mark.formula] == [1, 2, 4, 5]


@ways
def test_an_error_is_a_value_and_a_mark(more: str) -> None:
    cells = (cell("A1", "#REF!", kind="e", formula="#REF!"), cell("B1", "#N/A", kind="e"), text("C1", "#REF!"))
    (told,) = read(xlsx(row(1, *cells) + more)).sheets
    assert told.lines[0] == ("#REF!", "#N/A", "#REF!")
    assert told.marks[1, 1] == Mark(formula=True, error="#REF!")
    assert told.marks[1, 2] == Mark(error="#N/A")
    assert (1, 3) not in told.marks


def test_hidden_lines_columns_and_sheets_are_told() -> None:
    rows = (
        row(1, text("A1", "a"), text("C1", "c"))
        + row(2, text("A2", "b"), attributes='hidden="1"')
        + row(3, text("A3", "c"))
    )
    columns = '<cols><col min="2" max="16384" hidden="true"/><col min="1" max="1" width="9"/></cols>'
    made = parts({"Vue": sheet(rows, before=columns), "Cachée": sheet(rows), "Très cachée": sheet(rows)})
    listed = made["xl/workbook.xml"].replace(b'sheetId="2"', b'sheetId="2" state="hidden"')
    listed = listed.replace(b'sheetId="3"', b'sheetId="3" state="veryHidden"')
    told = read(zipped(made | {"xl/workbook.xml": listed})).sheets
    assert [(each.name, each.hidden) for each in told] == [("Vue", False), ("Cachée", True), ("Très cachée", True)]
    assert (set(told[0].hidden_lines), set(told[0].hidden_columns)) == ({2}, {2, 3})


def test_a_merged_range_repeats_its_value_as_far_as_the_sheet_goes() -> None:
    rows = row(1, text("A1", "CHU"), text("B1", "un")) + row(2, text("B2", "deux")) + row(3, text("B3", "trois"))
    merged = '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="B2:D2"/></mergeCells>'
    (told,) = read(zipped(parts([sheet(rows, after=merged)]))).sheets
    assert told.lines == (("CHU", "un"), ("CHU", "deux"), ("CHU", "trois"))
    assert told.marks == {(2, 1): Mark(merged_from="A1"), (3, 1): Mark(merged_from="A1")}


def test_a_merged_range_hides_nothing_that_the_file_holds() -> None:
    rows = row(1, text("A1", "CHU"), text("B1", "un")) + row(2, text("A2", "CH"), text("B2", "deux"))
    (told,) = read(zipped(parts([sheet(rows, after='<mergeCell ref="A1:XFD1048576"/>')]))).sheets
    assert told.lines == (("CHU", "un"), ("CH", "deux"))


def test_a_merged_range_too_large_to_be_filled_is_said() -> None:
    rows = row(1, text("A1", "x")) + row(13, text("XFD13", "y"))
    (told,) = read(zipped(parts([sheet(rows, after='<mergeCell ref="A1:XFD13"/>')]))).sheets
    assert told.marks == {}
    assert told.note.startswith("La plage fusionnée qui commence en A1 est trop grande")


def test_one_far_cell_is_read_where_it_stands() -> None:
    (told,) = read(xlsx(row(1, text("A1", "FINESS")) + row(1_048_576, cell("XFD1048576", 1)))).sheets
    assert len(told.lines) == 1_048_576
    assert (told.value(1, 1), told.value(1_048_576, 16_384)) == ("FINESS", 1)
    assert sum(map(len, told.lines)) == 1 + 16_384


def test_a_dimension_that_lies_changes_nothing() -> None:
    lying = sheet(row(1, text("B1", "un")), before='<dimension ref="A1:XFD1048576"/>')
    assert read(zipped(parts([lying]))).sheets[0].lines == ((None, "un"),)


def test_cells_without_an_address_follow_each_other() -> None:
    assert read(xlsx("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>")).sheets[0].lines == (
        (1, 2),
        (None, 3),
    )


def test_any_prefix_of_the_namespace_will_do() -> None:
    made = parts([sheet(row(1, cell("A1", 4, formula="2+2"), cell("B1", "#N/A", kind="e")))])
    path = "xl/worksheets/sheet1.xml"
    prefixed = made[path].replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")
    (told,) = read(zipped(made | {path: prefixed})).sheets
    assert told.lines == ((4, "#N/A"),)
    assert set(told.marks) == {(1, 1), (1, 2)}


def test_macros_and_links_are_left_alone_and_said() -> None:
    made = parts([sheet(row(1, text("A1", "x")))])
    told = read(zipped(made | {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"<x/>"}))
    assert told.kind == "xlsm"
    assert [note.split(" du ")[0].split(" vers ")[0] for note in told.notes] == ["Les macros", "Les liens"]


def test_what_is_no_sheet_of_cells_is_left_aside_and_said() -> None:
    made = parts({"Liste": sheet(row(1, text("A1", "x"))), "Graphique": sheet(""), "Perdue": sheet("")})
    links = {
        "rId1": ("worksheet", "/xl/worksheets/sheet1.xml"),
        "rId2": ("chartsheet", "chartsheets/sheet1.xml"),
        "rId3": ("worksheet", "worksheets/perdue.xml"),
    }
    told = read(zipped(made | {"xl/_rels/workbook.xml.rels": relationships(links).encode()}))
    assert [each.name for each in told.sheets] == ["Liste"]
    assert told.notes == (
        "La feuille «\u202fGraphique\u202f» n’est pas une feuille de calcul\u00a0: elle n’est pas lue.",
        "La feuille «\u202fPerdue\u202f» manque dans le fichier.",
    )


def test_two_sheets_of_one_name_can_be_told_apart() -> None:
    made = parts({"A": sheet(""), "B": sheet("")})
    same = made["xl/workbook.xml"].replace(b'"B"', b'"A"')
    assert [each.name for each in read(zipped(made | {"xl/workbook.xml": same})).sheets] == ["A", "A (2)"]


def test_styles_beyond_repair_leave_the_values() -> None:
    made = parts([sheet(row(1, cell("A1", 45_292, style=DATE)))])
    told = read(zipped(made | {"xl/styles.xml": b"<styleSheet>"}))
    assert told.sheets[0].lines == ((45_292,),)
    assert told.notes[0].startswith("Les formats des cellules sont abîmés")


def test_half_a_pair_and_a_null_become_harmless() -> None:
    assert first_line(xlsx(row(1, text("A1", "a_x0000_b")))) == ("a\ufffdb",)
    assert harmless("a\ud800b\uffff\x1f\t\n\U0001f600") == "a\ufffdb\ufffd\ufffd\t\n\U0001f600"


@pytest.mark.parametrize(
    "path", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_a_document_type_is_refused_wherever_it_stands(path: str) -> None:
    made = parts([sheet(row(1, text("A1", "x")))])
    evil = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + made[path]
    with pytest.raises(Refused, match="déclarations XML"):
        read(zipped(made | {path: evil}))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (row(1, text("A1", "x" * 32_768)), "plus de 32\u202f767 caractères en A1 de la feuille «\u202fFeuil1\u202f»"),
        (row(1, text("ZZZ1", "x")), "la feuille «\u202fFeuil1\u202f» ne peut pas être lue"),
        (row(1, cell("A1", 7, kind="s")), "la feuille «\u202fFeuil1\u202f» ne peut pas être lue"),
        ("<row r='1'><c r='A1'>", "la feuille «\u202fFeuil1\u202f» ne peut pas être lue"),
    ],
)
def test_a_sheet_that_cannot_be_read_whole_is_refused(rows: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read(xlsx(rows))


def test_a_book_without_sheets_is_refused() -> None:
    with pytest.raises(Refused, match="aucune feuille de calcul"):
        read(zipped(parts([])))


def test_many_comments_cost_nothing_and_say_nothing() -> None:
    made = parts([sheet(row(1, text("A1", "x")))])
    told: Book = read(zipped(made | {"xl/comments1.xml": b"<comments>"}))
    assert told.sheets[0].lines == (("x",),)
    assert told.notes == ()
