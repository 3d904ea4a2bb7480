"""A day, its arithmetic and what the calendar says of it."""

from __future__ import annotations

import datetime as dt

import pytest

from crmr_desk.model.deadlines.calendar_words import calendar_words
from crmr_desk.model.deadlines.holidays import holiday, is_working, next_working
from crmr_desk.model.deadlines.reckoning import Reckoning, chosen, days_after, known, term, year_end

D = dt.date


@pytest.mark.parametrize(
    ("reckoning", "on", "words"),
    [
        (term(D(2021, 12, 1), 5), D(2026, 11, 30), "01/12/2021 + 5 ans = 30/11/2026, dernier jour compris."),
        (Reckoning("months", D(2026, 8, 31), 6), D(2027, 2, 28), "31/08/2026 + 6 mois = 28/02/2027."),
        (Reckoning("birthday", D(1960, 2, 29), 65), D(2025, 3, 1), "29/02/1960 + 65 ans = 01/03/2025."),
        (days_after(D(2026, 11, 20), D(2026, 11, 21)), D(2026, 11, 21), "20/11/2026 + 1 jour = 21/11/2026."),
        (
            Reckoning("before", D(2027, 2, 28), 6),
            D(2026, 8, 31),
            "31/08/2026 + 6 mois = 28/02/2027, au plus tard le 28/02/2027.",
        ),
        (year_end(2026), D(2026, 12, 31), "Fin de l’année 2026\u00a0: 31/12/2026."),
        (
            Reckoning("earliest", D(2028, 12, 31), others=(D(2028, 9, 30),), label="Fin des labels"),
            D(2028, 9, 30),
            "Fin des labels, le plus tôt de 31/12/2028, 30/09/2028\u00a0: 30/09/2028.",
        ),
        (known(D(2027, 3, 1), "Date annoncée"), D(2027, 3, 1), "Date annoncée\u00a0: 01/03/2027."),
    ],
)
def test_the_day_and_its_arithmetic_come_from_the_same_facts(reckoning: Reckoning, on: D, words: str) -> None:
    assert (reckoning.evaluate(), reckoning.words) == (on, words)


@pytest.mark.parametrize(
    ("day", "region", "name"),
    [
        (D(2026, 11, 11), "", "Armistice"),
        (D(2026, 4, 6), "11", "Lundi de Pâques"),
        (D(2027, 1, 1), "", "Jour de l’an"),
        (D(2026, 4, 3), "44", "Vendredi saint (Alsace-Moselle)"),
        (D(2026, 4, 3), "32", ""),
        (D(2026, 12, 20), "04", "Abolition de l’esclavage"),
        (D(2026, 5, 22), "02", "Abolition de l’esclavage"),
        (D(2026, 5, 22), "01", ""),
        (D(2026, 4, 3), "01", ""),
        (D(2026, 7, 21), "02", ""),
        (D(2026, 11, 20), "", ""),
    ],
)
def test_holidays_are_those_of_the_country_and_of_the_region(day: D, region: str, name: str) -> None:
    assert holiday(day, region) == name


def test_the_next_working_day_passes_over_holidays_and_week_ends() -> None:
    assert next_working(D(2026, 12, 25)) == D(2026, 12, 28)
    assert next_working(D(2026, 11, 20)) == D(2026, 11, 20)
    assert next_working(D(2026, 4, 3), "44") == D(2026, 4, 7)
    assert not is_working(D(2026, 11, 21))


def test_the_calendar_puts_off_no_term_of_the_text_and_names_the_next_working_day_of_one_that_was_chosen() -> None:
    assert calendar_words(D(2026, 11, 30), "", shown=False) == "Lundi ouvré, la date n’est pas décalée."
    assert calendar_words(D(2028, 9, 30), "", shown=False) == (
        "Samedi\u00a0: un terme fixé par le texte ou par une période n’est pas décalé."
    )
    assert calendar_words(D(2026, 12, 25), "", shown=True) == (
        "Vendredi férié, Noël\u00a0: le jour ouvré suivant est le lundi 28/12/2026."
    )
    assert chosen(D(2026, 12, 25), "Jour choisi").is_free
    assert not term(D(2026, 1, 1), 5).is_free
