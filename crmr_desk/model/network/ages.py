"""The two ages of A3 §1, 65 and 68, for somebody in a seat. Pure functions; dates are included at both ends.

The text binds professeurs consultants. A PU-PH is watched too: to stay after 65 he would become one. It asks nothing of
other physicians, nor of the animateur of a FSMR (A3 §5).
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from crmr_desk.model.kinds import Function, Status
from crmr_desk.model.terms import add_months, birthday, short_date

LIMITS = (65, 68)
WATCHED = frozenset({Status.PR_CONSULTANT.value, Status.PU_PH.value})
PLACE = "A3 §1"
_MONTHS_AHEAD = 12


class AgeLimit(NamedTuple):
    """A birthday that weighs on a mandate."""

    age: int
    on: dt.date

    @property
    def words(self) -> str:
        """68 ans le 03/02/2027."""
        return f"{self.age} ans le {short_date(self.on)}"


def limits_between(
    function: str, status: str | None, born: dt.date | None, first: dt.date, last: dt.date
) -> list[AgeLimit]:
    """The birthdays of 65 and 68 from ``first`` to ``last`` that the holder of such a seat must reckon with."""
    if born is None or status not in WATCHED or function == Function.ANIMATEUR:
        return []
    near = [age for age in LIMITS if first.year <= born.year + age <= last.year]
    days = [AgeLimit(age, birthday(born, age)) for age in near]
    return [limit for limit in days if first <= limit.on <= last]


def limit_ahead(
    function: str, status: str | None, born: dt.date | None, on: dt.date, end: dt.date | None
) -> AgeLimit | None:
    """The limit to show on ``on``: the next one before the mandate's end (within a year where the end is not known),
    or 68 already reached by a professeur consultant."""
    if born is None or status not in WATCHED:
        return None
    last = end if end is not None else add_months(on, _MONTHS_AHEAD)
    ahead = limits_between(function, status, born, on, last)
    if ahead:
        return ahead[0]
    if status == Status.PR_CONSULTANT:
        passed = limits_between(function, status, born, dt.date.min, on)
        return next((limit for limit in passed if limit.age == LIMITS[-1]), None)
    return None


def limit_note(limit: AgeLimit, function: str, status: str | None) -> str:
    """Why the birthday matters, in one sentence."""
    if limit.age == LIMITS[-1] and function == Function.COORDONNATEUR:
        return f"{limit.words}\u00a0: un professeur consultant ne peut plus être coordonnateur (annexe 3, § 1)."
    if limit.age == LIMITS[-1]:
        return f"{limit.words}\u00a0: le texte ne dit rien d’un responsable de cet âge, à apprécier (annexe 3, § 1)."
    if status == Status.PU_PH:
        return f"{limit.words}\u00a0: il faudrait poursuivre comme professeur consultant autorisé (annexe 3, § 1)."
    return f"{limit.words}\u00a0: autorisation de l’ARS et activité clinique dans le centre (annexe 3, § 1)."
