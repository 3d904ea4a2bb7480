"""What left is known again when it comes back, and only what somebody typed counts."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from crmr_desk.workbooks.reading.book import Book, Mark, Sheet, Value
from crmr_desk.workbooks.returning.baseline import Baseline, Sent, add_baseline, baseline_of, touched
from crmr_desk.workbooks.returning.normal import own_cells

D = dt.date
HEADER: tuple[Value, ...] = ("FINESS", "Établissement", "Responsable", "Début")
LINES: tuple[tuple[Value, ...], ...] = (
    ("Centres de la région",),
    HEADER,
    ("440000271", "CHU de Nantes", "Pr Solène Aubrac", D(2024, 1, 1)),
    ("590000105", "CHU de Lille", "Dr Inès Vandamme", D(2024, 3, 1)),
    (330781360, "CHU de Bordeaux", "Dr Maëlle Sarrazin", D(2025, 1, 1)),
    ("760000158", "CHU de Rouen", "=SOMME(A1)", None),
)


def sheet(*lines: tuple[Value, ...], name: str = "Liste", marks: dict[tuple[int, int], Mark] | None = None) -> Sheet:
    return Sheet(name, lines, marks=marks or {})


def sent(*sheets: Sheet) -> Baseline:
    lines = {each.name: own_cells(each) for each in sheets}
    return Baseline(Sent.RETURN, 12, "ab" * 32, "52", frozenset({"À corriger"}), lines)


def through_a_file(baseline: Baseline) -> Book:
    """The hidden sheet written, saved and read, beside nothing else."""
    workbook, stream = Workbook(), BytesIO()
    add_baseline(workbook, baseline)
    workbook.save(stream)
    kept = load_workbook(BytesIO(stream.getvalue()))
    assert kept.worksheets[-1].sheet_state == "veryHidden"
    sheets = (
        (one.title, tuple(tuple(str(text or "") or None for text in line) for line in one.values)) for one in kept
    )
    return Book("retour.xlsx", "xlsx", tuple(Sheet(*each) for each in sheets))


def touched_in(*lines: tuple[Value, ...], before: tuple[tuple[Value, ...], ...] = LINES) -> set[str]:
    baseline = sent(sheet(*before))
    return {place for _sheet, place in touched(Book("r.xlsx", "xlsx", (sheet(*lines),)), baseline)}


def edited(line: int, column: int, value: Value) -> list[tuple[Value, ...]]:
    lines = [list(one) for one in LINES]
    lines[line - 1][column - 1] = value
    return [tuple(one) for one in lines]


def test_a_baseline_is_read_as_it_was_written() -> None:
    baseline = sent(sheet(*LINES))
    read = baseline_of(through_a_file(baseline))
    assert read is not None
    assert (read.kind, read.import_id, read.sha256, read.region) == (Sent.RETURN, 12, "ab" * 32, "52")
    assert read.own_sheets == {"À corriger", "CRMR Desk"}
    assert read.texts == baseline.texts
    assert read.texts["Liste", "C6"] == "=SOMME(A1)"


def test_a_file_that_never_left_has_none() -> None:
    assert baseline_of(Book("liste.xlsx", "xlsx", (sheet(*LINES),))) is None


@pytest.mark.parametrize("last", [(), (("Liste", "6", '{"1": "760000158"}'),)])
def test_a_baseline_that_was_cut_or_typed_in_is_not_believed(last: tuple[tuple[str, ...], ...]) -> None:
    book = through_a_file(sent(sheet(*LINES)))
    *others, hidden = book.sheets
    damaged = replace(hidden, lines=(*hidden.lines[:-1], *last))
    assert baseline_of(replace(book, sheets=(*others, damaged))) is None


@pytest.mark.parametrize(
    "forged", [("Liste",), ("Liste", "x", "{}"), ("Liste", "6", "[1]"), ("Liste", "6", '{"a": 1}')]
)
def test_a_baseline_that_somebody_made_up_is_not_believed(forged: tuple[str, ...]) -> None:
    *others, hidden = through_a_file(sent(sheet(*LINES))).sheets
    digest = hashlib.sha256(("\x1f".join(forged) + "\x1e").encode()).hexdigest()
    lines = (*hidden.lines[:6], ("digest", digest), forged)
    assert baseline_of(Book("r.xlsx", "xlsx", (*others, replace(hidden, lines=lines)))) is None


def test_a_line_longer_than_a_cell_can_hold_is_kept_in_pieces() -> None:
    long = sent(sheet(*[("a" * 30_000, "b" * 30_000)]))
    read = baseline_of(through_a_file(long))
    assert read is not None
    assert read.texts == long.texts


def test_nothing_is_touched_by_another_program_that_saves() -> None:
    saved = [
        ("Centres de la région",),
        HEADER,
        ("440000271", "CHU de Nantes ", "Pr Sole\u0300ne Aubrac".replace("e\u0300", "è"), dt.datetime(2024, 1, 1)),  # noqa: DTZ001
        (590000105.0, "CHU\u00a0de  Lille", "Dr Inès Vandamme", D(2024, 3, 1)),
        ("330781360", "CHU de Bordeaux", "Dr Mae\u0308lle\nSarrazin", D(2025, 1, 1), None, None),
        ("760000158", "CHU de Rouen", "=SOMME(A1)", ""),
        (),
    ]
    assert touched_in(*saved) == set()


def test_only_the_cell_that_was_edited_is_touched() -> None:
    assert touched_in(*edited(4, 3, "Dr Inès Vandamme-Roy")) == {"C4"}
    assert touched_in(*edited(4, 3, None)) == {"C4"}
    assert touched_in(*edited(6, 4, D(2026, 1, 1))) == {"D6"}


def test_every_cell_of_a_line_typed_over_is_touched() -> None:
    lines = list(LINES)
    lines[3] = ("440000040", "CHU d’Angers", "Dr Maud Le Goff", D(2026, 2, 1))
    assert touched_in(*lines) == {"A4", "B4", "C4", "D4"}


def test_lines_that_were_sorted_are_found_again() -> None:
    title, header, *rest = LINES
    assert touched_in(title, header, *reversed(rest)) == set()


def test_a_line_added_at_the_top_does_not_touch_those_below() -> None:
    title, header, *rest = LINES
    new = ("370000481", "CHU de Tours", "Pr Anne Blanchet", D(2026, 1, 1))
    assert touched_in(title, header, new, *rest) == {"A3", "B3", "C3", "D3"}


def test_a_line_removed_touches_nothing() -> None:
    title, header, _first, *rest = LINES
    assert touched_in(title, header, *rest) == set()


def test_an_edit_is_found_in_a_sorted_sheet() -> None:
    title, header, *rest = edited(5, 3, "Pr Maud Le Goff")
    assert touched_in(title, header, *reversed(rest)) == {"C4"}


def test_a_renamed_sheet_is_known_by_its_lines() -> None:
    book = Book("r.xlsx", "xlsx", (sheet(*edited(4, 3, "Pr Maud Le Goff"), name="Liste corrigée"),))
    assert touched(book, sent(sheet(*LINES))) == {("Liste corrigée", "C4")}


def test_the_sheets_that_the_program_added_hold_no_data() -> None:
    book = Book("r.xlsx", "xlsx", (sheet(("Ligne",), name="À corriger"), sheet(*LINES)))
    assert touched(book, sent(sheet(*LINES))) == set()


def test_a_merged_cell_is_touched_with_the_one_that_it_repeats() -> None:
    lines = (HEADER, ("440000271", "CHU de Nantes", "Pr Solène Aubrac"), ("440000271", "CHU de Nantes", "Dr Maud Roy"))
    marks = {(3, 1): Mark(merged_from="A2"), (3, 2): Mark(merged_from="B2")}
    baseline = sent(sheet(*lines, marks=marks))
    assert baseline.texts.get(("Liste", "B3")) is None
    moved = (lines[0], ("440000271", "CHU d’Angers", "Pr Solène Aubrac"), ("440000271", "CHU d’Angers", "Dr Maud Roy"))
    assert touched(Book("r", "xlsx", (sheet(*moved, marks=marks),)), baseline) == {("Liste", "B2"), ("Liste", "B3")}
    not_repeated = (*lines[:2], (None, None, "Dr Maud Roy"))
    assert touched(Book("r", "ods", (sheet(*not_repeated),)), baseline) == set()


def test_an_error_of_excel_is_still_the_one_that_was_sent_as_text() -> None:
    baseline = sent(sheet(HEADER, (None, "CHU de Nantes"), marks={(2, 1): Mark(error="#REF!")}))
    assert touched(Book("r", "xlsx", (sheet(HEADER, ("#REF!", "CHU de Nantes")),)), baseline) == set()


def test_a_sheet_typed_anew_is_compared_without_delay() -> None:
    lines = [(f"{number:09d}", "CHU de Nantes", f"Dr {number}", D(2024, 1, 1)) for number in range(3_000)]
    other = [(f"{number:09d}", "CHU de Nantes", f"Pr {number}", D(2024, 1, 1)) for number in range(3_000)]
    assert len(touched_in(*reversed(other), before=tuple(lines))) == 3_000
