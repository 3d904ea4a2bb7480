from __future__ import annotations

import pytest

from crmr_desk.workbooks.checking.rows import Doubt
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.values.finess import FinessRead, looks_like_finess, read_finess
from crmr_desk.workbooks.reading.book import Value
from tests.workbooks.incoming.sheets import codes, typed


def read(value: Value) -> FinessRead:
    return read_finess(typed(value, Target.FINESS))


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("690784178", "690784178"),
        (690784178, "690784178"),
        (690784178.0, "690784178"),
        ("690784178.0", "690784178"),
        ("690 784\u00a0178", "690784178"),
        ("FINESS : 690784178", "690784178"),
        ("N° FINESS ET 690784178", "690784178"),
        ("'690784178", "690784178"),
        ("2a0004842", "2A0004842"),
    ],
)
def test_a_number_is_read_through_what_surrounds_it(value: Value, number: str) -> None:
    assert read(value) == FinessRead(number, valid=True, given=True)


def test_a_wrong_key_is_told_and_the_number_kept() -> None:
    found = read("690784179")
    assert (found.number, found.valid, codes(found.doubts)) == ("690784179", False, ["finess_key"])


@pytest.mark.parametrize(("value", "lost"), [("70000481", "370000481"), (60785003, "060785003")])
def test_a_lost_digit_is_never_put_back(value: Value, lost: str) -> None:
    found = read(value)
    assert (found.number, codes(found.doubts), found.doubts[0].doubt) == ("", ["finess_eight_digits"], Doubt.CONFIRM)
    assert lost in found.candidates


@pytest.mark.parametrize("value", ["1,23E+08", "1.23E+08", "1,2345e8", 123000000.0])
def test_a_number_rounded_by_a_spreadsheet_is_damaged(value: Value) -> None:
    found = read(value)
    assert (found.number, found.given, codes(found.doubts)) == ("", True, ["finess_damaged"])


@pytest.mark.parametrize("value", ["690784178 / 690784137", "690784178\n690784137", "ET 690784178 EJ 690784137"])
def test_of_two_numbers_neither_is_taken(value: str) -> None:
    found = read(value)
    assert (found.number, found.several, codes(found.doubts)) == ("", ("690784178", "690784137"), ["finess_several"])


@pytest.mark.parametrize("value", ["26010004500012", "6907841O8", "en cours"])
def test_anything_else_is_no_number(value: str) -> None:
    assert codes(read(value).doubts) == ["finess_form"]


def test_an_empty_cell_says_nothing() -> None:
    assert read_finess(None) == read("NC") == FinessRead()
    assert not looks_like_finess("690784179")
