"""A FINESS extract: establishments that are new, changed or damaged, and lines of another make."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crmr_desk.workbooks.checking.check import check_book
from crmr_desk.workbooks.checking.details import candidates
from crmr_desk.workbooks.checking.rows import Action, Line, Status
from crmr_desk.workbooks.imports.choices import ChoiceKind, Choices
from crmr_desk.workbooks.incoming.fields import ListKind
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.reading.book import Book, Sheet, Value
from tests.workbooks.checking.region import FLEYRIAT, TODAY

HEADER = ("finess", "nofinesset", "nofinessej", "rs", "departement", "ligneacheminement", "siret")
KNOWN = ("structureet", "690784178", "690781810", "Hôpital Pierre-Wertheimer, HCL", 69, "69500 BRON CEDEX", None)


def lines(
    index: RegisterIndex, *body: tuple[Value, ...], confirmed: Mapping[str, list[str]] = MappingProxyType({})
) -> list[Line]:
    book = Book("finess.csv", "csv", (Sheet("Liste", (HEADER, *body)),))
    choices = Choices({(ChoiceKind.CONFIRM, "Liste", row): codes for row, codes in confirmed.items()})
    checked = check_book(index, book, ListKind.HOSPITALS, choices, {}, None, TODAY)
    return [line for line in checked.lines if line.row > 1]


def test_new_establishments_are_added_with_the_region_of_their_department(index: RegisterIndex) -> None:
    body = (
        ("structureet", "010000032", "010780062", "CH BUGEY SUD", 1, "01300 BELLEY", "2,601E+13"),
        ("structureet", "010002301", "010002293", "Clinique de l’Albarine", "1", "01500 AMBERIEU EN BUGEY", None),
    )
    added, _other = lines(index, *body)
    assert (added.status, added.action) == (Status.OK, Action.CREATE)
    assert added.writes[0].after == {
        "finess_et": "010000032",
        "finess_ej": "010780062",
        "name": "CH BUGEY SUD",
        "town": "BELLEY",
        "region": "84",
    }
    assert added.writes[0].cells["region"] == "E2"


def test_a_known_one_changes_only_in_what_is_said_otherwise(index: RegisterIndex) -> None:
    renamed = ("structureet", "380000067", "380780080", "CHU GRENOBLE ALPES MICHALLON", None, None, None)
    same, other = lines(index, KNOWN, renamed)
    assert (same.action, same.writes) == (Action.UNCHANGED, ())
    assert (other.action, dict(other.writes[0].after)) == (Action.UPDATE, {"name": "CHU GRENOBLE ALPES MICHALLON"})


def test_what_is_damaged_doubled_or_incomplete_is_asked(index: RegisterIndex) -> None:
    body = (
        ("structureet", "10000032", "010780062", "CH BUGEY SUD", 1, None, None),
        ("structureet", "010002301", None, "Clinique de l’Albarine", 1, None, None),
        ("structureet", "740000237", "740790258", "CH Annecy Genevois", 74, None, None),
        ("structureet", "740000237", "740781133", "CH Annecy Genevois", 74, None, None),
        ("geolocalisation", "010002301", "882538.9", "6542885.8", 1, None, None),
    )
    found = lines(index, *body)
    assert [line.status for line in found] == [Status.REVIEW] * 4 + [Status.IGNORED]
    assert [[reason.code for reason in line.reasons] for line in found] == [
        ["finess_eight_digits"],
        ["hospital_incomplete"],
        ["two_lines_one_hospital", "finess_ej_changed"],
        ["two_lines_one_hospital"],
        ["not_a_hospital"],
    ]


def test_a_doubt_taken_upon_oneself_lets_the_line_be_applied(index: RegisterIndex) -> None:
    moved = ("structureet", "740000237", "740790258", "CH Annecy Genevois", 74, None, None)
    (line,) = lines(index, moved, confirmed={"2": ["finess_ej_changed"]})
    assert (line.status, dict(line.writes[0].after)) == (Status.OK, {"finess_ej": "740790258"})


def test_capitals_and_abbreviations_change_no_name(index: RegisterIndex) -> None:
    shouted = ("structureet", "2A0004842", "2A0000014", "C.H. D'AJACCIO", "2A", "20303 AJACCIO CEDEX 1", None)
    (line,) = lines(index, shouted)
    assert (line.status, line.action) == (Status.OK, Action.UNCHANGED)


def test_a_damaged_number_is_settled_by_choosing_the_establishment_or_telling_a_new_one(index: RegisterIndex) -> None:
    damaged = ("structureet", "10000024", "010780054", "CH de Fleyriat", 1, "01440 VIRIAT", None)
    book = Book("finess.csv", "csv", (Sheet("Liste", (HEADER, damaged)),))
    found = check_book(index, book, ListKind.HOSPITALS, Choices(), {}, None, TODAY)
    first, *_, new = candidates(found, found.lines[1])
    assert (first.name, first.verdict, new.verdict) == (FLEYRIAT, "sure", "new")
    told = new.key["new"] | {"finess_et": "010000032"}
    for key, action, number in (
        (first.key, Action.UNCHANGED, "010000024"),
        ({"new": told}, Action.CREATE, "010000032"),
    ):
        choices = Choices({(ChoiceKind.HOSPITAL, "Liste", "2"): key})
        line = check_book(index, book, ListKind.HOSPITALS, choices, {}, None, TODAY).lines[1]
        assert (line.status, line.action, line.hospital) == (Status.OK, action, number)


def test_what_is_no_name_no_geographic_number_or_another_region_is_asked(index: RegisterIndex) -> None:
    body = (
        ("structureet", "010000032", "010780062", "2,601E+13", 1, None, None),
        ("structureet", "690781810", "690781810", "Hospices civils de Lyon", 69, None, None),
        ("structureet", "740000237", "740781133", "CH Annecy Genevois", 75, None, None),
    )
    found = lines(index, *body)
    assert [line.status for line in found] == [Status.REVIEW] * 3
    assert [line.reasons[0].code for line in found] == ["hospital_name_damaged", "finess_is_legal", "region_differs"]
