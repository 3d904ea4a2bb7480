"""FINESS numbers as spreadsheets damage them: never completed or corrected, what may be meant is proposed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from crmr_desk.model.identifiers import finess_candidates, finess_problem
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.typed import Typed, quoted
from crmr_desk.workbooks.incoming.values.blanks import says_nothing

_LABEL = re.compile(r"\b(?:N[°ºO.]*\s*)?FINESS\b|\b(?:N[°º]|EJ|ET|GEO|JURIDIQUE|GEOGRAPHIQUE|NUMERO)\b|[:()'\"’«»°]")
_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}", re.ASCII)
_POINT_ZERO = re.compile(r"([\dAB]{6,9})[.,]0+", re.ASCII)
_NUMBER = re.compile(r"(?:\d{2}|2[AB])\d{7}", re.ASCII)
_BREAKS = re.compile(r"[/;|\n\r&+]|,(?!\d)|\bOU\b|\bET\b|\s-\s", re.ASCII)


class FinessRead(NamedTuple):
    """A FINESS number read. ``number`` has nine characters, "" when the cell gives none that can be sought; ``valid``:
    its key is right. ``candidates`` are the numbers with a right key from which one digit may have been lost (those
    that lost the first one come first); ``several`` the numbers when the cell holds more than one. ``given``: something
    was typed."""

    number: str = ""
    valid: bool = False
    candidates: tuple[str, ...] = ()
    several: tuple[str, ...] = ()
    given: bool = False
    doubts: tuple[Reason, ...] = ()


_NOTHING = FinessRead()
_Parsed = tuple[str, bool, tuple[str, ...], tuple[str, ...], str]


def read_finess(typed: Typed | None) -> FinessRead:
    """The FINESS number of a cell, with what is wrong about it."""
    if typed is None or says_nothing(typed):
        return _NOTHING
    value = typed.value
    number = isinstance(value, int | float) and not isinstance(value, bool)
    parsed = _parsed(value if isinstance(value, str) else typed.text, number)
    found, valid, candidates, several, code = parsed
    if not code:
        return _good(found)
    doubt = typed.reason(code, _sentence(code, typed.text, candidates, several), _DOUBTS[code])
    return FinessRead(found, valid, candidates, several, True, (doubt,))


def looks_like_finess(text: str) -> bool:
    """Whether a text is a FINESS number with a right key, or one that a spreadsheet damaged beyond doubt."""
    number = _digits(text.upper())
    return _NUMBER.fullmatch(number) is not None and finess_problem(number) is None


@lru_cache(maxsize=20_000)
def _good(number: str) -> FinessRead:
    return FinessRead(number, valid=True, given=True)


@lru_cache(maxsize=20_000)
def _parsed(text: str, is_number: bool) -> _Parsed:
    upper = text.upper().strip()
    if _SCIENTIFIC.fullmatch(upper.replace(" ", "")):
        return "", False, (), (), "finess_damaged"
    numbers = _numbers(upper)
    if len(numbers) > 1:
        return "", False, (), numbers, "finess_several"
    return _single(numbers[0] if numbers else _digits(upper), is_number)


def _numbers(upper: str) -> tuple[str, ...]:
    """Each different number of a cell that holds several; a single one may have spaces inside."""
    found = dict.fromkeys(n for part in _BREAKS.split(upper) if _NUMBER.fullmatch(n := _digits(part)))
    if not found:
        found = dict.fromkeys(word for word in _LABEL.sub(" ", upper).split() if _NUMBER.fullmatch(word))
    return tuple(found)


def _digits(upper: str) -> str:
    words = _LABEL.sub(" ", upper)
    whole = _POINT_ZERO.fullmatch(words.strip())
    return whole[1] if whole else re.sub(r"[\s.\-]", "", words)


def _single(number: str, is_number: bool) -> _Parsed:
    problem = finess_problem(number)
    if problem is None:
        return number, True, (), (), ""
    if _NUMBER.fullmatch(number):
        if is_number and number.endswith("00000"):
            return "", False, (), (), "finess_damaged"
        return number, False, (), (), "finess_key"
    candidates = finess_candidates(number)
    if candidates:
        return "", False, candidates, (), "finess_eight_digits"
    return "", False, (), (), "finess_form"


_DOUBTS = {
    "finess_damaged": Doubt.CORRECT,
    "finess_several": Doubt.CONFIRM,
    "finess_key": Doubt.CONFIRM,
    "finess_eight_digits": Doubt.CONFIRM,
    "finess_form": Doubt.CORRECT,
}


@lru_cache(maxsize=5_000)
def _sentence(code: str, text: str, candidates: tuple[str, ...], several: tuple[str, ...]) -> str:
    typed = quoted(text)
    if code == "finess_damaged":
        return f"{typed} est un numéro FINESS abîmé par le tableur\u202f; retrouvez ses neuf caractères."
    if code == "finess_several":
        return f"{typed} contient plusieurs numéros FINESS ({', '.join(several)})\u202f; n’en gardez qu’un."
    if code == "finess_key":
        return f"Le numéro FINESS {typed} n’a pas la bonne clé\u202f; vérifiez chaque chiffre."
    if code == "finess_eight_digits":
        # The zero that a spreadsheet program takes away is the one loss worth a guess: any other digit fits some key.
        perhaps = f", peut-être {candidates[0]}" if candidates[0].startswith("0") else ""
        return (
            f"{typed} compte huit chiffres, un numéro FINESS en compte neuf\u202f; retrouvez le chiffre perdu{perhaps}."
        )
    return f"{typed} n’est pas un numéro FINESS\u202f; il a neuf caractères, des chiffres ou 2A et 2B en tête."
