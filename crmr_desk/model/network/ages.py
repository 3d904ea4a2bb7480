"""The two ages of A3 §1, 65 and 68, for somebody in a seat. Pure functions; dates are included at both ends.

The text binds professeurs consultants; both birthdays are shown for everyone, since who stays on after 65 may become
one. Nothing is asked of the animateur of a FSMR (A3 §5).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from crmr_desk.model.kinds import Function, Status
from crmr_desk.model.terms import add_months, birthday, short_date

LIMITS = (65, 68)
PLACE = "A3 §1"
_ANIMATEUR = Function.ANIMATEUR
_MONTHS_AHEAD = 12
_DAY: Final = r"\d\d/\d\d/\d{4}"
_BIRTHDAY: Final = re.compile(rf"\b(6[58]\sans)\s(?:depuis\s)?le\s{_DAY}")
_SIX_MONTHS_BEFORE: Final = re.compile(rf",\sdue\sle\s{_DAY},|\sle\s{_DAY}\sau\splus\stard,(?=\ssix\smois\savant)")


class AgeLimit(NamedTuple):
    """A birthday that weighs on a mandate."""

    age: int
    on: dt.date

    @property
    def words(self) -> str:
        """68 ans le 03/02/2027."""
        return f"{self.age} ans le {short_date(self.on)}"


def limits_between(function: str, born: dt.date | None, first: dt.date, last: dt.date) -> list[AgeLimit]:
    """The birthdays of 65 and 68 from ``first`` to ``last`` that the holder of such a seat must reckon with."""
    if born is None or function == _ANIMATEUR:
        return []
    near = [age for age in LIMITS if first.year <= born.year + age <= last.year]
    return [AgeLimit(age, on) for age in near if first <= (on := birthday(born, age)) <= last]


def limit_ahead(
    function: str, status: str | None, born: dt.date | None, on: dt.date, end: dt.date | None
) -> AgeLimit | None:
    """The limit to show on ``on``: the next one before the mandate's end (within a year where the end is not known),
    or 68 already reached by a professeur consultant."""
    last = end if end is not None else add_months(on, _MONTHS_AHEAD)
    ahead = limits_between(function, born, on, last)
    if ahead:
        return ahead[0]
    if status == Status.PR_CONSULTANT:
        passed = limits_between(function, born, dt.date.min, on)
        return next((limit for limit in passed if limit.age == LIMITS[-1]), None)
    return None


def limit_note(limit: AgeLimit, function: str, status: str | None) -> str:
    """Why the birthday matters, in one sentence."""
    who = "" if status == Status.PR_CONSULTANT else "au-delà, "
    if limit.age == LIMITS[-1] and function == Function.COORDONNATEUR:
        rule = "un professeur consultant ne peut plus être coordonnateur"
    elif limit.age == LIMITS[-1]:
        rule = "le texte ne dit rien d’un professeur consultant responsable à cet âge, à apprécier"
    else:
        rule = "un professeur consultant doit être autorisé par l’ARS et garder une activité clinique dans le centre"
    return f"{limit.words}\u00a0: {who}{rule} (annexe 3, §\u00a01)."


def without_birthday(text: str) -> str:
    """What may leave the register of a text of the screen: « 68 ans » of « 68 ans le 03/02/2027 », which says the day
    of birth; so does the day by which a letter is due six months before."""
    said, found = _BIRTHDAY.subn(r"\1", text)
    return _SIX_MONTHS_BEFORE.sub("", said) if found else said
