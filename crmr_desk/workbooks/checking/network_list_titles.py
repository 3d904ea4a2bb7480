"""Titles of reference centres as national lists write them: which of them are the same, and what they are about."""

from __future__ import annotations

import re
from functools import lru_cache

from crmr_desk.model.network.names import fold

_ACRONYM = re.compile(r"\s*\(([^()]{2,20})\)\s*$")
_AHEAD = re.compile(r"^([^\s-]+)\s+[-–]\s+(?=centres? de r)", re.IGNORECASE)
"""« Néphrogones - centre de référence des maladies rénales »."""
_HEAD = re.compile(
    r"^centres?\s+(?:nation(?:al|aux)\s+)?de\s+(?:r[ée]f[ée]rence|comp[ée]tences?)\s+"
    r"(?:(?:des|du|de\s+la|de\s+l['’]|de|d['’]|(?:pour|sur)\s+(?:les|le|la|l['’]))\s*)?(?!\s)",
    re.IGNORECASE,
)
_SMALL = frozenset(("et", "de", "des", "du", "la", "le", "les", "l", "d", "a", "au", "aux", "en", "par"))
_LONGEST_ACRONYM = 12


@lru_cache(maxsize=5_000)
def acronym_of(title: str) -> str:
    """The acronym in brackets at the end of a title, or ahead of « centre de référence »; "" when there is none."""
    found = _ACRONYM.search(title) or _AHEAD.match(title)
    if found is None:
        return ""
    acronym = re.sub(r"\s*-\s*", "-", found[1].strip())
    return acronym if " " not in acronym and len(acronym) <= _LONGEST_ACRONYM else ""


@lru_cache(maxsize=5_000)
def subject_of(title: str) -> str:
    """What a centre is about: « Maladie de Huntington » for « Centre de référence de la maladie de Huntington »."""
    bare = _AHEAD.sub("", _ACRONYM.sub("", title) if acronym_of(title) else title)
    subject = _HEAD.sub("", bare)
    return subject[:1].upper() + subject[1:]


@lru_cache(maxsize=5_000)
def subject_key(title: str) -> str:
    """The same for two spellings of one subject: small words, plurals, signs and spaces do not count."""
    words = re.sub(r"[^a-z0-9 ]", " ", fold(subject_of(title))).split()
    return "".join(word.rstrip("sx") if len(word) > 3 else word for word in words if word not in _SMALL)


def acronym_key(acronym: str) -> str:
    """The same for « C- MAVEM » and « C-Mavem »."""
    return "".join(sign for sign in fold(acronym) if sign.isalnum())
