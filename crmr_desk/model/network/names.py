"""Names as people write, sort and search them in French. Standard library only."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from crmr_desk.model.kinds import Function

_LETTERS = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"} | dict.fromkeys("’'-‐–,;:()/«»", " "))
_ACCENTS, _LAST_ACCENT = re.compile("[\u0300-\u036f]"), "\u036f"
"""Those of European languages; what combines in others comes after them."""
_UNSEEN = frozenset("\u200b\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Bidirectional marks and spaces of no width; joiners stay, emoji are made with them."""

_NEUTRAL = {
    Function.COORDONNATEUR: "Coordination",
    Function.RESPONSABLE_SITE: "Responsable de site",
    Function.RESPONSABLE_CCMR: "Responsable",
    Function.ANIMATEUR: "Animation",
}
_GENDERED = {
    (Function.COORDONNATEUR, "Mme"): "Coordonnatrice",
    (Function.COORDONNATEUR, "M."): "Coordonnateur",
    (Function.ANIMATEUR, "Mme"): "Animatrice",
    (Function.ANIMATEUR, "M."): "Animateur",
}


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """``text`` for searching: lower case, no accents, œ as oe, punctuation as spaces, FAI²R as fai2r."""
    plain = text.translate(_LETTERS)
    if not plain.isascii():
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))
        if max(plain, default="") > _LAST_ACCENT:
            plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.lower().split())


def collation(text: str) -> tuple[str, str]:
    """Key that sorts as a French dictionary does: accents, case and hyphens count only between equals."""
    return fold(text), text


def full_name(title: str, first_name: str, last_name: str) -> str:
    """Ready to print: Pr Solène Aubrac."""
    return " ".join([part for part in (title, first_name, last_name) if part])


def as_typed(text: str) -> str:
    """``text`` as it was typed, without what cannot be seen: controls, bidirectional marks, spaces of no width, outer
    spaces.

    Markup and emoji stay: they are plain text everywhere.
    """
    spaced = "".join(" " if c in "\t\n\r\v\f" else c for c in text)
    return "".join(c for c in spaced if unicodedata.category(c) not in ("Cc", "Cs") and c not in _UNSEEN).strip()


def role_word(function: Function, title: str) -> str:
    """The function as said of one person: in the feminine or masculine where the title tells it, else neutral."""
    return _GENDERED.get((function, title), _NEUTRAL[function])
