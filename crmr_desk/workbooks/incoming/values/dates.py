"""Dates as people type them in French workbooks: the day first, always; what is not a whole date is not guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from crmr_desk.model.terms import add_years, french_date, short_date
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import RawLine, Typed, plain, quoted
from crmr_desk.workbooks.incoming.values.blanks import is_blank, says_nothing

DATES = (Target.START, Target.END, Target.LABEL_END)

_FIRST_DAY = dt.date(2004, 1, 1)
_YEARS_AHEAD = {Target.END: 8, Target.LABEL_END: 8}
"""A term ends up to five years after a start that may itself be two years ahead; a start, the default, two years."""
_SERIAL_ORIGIN = dt.date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)

_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            ("janvier", "janv", "jan"), ("fevrier", "fevr", "fev"), ("mars", "mar"), ("avril", "avr"), ("mai",),
            ("juin",), ("juillet", "juil"), ("aout",), ("septembre", "sept", "sep"), ("octobre", "oct"),
            ("novembre", "nov"), ("decembre", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_OPENING = re.compile(
    r"^(?:depuis|a compter|a partir|a effet|prise de fonctions?|date|jusqu'?|effectif|des|du|de|le|au|en|a|:"
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?=[ :.,]|$)[ :.,]*|^(?:jusqu'|d'|l')"
)
_CLOSING = re.compile(r"(?: a)?[ t]+\d{1,2}[:h]\d{2}(?::\d{2})?(?:\.\d+)?z?$")
_DAY_FIRST = re.compile(r"(\d{1,2}) ?([/.\- ]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})", re.ASCII)
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
_WORDED = re.compile(rf"(\d{{1,2}})(?:er|°)?[ \-/.]+{_MONTH}[ \-/.]*(\d{{4}}|'?\d{{2}})", re.ASCII)
_VAGUE = r"debut|fin|mi|courant|annee|rentree|printemps|ete|automne|hiver|\d ?e?r? ?(?:trimestre|semestre)|[ts]\d"
_PART = re.compile(
    rf"{_MONTH}[ \-/.]*'?(?:\d{{4}}|\d{{2}})?|\d{{1,2}}[/.\-]\d{{4}}|\d{{4}}[/.\-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:er)?[ \-/.]+{_MONTH}|(?:19|20)\d{{2}}"
    rf"|(?:{_VAGUE})[ \-/]*(?:{_MONTH})?[ \-/]*(?:19|20)\d{{2}}",
    re.ASCII,
)
_INSIDE = re.compile(
    rf"\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:er)? {_MONTH} \d{{4}}", re.ASCII
)


class DateRead(NamedTuple):
    """A date read, None when there is none or none can be told. With a doubt CONFIRM the value is what it would be if
    the user takes it upon themselves; NOTE leaves no doubt about it."""

    value: dt.date | None
    doubts: tuple[Reason, ...] = ()


_NOTHING = DateRead(None)
_Found = tuple[dt.date | None, str]


def read_date(typed: Typed | None, *, today: dt.date, month_first: bool = False) -> DateRead:
    """The date that a cell says, the day first. ``month_first``: another date of the column only makes sense the other
    way round (``month_first_columns``), so that 03/04/2024 is ambiguous."""
    if typed is None or says_nothing(typed):
        return _NOTHING
    found, code = _of_value(typed, month_first)
    doubts: tuple[Reason, ...] = (
        () if not code else (typed.reason(code, _sentence(code, typed.text, found), _DOUBTS[code]),)
    )
    if found is not None and _improbable(found, typed.target, today):
        text = f"Le {short_date(found)} est improbable pour ce réseau\u202f; vérifiez l’année."
        doubts += (typed.reason("date_improbable", text, Doubt.CONFIRM),)
    return DateRead(found, doubts) if found is not None or doubts else _NOTHING


def month_first_columns(lines: Iterable[RawLine]) -> frozenset[tuple[int, Target]]:
    """(table, target) of the date columns where a typed date can only be read with the month first (09/25/2023)."""
    return frozenset(
        (line.table, target)
        for line in lines
        for target in DATES
        if (typed := line.typed.get(target)) is not None
        and isinstance(typed.value, str)
        and _parsed(typed.text)[1] == "date_month_first"
    )


def looks_like_date(text: str) -> bool:
    """Whether a text is a date, whole or in part (sept. 2023), however doubtful."""
    found, code = _parsed(text)
    return found is not None or (bool(code) and code != "date_unreadable" and not text.isdecimal())


def _of_value(typed: Typed, month_first: bool) -> _Found:
    value = typed.value
    if isinstance(value, dt.datetime):
        return value.date(), ""
    if isinstance(value, dt.date):
        return value, ""
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _SERIALS:
        return _SERIAL_ORIGIN + dt.timedelta(days=int(value)), "date_serial"
    found, code = _parsed(typed.text)
    return found, "date_ambiguous" if month_first and code == "date_day_first" else code


@lru_cache(maxsize=20_000)
def _parsed(text: str) -> _Found:
    if is_blank(text):
        return None, ""
    words = _stripped(plain(text))
    if day_first := _DAY_FIRST.fullmatch(words):
        return _day_first(int(day_first[1]), int(day_first[3]), day_first[4])
    if iso := _ISO.fullmatch(words) or _COMPACT.fullmatch(words):
        year, month, day = int(iso[1]), int(iso[iso.re.groups - 1]), int(iso[iso.re.groups])
        return _day(year, month, day)
    if worded := _WORDED.fullmatch(words):
        return _with_year(int(worded[1]), _MONTHS[worded[2]], worded[3].lstrip("'"), "")
    if words.isdecimal() and int(words) in _SERIALS:
        return _SERIAL_ORIGIN + dt.timedelta(days=int(words)), "date_serial"
    if _PART.fullmatch(words):
        return None, "date_incomplete"
    return None, "date_several" if len(_INSIDE.findall(words)) > 1 else "date_unreadable"


def _stripped(words: str) -> str:
    words = _CLOSING.sub("", words.strip(" .,;()[]"))
    shorter = _OPENING.sub("", words)
    while shorter != words:
        words, shorter = shorter, _OPENING.sub("", shorter)
    return words.strip()


def _day_first(day: int, month: int, year: str) -> _Found:
    if month > 12 >= day and month <= 31:
        return None, "date_month_first"
    return _with_year(day, month, year, "date_day_first" if day <= 12 and day != month else "")


def _with_year(day: int, month: int, year: str, code: str) -> _Found:
    if len(year) == 2:
        return _day(2000 + int(year), month, day)[0], "date_two_digit_year"
    found, problem = _day(int(year), month, day)
    return found, problem or code


def _day(year: int, month: int, day: int) -> _Found:
    try:
        return dt.date(year, month, day), ""
    except ValueError:
        return None, "date_impossible"


def _improbable(found: dt.date, target: Target, today: dt.date) -> bool:
    return found < _FIRST_DAY or found > _last_day(today, _YEARS_AHEAD.get(target, 2))


@lru_cache(maxsize=100)
def _last_day(today: dt.date, years: int) -> dt.date:
    return add_years(today, years)


_DOUBTS = {
    "date_day_first": Doubt.NOTE,
    "date_serial": Doubt.NOTE,
    "date_ambiguous": Doubt.CONFIRM,
    "date_two_digit_year": Doubt.CONFIRM,
    "date_month_first": Doubt.CORRECT,
    "date_incomplete": Doubt.CORRECT,
    "date_impossible": Doubt.CORRECT,
    "date_several": Doubt.CORRECT,
    "date_unreadable": Doubt.CORRECT,
}


@lru_cache(maxsize=20_000)
def _sentence(code: str, text: str, found: dt.date | None) -> str:
    typed, day = quoted(text), short_date(found) if found is not None else ""
    return {
        "date_day_first": f"{typed} est lu le jour d’abord\u00a0: {french_date(found) if found else day}.",
        "date_serial": f"{typed} est un numéro de jour d’Excel, lu {day}.",
        "date_ambiguous": (
            f"{typed} peut se lire de deux façons, car une autre date de la colonne met le mois d’abord\u202f; "
            f"confirmez {day} ou corrigez."
        ),
        "date_two_digit_year": f"{typed} n’a que deux chiffres d’année\u202f; confirmez {day} ou corrigez."
        if found
        else f"{typed} n’a que deux chiffres d’année et n’existe pas\u202f; écrivez la date jj/mm/aaaa.",
        "date_month_first": f"{typed} semble mettre le mois d’abord\u202f; écrivez la date jj/mm/aaaa.",
        "date_incomplete": f"{typed} n’est pas une date complète\u202f; écrivez jour, mois et année, jj/mm/aaaa.",
        "date_impossible": f"{typed} n’existe pas au calendrier\u202f; vérifiez la date.",
        "date_several": f"{typed} contient plusieurs dates\u202f; n’en gardez qu’une, jj/mm/aaaa.",
        "date_unreadable": f"{typed} n’est pas une date\u202f; écrivez-la jj/mm/aaaa.",
    }[code]
