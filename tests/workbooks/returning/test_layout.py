"""The look of somebody's workbook: what is taken over, and what a hostile one can do about it: nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from crmr_desk.workbooks.reading.book import Mark, Sheet
from crmr_desk.workbooks.reading.refusals import Refused
from crmr_desk.workbooks.returning import layout_child
from crmr_desk.workbooks.returning.colours import Colours
from crmr_desk.workbooks.returning.layout import (
    Edge,
    Face,
    Layout,
    Look,
    Placing,
    SheetLayout,
    layout_of,
    packed,
    unpacked,
)
from crmr_desk.workbooks.returning.rebuilding import Rebuilding
from tests.workbooks.returning.test_give_back import SHEET, sent_by_an_agency

LOOK = Look(Face("Arial", 9.5, bold=True, colour="1F497D"), "D9E1F2", (Edge("thin", "FF0000"),), Placing("center"))
LISTED = Layout(
    (Look(), LOOK),
    {"Liste": SheetLayout(((1, 3, 12.5),), {2: 31.0}, ("A1:C1",), "B3", "A2:C9", True, {1: (2, (1, 0, 1))})},
)
SHEET_XML = "xl/worksheets/sheet1.xml"


def with_parts(parts: Mapping[str, tuple[str, str]]) -> bytes:
    """A small workbook in which a text of some parts is replaced by another."""
    workbook, plain, changed = Workbook(), BytesIO(), BytesIO()
    workbook.worksheets[0]["A1"] = "FINESS"
    workbook.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode()
            target.writestr(name, content.replace(*parts[name]) if name in parts else content)
    return changed.getvalue()


def rebuilt(sheet: Sheet, layout: SheetLayout) -> Workbook:
    workbook, stream = Workbook(), BytesIO()
    Rebuilding(workbook, Layout((Look(), LOOK), {sheet.name: layout})).add(sheet)
    workbook.save(stream)
    return load_workbook(stream)


def test_a_layout_travels_whole_from_the_process_that_made_it_out() -> None:
    assert unpacked(packed(LISTED)) == LISTED


@pytest.mark.parametrize("answer", [b"", b"{", b"[]", b"[1, 2]", b'[[["a"]], {}]', b'[[], {"x": [1]}]'])
def test_what_is_no_layout_is_not_taken_for_one(answer: bytes) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        unpacked(answer)


def test_the_look_of_a_file_is_made_out_in_a_process_of_its_own() -> None:
    layout = layout_of(sent_by_an_agency())
    assert layout is not None
    sheet = layout.sheets[SHEET]
    assert (sheet.merged, sheet.frozen, sheet.filtered, sheet.heights) == (("A1:H1",), "B4", "A3:H7", {3: 31.0})
    assert layout_of(b"PK\x03\x04 and nothing else") is None
    assert layout_of(b"FINESS;Centre") is None


@pytest.mark.parametrize(
    ("told", "rgb"),
    [
        ({"rgb": "FF1F497D"}, "1F497D"),
        ({"theme": "0"}, "FFFFFF"),
        ({"theme": "1", "tint": "0.5"}, "808080"),
        ({"theme": "4", "tint": "-0.5"}, "254061"),
        ({"indexed": "10"}, "FF0000"),
        ({"indexed": "64"}, ""),
        ({"theme": "99"}, ""),
        ({"rgb": "red"}, ""),
        ({"theme": "4", "tint": "a lot"}, "4F81BD"),
        ({}, ""),
    ],
)
def test_a_colour_of_any_kind_becomes_six_digits(told: dict[str, str], rgb: str) -> None:
    assert Colours(b"").of(told) == rgb


def test_the_theme_of_the_file_gives_its_own_colours() -> None:
    theme = (
        b'<a:theme xmlns:a="a"><a:clrScheme><a:accent1><a:srgbClr val="0e6573"/></a:accent1></a:clrScheme></a:theme>'
    )
    assert Colours(theme).of({"theme": "4"}) == "0E6573"


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (SHEET_XML, "<sheetData>", '<cols><col min="1" max="99999999" width="1e400"/></cols><sheetData>'),
        (SHEET_XML, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD9999999"/></mergeCells>'),
        (SHEET_XML, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="C3:A1"/></mergeCells>'),
        (SHEET_XML, "<selection ", '<pane xSplit="-5" ySplit="1e99" topLeftCell="A1" state="frozen"/><selection '),
        (SHEET_XML, 'r="A1"', 'r="A1" s="4000000000"'),
        (SHEET_XML, '<row r="1"', '<row r="1" ht="nan"'),
        ("xl/styles.xml", "<fonts ", '<fonts><font><sz val="-3"/><name val=""/></font></fonts><fonts '),
    ],
)
def test_absurd_numbers_are_left_out(part: str, before: str, after: str) -> None:
    found = layout_child.read(with_parts({part: (before, after)})).sheets["Sheet"]
    assert (found.merged, found.frozen, found.columns, found.heights) == ((), "", (), {})


def test_entities_are_refused_as_everywhere() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><styleSheet '
    with pytest.raises(Refused):
        layout_child.read(with_parts({"xl/styles.xml": ("<styleSheet ", bomb)}))


def test_ranges_that_would_hide_a_value_or_overlap_are_not_merged() -> None:
    marks = {(1, 2): Mark(merged_from="A1"), (2, 1): Mark(merged_from="A1"), (2, 2): Mark(merged_from="A1")}
    sheet = Sheet("Liste", (("x", "x", None), ("x", "x", None), ("a", "b", "c")), marks=marks)
    layout = SheetLayout(merged=("A1:B2", "B2:C2", "A3:B3", "A1:XFD1048576"))
    (made,) = [one for one in rebuilt(sheet, layout) if one.title == "Liste"]
    assert [str(area) for area in made.merged_cells.ranges] == ["A1:B2"]
    assert [cell.value for cell in made[3]] == ["a", "b", "c"]


def test_widths_that_overlap_are_taken_once_and_hidden_columns_stay_hidden() -> None:
    sheet = Sheet("Liste", (("a", "b", "c", "d"),), hidden_columns=frozenset({3}))
    (_other, made) = rebuilt(sheet, SheetLayout(columns=((1, 4, 12.0), (2, 9, 40.0))))
    widths = {letter: (each.min, each.max, each.width, each.hidden) for letter, each in made.column_dimensions.items()}
    assert widths == {"A": (1, 2, 12.0, False), "C": (3, 3, 12.0, True), "D": (4, 4, 12.0, False)}


def test_a_look_that_openpyxl_refuses_leaves_the_value() -> None:
    layout = Layout((Look(), Look(Face(size=9999), "ZZZZZZ", (Edge("wavy"),) * 4, Placing("sideways", indent=999))))
    sheet = Sheet("Liste", (("a",),))
    workbook = Workbook()
    made = Rebuilding(workbook, Layout(layout.looks, {"Liste": SheetLayout(looks={1: (1, (1,))})})).add(sheet)
    workbook.save(BytesIO())
    assert made["A1"].value == "a"
