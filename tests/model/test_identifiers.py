"""FINESS and RPPS numbers: form, key, and what to say of a wrong one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmr_desk.model.identifiers import finess_candidates, finess_problem, rpps_problem


@pytest.mark.parametrize("number", ["750100042", "750712184", "370000481", "010000024", "970408589", "540023264"])
def test_a_real_finess_number_is_accepted(number: str) -> None:
    assert finess_problem(number) is None


def test_corsican_departments_count_as_21_and_22_in_the_key() -> None:
    valid = {d: [n for n in range(10) if finess_problem(f"{d}000001{n}") is None] for d in ("2A", "21", "2B", "22")}
    assert valid["2A"] == valid["21"]
    assert valid["2B"] == valid["22"]
    assert len(valid["2A"]) == 1


def test_a_wrong_key_is_said_with_the_number() -> None:
    assert (
        finess_problem("750100043") == "Le numéro FINESS 750100043 n’a pas la bonne clé\u202f; vérifiez chaque chiffre."
    )


@pytest.mark.parametrize(
    "text", ["", "75010004", "7501000421", "2C0000014", "75 0100042", "７５０１０００４２", "2,601E+13"]
)
def test_what_is_no_finess_number_gets_one_sentence(text: str) -> None:
    problem = finess_problem(text)
    assert problem is not None
    assert problem.endswith(".")


def test_eight_digits_are_never_padded_but_the_lost_digit_is_proposed() -> None:
    assert "370000481" in finess_candidates("70000481")
    assert finess_problem("70000481") is not None


def test_candidates_all_have_a_right_key_and_those_that_lost_their_first_digit_come_first() -> None:
    candidates = finess_candidates("70000481")
    assert candidates[0] == "370000481"
    assert all(finess_problem(number) is None for number in candidates)
    assert finess_candidates("7000048") == ()


@given(st.from_regex(r"\A[0-9]{8}\Z"))
def test_exactly_one_digit_completes_a_number(eight: str) -> None:
    assert sum(finess_problem(eight + digit) is None for digit in "0123456789") == 1


@given(st.from_regex(r"\A[0-9]{8}\Z"), st.integers(0, 8))
def test_the_number_that_lost_a_digit_is_always_among_the_candidates(eight: str, lost: int) -> None:
    whole = next(eight + digit for digit in "0123456789" if finess_problem(eight + digit) is None)
    assert whole in finess_candidates(whole[:lost] + whole[lost + 1 :])


def test_a_rpps_number_has_eleven_digits() -> None:
    assert rpps_problem("10001234567") is None
    assert rpps_problem("1000123456") is not None
    assert rpps_problem("1000123456A") is not None
