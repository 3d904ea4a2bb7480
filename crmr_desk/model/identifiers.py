"""FINESS and RPPS numbers: form and key. Standard library only.

A number is never corrected silently: what is wrong is said in one French sentence, and candidates are proposed.
"""

from __future__ import annotations

import re

_FINESS = re.compile(r"(?:\d{2}|2[AB])\d{7}", re.ASCII)
_RPPS = re.compile(r"\d{11}", re.ASCII)
_EIGHT = re.compile(r"\d{8}", re.ASCII)
_CORSICA = {"2A": "21", "2B": "22"}


def finess_problem(text: str) -> str | None:
    """Why ``text`` is no FINESS number, as one French sentence; None when its form and its key are right.

    The key is Luhn's over the nine characters, Corsican 2A and 2B counting as 21 and 22.
    """
    if _FINESS.fullmatch(text) is None:
        return _form_problem(text)
    if not _luhn(_digits(text)):
        return f"Le numéro FINESS {text} n’a pas la bonne clé\u202f; vérifiez chaque chiffre."
    return None


def finess_candidates(text: str) -> tuple[str, ...]:
    """The FINESS numbers from which one digit may have been lost to give the eight digits of ``text``.

    Those that lost their first digit come first; all have a right key. The caller keeps the ones that exist and lets
    the user choose. Empty when ``text`` is not made of eight digits.
    """
    if _EIGHT.fullmatch(text) is None:
        return ()
    found: dict[str, None] = {}
    for place in range(9):
        for digit in "0123456789":
            number = text[:place] + digit + text[place:]
            if _luhn(number):
                found[number] = None
    return tuple(found)


def rpps_problem(text: str) -> str | None:
    """Why ``text`` cannot be a RPPS number, as one French sentence; None when it has eleven digits."""
    if _RPPS.fullmatch(text) is None:
        return f"«\u202f{text}\u202f» n’est pas un numéro RPPS\u00a0: il faut onze chiffres, sans espace."
    return None


def _form_problem(text: str) -> str:
    if not text:
        return "Le numéro FINESS manque."
    candidates = finess_candidates(text)
    if candidates:
        return (
            f"«\u202f{text}\u202f» compte huit chiffres, un numéro FINESS en compte neuf\u202f; "
            f"retrouvez le chiffre perdu, peut-être {candidates[0]}."
        )
    return (
        f"«\u202f{text}\u202f» n’est pas un numéro FINESS\u00a0: il compte neuf caractères, "
        "des chiffres seulement, ou 2A et 2B en tête pour la Corse."
    )


def _digits(finess: str) -> str:
    return _CORSICA.get(finess[:2], finess[:2]) + finess[2:]


def _luhn(digits: str) -> bool:
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + position % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
