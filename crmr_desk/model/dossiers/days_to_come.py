"""Days to come that somebody types: the day of an answer, of a waking."""

from __future__ import annotations

import datetime as dt
from typing import Final

from crmr_desk.model.errors import UserError
from crmr_desk.model.terms import add_years, short_date

YEARS_TO_ANSWER: Final = 2
YEARS_ASLEEP: Final = 10
"""Beyond, the year was typed wrong."""


def check_answer_day(day: dt.date, today: dt.date) -> None:
    """Raises UserError for a day of answer that is not to come, or is years away."""
    if day <= today:
        raise UserError(f"Le {short_date(day)} n’est pas à venir\u00a0: laissez le temps de répondre.")
    check_year(day, today, YEARS_TO_ANSWER)


def check_year(day: dt.date, today: dt.date, years: int) -> None:
    """Raises UserError for a day more than ``years`` after ``today``."""
    if day > add_years(today, years):
        raise UserError(f"Le {short_date(day)} est dans plus de {years} ans\u00a0: vérifiez l’année.")
