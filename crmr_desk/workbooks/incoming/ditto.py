"""Ditto marks: « idem », " and // stand for what the cell above says."""

from __future__ import annotations

import re

_WORDS = frozenset(
    ("idem", "id", "id.", "ibid", "ibid.", "ibidem", "dito", "ditto", "voir ci-dessus", "cf. ci-dessus", "cf ci-dessus")
)
_BEGINNINGS = frozenset("-–—_. \"'″“”„«»〃´`/,")
_SIGNS = re.compile(
    r"""(?:[-–—_. ]*(?:["″“”„«»〃]|'{2}|´{2}|`{2}|/{2,}|,{2}|, ,|' '|/ /)[-–—_. ]*)+""",
)
_LONGEST = 20


def is_ditto(text: str) -> bool:
    """Whether a text stands for the one above it."""
    if not text or len(text) > _LONGEST:
        return False
    if text[0] in _BEGINNINGS:
        return _SIGNS.fullmatch(text) is not None
    return text.lower() in _WORDS
