from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmr_desk.workbooks.checking.rows import Doubt
from crmr_desk.workbooks.imports.choices import ChoiceKind
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.grid import Grid
from crmr_desk.workbooks.incoming.typed import LineKind
from crmr_desk.workbooks.incoming.values.dates import read_date
from crmr_desk.workbooks.reading.book import Mark, Value
from tests.workbooks.incoming.sheets import HEADER, LINE, Rows, book, choices, codes, kinds, read, sheet

DATA, NOTE, TOTAL = LineKind.DATA, LineKind.NOTE, LineKind.TOTAL


def test_every_line_is_there_with_what_it_is() -> None:
    rows: Rows = [
        ("Centres de compétences",),
        (),
        HEADER,
        ("(9 chiffres)", "(nom)", "(sigle)", "(prénom, nom)", "(jj/mm/aaaa)"),
        LINE,
        ("Loire (42)",),
        LINE,
        HEADER,
        LINE,
        ("Sous-total", None, 3),
        ("Nombre de centres : 3",),
        (),
        ("* données provisoires",),
        ("Source : enquête annuelle des agences",),
        ("Fait à Lyon",),
    ]
    _, lines = read(book(rows))
    assert kinds(lines) == {
        1: LineKind.TITLE, 3: LineKind.HEADER, 4: LineKind.HEADER, 5: DATA, 6: LineKind.TITLE, 7: DATA,
        8: LineKind.HEADER, 9: DATA, 10: TOTAL, 11: TOTAL, 13: NOTE, 14: NOTE, 15: NOTE,
    }  # fmt: skip
    assert all(line.why for line in lines if line.kind is not DATA)


@pytest.mark.parametrize(
    "row",
    [
        (None, None, None, "Dr Maëlle SARRAZIN"),
        ("690784178",),
        ("Ensemble hospitalier de l’Institut Curie", None, "CERVCO", "Dr Maëlle SARRAZIN"),
        (None, "Hôpital central", "Total", "Dr Maëlle SARRAZIN"),
    ],
)
def test_in_doubt_a_line_is_data(row: tuple[str | None, ...]) -> None:
    _, lines = read(book([HEADER, LINE, row, LINE]))
    assert kinds(lines)[3] is DATA


def test_lines_of_sheets_that_are_not_read_are_told_too() -> None:
    _, lines = read(book(sheet([HEADER, LINE], "A"), sheet([LINE], "B", hidden=True), sheet([("Bonjour",)], "C")))
    assert [(line.sheet, line.row, line.kind) for line in lines] == [
        ("A", 1, LineKind.HEADER), ("A", 2, DATA), ("B", 1, LineKind.HIDDEN_SHEET), ("C", 1, LineKind.SHEET_NOT_READ),
    ]  # fmt: skip


def test_a_stray_cell_far_below_is_told_and_the_empty_lines_between_are_not_walked() -> None:
    far = sheet([HEADER, LINE, *[()] * 50_000, ("fin",)])
    assert Grid(far).held(2, 2_000_000) == [2, 50_003]
    assert kinds(read(book(far))[1]) == {1: LineKind.HEADER, 2: DATA, 50_003: NOTE}


@pytest.mark.parametrize("mark", ["idem", "Id.", '"', "//", "-//-", ", ,", "″", "« »", "''"])
def test_a_ditto_mark_takes_the_value_of_the_line_above(mark: str) -> None:
    _, lines = read(book([HEADER, LINE, ("690784137", mark, "ORKiD", mark, mark), ("690784137", mark)]))
    person, start = lines[2].typed[Target.PERSON], lines[2].typed[Target.START]
    assert (person.text, person.ditto_of, start.text) == ("Pr Amaury TEYSSIER", "D2", "15/09/2026")
    assert lines[3].typed[Target.HOSPITAL].ditto_of == "B2"
    assert codes(lines[3].reasons) == ["ditto"]


def test_a_ditto_mark_with_nothing_above_is_unreadable() -> None:
    _, lines = read(book([HEADER, ("690784178", "HFME", "CERVCO", "idem", "15/09/2026"), LINE]))
    (reason,) = lines[1].reasons
    assert (reason.code, reason.cell, reason.doubt) == ("ditto_nothing_above", "D2", Doubt.UNREADABLE)


