"""How alike two names of hospitals are, as agencies type them: by the words that tell one hospital from another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from crmr_desk.model.network.names import fold

SAME_WORD = 86
"""Likeness, of 100, from which two words are one mistyped."""
SHORTEST_MISTYPED = 4
"""Letters that a word needs to be recognised although mistyped: « Nord » yes, « Est » no."""

_GENERIC = frozenset((
    "centre", "centres", "hospitalier", "hospitaliere", "hospitaliers", "universitaire", "universitaires", "regional",
    "regionale", "regionaux", "chu", "chru", "chr", "ch", "hu", "ghu", "gh", "ght", "groupe", "groupement", "hospitalo",
    "hopital", "hopitaux", "hop", "hosp", "hospital", "site", "pole", "institut", "etablissement", "ctre", "hospit",
    "univ", "reg", "inter", "intercommunal", "chi", "chic", "clinique", "antenne", "de", "du", "des", "la", "le", "les",
    "l", "d", "et", "en", "a", "au", "aux", "sur", "sous",
))  # fmt: skip
_ALIASES = (
    ("assistance publique des hopitaux", "assistance publique hopitaux"),
    ("assistance publique hopitaux de paris", "aphp"),
    ("assistance publique hopitaux paris", "aphp"),
    ("assistance publique hopitaux de marseille", "aphm"),
    ("assistance publique hopitaux marseille", "aphm"),
    ("assistance publique de paris", "aphp"),
    ("assistance publique de marseille", "aphm"),
    ("ap hp", "aphp"),
    ("ap hm", "aphm"),
    ("hospices civils de lyon", "hcl"),
    ("hospices civils lyon", "hcl"),
    ("hfme", "femme mere enfant"),
)
_WRITTEN_OUT = {"st": "saint", "ste": "sainte"}
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_ALL = 0.99
_LETTERS = 5
"""Letters that the words of its own need to mean one hospital: « Necker » does, « Nord » does not."""


class Likeness(NamedTuple):
    """How much of a name typed is found in a name known, and the other way round, from 0 to 1; ``typed`` also counts
    the words of the town and of the legal entity. ``telling``: a word was typed that tells hospitals apart; ``exact``:
    all of them are found letter for letter; ``whole``: every word that is the hospital's own, not its town's or its
    entity's, was typed."""

    typed: float
    known: float
    telling: bool
    exact: bool
    whole: bool

    @property
    def complete(self) -> bool:
        """Every word typed is found, letter for letter or mistyped."""
        return self.telling and self.typed >= _ALL

    @property
    def agrees(self) -> bool:
        """Nothing typed speaks against it."""
        return not self.telling or self.typed >= _ALL

    @property
    def score(self) -> int:
        """Of 100."""
        return round(100 * (0.7 * self.typed + 0.3 * self.known)) if self.telling else 0


_SILENT = Likeness(0, 0, telling=False, exact=False, whole=False)


@lru_cache(maxsize=50_000)
def likeness(words: frozenset[str], own: frozenset[str], around: frozenset[str]) -> Likeness:
    """Compare the telling words typed with those of the name of a hospital (``own``) and of what lies around it: its
    town and its legal entity (``around``)."""
    if not words:
        return _SILENT
    everything = own | around
    specific = own - around
    return Likeness(
        typed=_part(words, everything),
        known=_part(own, words),
        telling=True,
        exact=words <= everything,
        whole=sum(map(len, specific)) >= _LETTERS and _part(specific, words) >= _ALL,
    )


@lru_cache(maxsize=50_000)
def telling_words(text: str) -> frozenset[str]:
    """The words that tell one hospital from another: without « centre hospitalier », articles, initials and the like;
    HCL for « Hospices civils de Lyon », « saint » for « St »."""
    folded = f" {' '.join(_WRITTEN_OUT.get(word, word) for word in fold(_plain(text)).split())} "
    for long, short in _ALIASES:
        folded = folded.replace(f" {long} ", f" {short} ")
    return frozenset(word for word in folded.split() if word not in _GENERIC and (len(word) > 1 or word.isdecimal()))


@lru_cache(maxsize=100_000)
def same_word(one: str, other: str) -> bool:
    """Whether two words are the same, or one is the other mistyped."""
    if one == other:
        return True
    return min(len(one), len(other)) >= SHORTEST_MISTYPED and fuzz.ratio(one, other) >= SAME_WORD


def _part(words: frozenset[str], among: frozenset[str]) -> float:
    """The part of ``words``, by letters, that is found ``among`` others."""
    total = sum(map(len, words))
    missing = words - among
    lost = sum(len(word) for word in missing if not any(same_word(word, other) for other in among))
    return 1 - lost / total if total else 0.0


def _plain(text: str) -> str:
    """C.H.U. is CHU, and « Hop. » no more than « Hop »."""
    return _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", text).replace(".", " ")
