"""Ditto marks: « idem », " and // stand for what the cell above says."""

from __future__ import annotations

import re
from functools import lru_cache

from crmr_desk.workbooks.incoming.typed import plain

_MARK = re.compile(
    r"idem|id\.?|ibid(?:em)?\.?|d?itto|dito|(?:voir|cf\.?) ci-dessus|comme ci-dessus|meme(?: chose)?|"
    r"""(?:[-–—_. ]*(?:["″“”„«»〃]|'{2}|´{2}|`{2}|/{2,}|,{2}|, ,|' '|/ /)[-–—_. ]*)+"""
)


@lru_cache(maxsize=20_000)
def is_ditto(text: str) -> bool:
    """Whether a text stands for the one above it."""
    return len(text) <= 20 and _MARK.fullmatch(plain(text)) is not None