def test_merged_cells_are_filled_down_and_never_to_the_right() -> None:
    _, lines = read(book(sheet([HEADER, LINE, (None, None, "ORKiD"), ("690784137", "HFME", "G2M", "Dr PONS")],
                               merged=["A2:A3", "B2:B3", "D4:E4"])))  # fmt: skip
    hospital = lines[2].typed[Target.HOSPITAL]
    assert (hospital.text, hospital.merged_from) == ("Hôpital Pierre-Wertheimer", "B2")
    assert codes(lines[2].reasons) == ["merged_value", "merged_value"]
    assert lines[3].text(Target.START) == ""


def test_errors_formulas_and_hidden_values_are_told() -> None:
    marks = {(2, 3): Mark(error="#REF!"), (2, 4): Mark(formula=True), (3, 5): Mark(formula=True)}
    rows: Rows = [HEADER, ("690784178", "HFME", None, None, dt.date(2026, 9, 1)), LINE]
    _, lines = read(book(sheet(rows, marks=marks, hidden_lines=frozenset([3]), hidden_columns=frozenset([2]))))
    assert codes(lines[1].reasons) == ["hidden_column", "cell_error", "formula_not_calculated"]
    assert (lines[1].text(Target.CENTRE), lines[1].text(Target.START)) == ("#REF!", "01/09/2026")
    assert codes(lines[2].reasons) == ["hidden_line", "hidden_column"]
    assert lines[2].hidden
    assert all(typed.hidden for typed in lines[2].typed.values())


def test_a_correction_takes_the_place_of_what_was_typed() -> None:
    chosen = choices((ChoiceKind.CELL, "F1", "D2", " Dr  Léa PONS "), (ChoiceKind.CELL, "F1", "E2", ""))
    _, lines = read(book([HEADER, LINE, LINE]), chosen, known={(Target.CENTRE, "CERVCO"): "CERVCO Lariboisière"})
    person = lines[1].typed[Target.PERSON]
    assert (person.text, person.value, person.corrected, person.cell) == ("Dr Léa PONS", "Dr Léa PONS", True, "D2")
    assert lines[1].text(Target.START) == ""
    assert lines[2].text(Target.PERSON) == "Pr Amaury TEYSSIER"
    assert [line.text(Target.CENTRE) for line in lines[1:]] == ["CERVCO Lariboisière"] * 2


def test_a_mere_number_is_a_day_as_the_file_counts_its_days() -> None:
    numbered = replace(book([HEADER, (*LINE[:4], 42736 - 1462)]), from_1904=True)
    typed = read(numbered)[1][-1].typed[Target.START]
    assert read_date(typed, today=dt.date(2026, 11, 20)).value == dt.date(2017, 1, 1)


def test_texts_are_kept_as_typed_on_one_line() -> None:
    _, lines = read(book([HEADER, ("690\u00a0784 178", "Hôpital\n  Pierre-Wertheimer\u200b", "œdème", None, 46281)]))
    assert [typed.text for typed in lines[1].typed.values()] == [
        "690 784 178", "Hôpital Pierre-Wertheimer", "œdème", "", "46281",
    ]  # fmt: skip


def test_a_second_table_to_the_right_is_told_on_each_of_its_lines() -> None:
    _, lines = read(book([(*HEADER, None, *HEADER), (*LINE, None, *LINE), LINE]))
    assert [codes(line.reasons) for line in lines] == [[], ["table_beside"], []]


def test_a_list_of_something_else_under_the_table_is_told_to_be_outside() -> None:
    legend: Rows = [(), ("Statut", "Titre"), ("PU-PH", "Pr"), ("PH", "Dr")]
    _, lines = read(book([HEADER, LINE, *legend]))
    assert [(line.row, line.kind) for line in lines][2:] == [(row, LineKind.OUTSIDE) for row in (4, 5, 6)]


CELLS = st.sampled_from(
    [None, "", " ", "Total", "NB : x", "690784178", "Dr PONS", "idem", "FINESS", "Centre", 12, "01/01/2024"]
)


@settings(max_examples=60)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=12), st.booleans())
def test_no_line_that_is_not_blank_is_lost(rows: list[list[Value]], with_header: bool) -> None:
    cells: Rows = [HEADER, LINE, *rows] if with_header else rows
    _, lines = read(book(cells))
    full = [n for n, row in enumerate(cells, start=1) if any(v is not None and str(v).strip() for v in row)]
    assert [line.row for line in lines] == full
