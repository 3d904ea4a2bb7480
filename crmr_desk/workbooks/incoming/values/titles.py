"""Titles around a name: « Pr », « Mme le Dr », « DUPONT Jean (Pr) »."""

from __future__ import annotations

import re
from functools import lru_cache

from crmr_desk.workbooks.incoming.typed import plain

_TITLES = {
    **dict.fromkeys(("pr", "prof", "professeur", "professeure", "pre", "prs"), "Pr"),
    **dict.fromkeys(("dr", "docteur", "docteure", "doc", "dre", "drs"), "Dr"),
    **dict.fromkeys(("mme", "madame", "mlle", "mademoiselle"), "Mme"),
    **dict.fromkeys(("m", "mr", "monsieur", "mm"), "M."),
}
_STRENGTH = {"Pr": 3, "Dr": 2, "Mme": 1, "M.": 1, "": 0}
_GLUED = re.compile(r"^(pr|dr|mme|mr|m|prof)\.(?=[^\W\d_]{2})", re.IGNORECASE)


@lru_cache(maxsize=1_000)
def title_of(text: str) -> str:
    """Pr, Dr, M. or Mme as typed in any way (« Madame le Docteur » is Dr); "" when none."""
    return without_titles(plain(text).split())[0]


@lru_cache(maxsize=20_000)
def title_word(word: str) -> str:
    """The title that one word is, "" when it is none."""
    return _TITLES.get(plain(word).strip(".,:"), "")


def strongest(*titles: str) -> str:
    """Pr before Dr before M. and Mme."""
    return max(titles, key=_STRENGTH.__getitem__)


def without_titles(words: list[str]) -> tuple[str, list[str]]:
    """The strongest title at either end, and the words without them; « M. » after « Dr » is an initial."""
    title, words = "", [part for word in words for part in _GLUED.sub(r"\1. ", word).split()]
    while words:
        found = title_word(words[0])
        article = plain(words[0]) in ("le", "la") and len(words) > 1 and title_word(words[1]) in ("Pr", "Dr")
        if not article and (not found or (found in ("M.", "Mme") and title and plain(words[0]) in ("m.", "m"))):
            break
        title, words = strongest(title, found), words[1:]
    while len(words) > 1 and title_word(words[-1]) in ("Pr", "Dr"):
        title, words = strongest(title, title_word(words[-1])), words[:-1]
    return title, words
