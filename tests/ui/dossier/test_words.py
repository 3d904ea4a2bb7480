"""Dates as they are typed, and the sentences of the wizard."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmr_desk.model.terms import short_date
from crmr_desk.ui.dossier import words
from tests.ui.dossier import samples


@pytest.mark.parametrize("typed", ["01/05/2027", "1/5/2027", "1.5.2027", "01-05-2027", "01052027", " 1 5 2027 "])
def test_a_day_is_read_however_it_is_typed(typed: str) -> None:
    assert words.read_date(typed) == dt.date(2027, 5, 1)


def test_nothing_typed_is_no_day() -> None:
    assert words.read_date("  ") is None


@pytest.mark.parametrize("typed", ["1/5/27", "mai 2027", "2027-05-01x", "1/5"])
def test_an_unreadable_day_says_how_to_type_one(typed: str) -> None:
    with pytest.raises(ValueError, match="par exemple 01/05/2027"):
        words.read_date(typed)


def test_a_day_that_the_calendar_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="Le 30/02/2027 n’existe pas"):
        words.read_date("30/02/2027")


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_day_shown_is_read_back(day: dt.date) -> None:
    assert words.read_date(short_date(day)) == day


def test_the_count_of_papers_leaves_out_those_not_asked_for() -> None:
    assert words.pieces_count(samples.PIECES) == "3\u00a0reçues sur 5"


def test_a_reason_of_a_few_letters_is_not_enough() -> None:
    assert "au moins 10" in words.reason_problem("décès    ")
    assert words.reason_problem("Mutation notifiée") == ""


def test_the_page_of_papers_says_that_one_can_go_on() -> None:
    view = samples.sample()
    assert "pièces manquantes seront redemandées" in words.next_message(view, view.steps[3])[1]
    assert words.next_message(samples.ready(), view.steps[3]) == ("", "")


def test_an_unanswered_question_is_counted() -> None:
    view = samples.sample()
    assert "manque encore 1\u00a0réponse" in words.next_message(view, view.steps[1])[1]


def test_the_button_leads_somewhere_with_its_article() -> None:
    assert words.destination(samples.STEPS[4]) == "les constats"
    conclusion = replace(samples.STEPS[5], title="Conclusion")
    assert words.destination(conclusion) == "la conclusion"
    assert words.destination(samples.STEPS[1]) == "«\u202fSituation\u202f»"


def test_a_place_fits_a_narrow_column() -> None:
    assert words.short_place("A3 §2b") == "A3 §\u00a02\u00a0b"
    assert words.short_place("") == "hors texte"
