"""OpenDocument and old Excel files, of which some were written by LibreOffice from one and the same list."""

from __future__ import annotations

import datetime as dt
import struct
from pathlib import Path

import pytest

from crmr_desk.workbooks.reading import xls_scan
from crmr_desk.workbooks.reading.book import Mark, Sheet
from crmr_desk.workbooks.reading.child import read
from crmr_desk.workbooks.reading.refusals import Refused
from tests.workbooks.reading.packages import ods, ods_parts, zipped

FILES = Path(__file__).resolve().parent / "files"
TITLE = "Liste des centres de la région"
FORMULAS = {(4, 6), (5, 6), (7, 3), (7, 5), (7, 6)}


def cells(*values: str) -> str:
    inside = "".join(f'<table:table-cell office:value-type="string">{value}</table:table-cell>' for value in values)
    return f"<table:table-row>{inside}</table:table-row>"


def only_sheet(content: bytes) -> Sheet:
    (told,) = read(content).sheets
    return told


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_list_saved_by_libreoffice_is_read_alike_in_every_format(kind: str) -> None:
    book = read((FILES / f"agence.{kind}").read_bytes())
    first, annexe, empty = book.sheets
    assert (book.kind, book.notes) == (kind, ())
    assert first.lines == (
        (TITLE,) * 6,
        (),
        ("FINESS", "Établissement", "Responsable", "Début", "File active", "Total"),
        ("750100042", "Hôpital Lariboisière", "Pr Solène\nAubrac", dt.date(2024, 1, 1), 31, 62),
        ("750100042", "Hôpital Lariboisière", "Dr Maëlle Sarrazin", dt.date(2023, 9, 1), 0.5, "#DIV/0!"),
        (750712184, "CH d’Ajaccio", "  Yann\tLe Goff", dt.datetime(2024, 2, 29, 14, 30), 12),  # noqa: DTZ001
        ("2A0004842", "CH de Bastia", "Dr Anne", "14:30", True, "#NAME?"),
    )
    assert {place for place, mark in first.marks.items() if mark.formula} == FORMULAS
    assert first.marks[5, 6] == Mark(formula=True, error="#DIV/0!")
    assert first.marks[5, 2] == Mark(merged_from="B4")
    assert (set(first.hidden_lines), set(first.hidden_columns)) == ({6}, {5})
    assert (annexe.hidden, annexe.lines) == (True, ((), (), (None, None, "caché")))
    assert (empty.hidden, empty.lines) == (False, ())


def test_an_open_document_keeps_what_a_cell_says_and_not_what_is_said_about_it() -> None:
    words = (
        "<text:p>a<text:s text:c='3'/>b</text:p><text:p>c<text:line-break/>d<text:tab/>e</text:p>",
        "<office:annotation><text:p>x</text:p></office:annotation><text:p>Dr\n   <text:span>Anne</text:span></text:p>",
    )
    assert only_sheet(ods(cells(*words))).lines == (("a   b\nc\nd\te", "Dr Anne"),)


def test_an_open_document_gives_dates_numbers_and_lengths_of_time() -> None:
    values = (
        ("date", "date-value", "2024-02-29"),
        ("date", "date-value", "2024-02-29T10:00:00.5"),
        ("date", "date-value", "-0044-03-15"),
        ("time", "time-value", "PT25H30M00S"),
        ("boolean", "boolean-value", "true"),
        ("percentage", "value", "0.5"),
        ("float", "value", "750100042"),
        ("float", "value", "beaucoup"),
    )
    row = "".join(
        f'<table:table-cell office:value-type="{kind}" office:{key}="{value}"><text:p>texte</text:p></table:table-cell>'
        for kind, key, value in values
    )
    moment = dt.datetime(2024, 2, 29, 10)  # noqa: DTZ001
    told = (dt.date(2024, 2, 29), moment, "texte", "25:30", True, 0.5, 750100042, "texte")
    assert only_sheet(ods(f"<table:table-row>{row}</table:table-row>")).lines == (told,)


def test_an_open_document_that_claims_a_million_lines_takes_what_it_holds() -> None:
    gap = (
        '<table:table-row table:number-rows-repeated="1048573">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    told = only_sheet(ods(cells("<text:p>un</text:p>") + gap + cells("<text:p>deux</text:p>") + gap))
    assert (told.value(1, 1), told.value(1_048_575, 1)) == ("un", "deux")
    assert sum(map(len, told.lines)) == 2


def test_the_copy_of_another_workbook_inside_an_open_document_is_left_aside() -> None:
    copy = '<table:table table:name="autre"><table:table-source/>' + cells("<text:p>x</text:p>") + "</table:table>"
    own = '<table:table table:name="Liste">' + cells("<text:p>y</text:p>") + "</table:table>"
    book = read(zipped(ods_parts(own + copy)))
    assert [sheet.name for sheet in book.sheets] == ["Liste"]
    assert book.notes[0].startswith("Les liens vers d’autres classeurs")


def test_a_locked_old_workbook_is_refused() -> None:
    begins, lock = struct.pack("<HHHH", 0x809, 4, 0x600, 5), struct.pack("<HHH", 0x2F, 2, 1)
    with pytest.raises(Refused, match="mot de passe"):
        xls_scan.scan(begins + lock)


def test_a_locked_open_document_is_refused() -> None:
    locked = ods_parts("") | {"META-INF/manifest.xml": b"<m><encryption-data/></m>", "content.xml": b"\x00"}
    with pytest.raises(Refused, match="mot de passe"):
        read(zipped(locked))
