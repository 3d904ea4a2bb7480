"""How alike two names are, of hospitals as agencies type them and of people."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from crmr_desk.model.network.names import fold

_SAME_WORD = 86
"""Likeness, of 100, from which two words are one mistyped."""

_GENERIC = frozenset(
    re.split(
        " ",
        "centre centres hospitalier hospitaliere hospitaliers universitaire universitaires regional regionale chu chru "
        "chr ch ghu gh ght groupe hopital hopitaux hop hosp hospital site pole institut etablissement clinique antenne "
        "de du des la le les l d et en a au aux sur sous",
    )
)
_ALIASES = (
    ("assistance publique hopitaux de paris", "aphp"),
    ("assistance publique hopitaux de marseille", "aphm"),
    ("assistance publique des hopitaux de paris", "aphp"),
    ("ap hp", "aphp"),
    ("ap hm", "aphm"),
    ("hospices civils de lyon", "hcl"),
    ("hospices civils lyon", "hcl"),
    ("hfme", "femme mere enfant"),
    ("hop femme mere enfant", "femme mere enfant"),
    ("hopital st", "hopital saint"),
)
_WRITTEN_OUT = {"st": "saint", "ste": "sainte"}
_TOWN_OF_GROUP = {"hcl": "lyon", "aphp": "paris", "aphm": "marseille"}


_INITIALS = re.compile(r"\b(?:[A-Za-z]\.){2,}")


def _plain(text: str) -> str:
    """C.H.U. is CHU, and « Hop. » no more than « Hop »."""
    return _INITIALS.sub(lambda found: found[0].replace(".", "") + " ", text).replace(".", " ")


class Likeness(NamedTuple):
    """How much of each name is found in the other, from 0 to 1. ``typed`` is 1 when every word that was typed and means
    something is found; ``telling`` is False when none was."""

    typed: float
    known: float
    telling: bool

    @property
    def agrees(self) -> bool:
        """Nothing typed speaks against it."""
        return not self.telling or self.typed >= 0.99

    @property
    def score(self) -> int:
        """Of 100."""
        return round(100 * (0.7 * self.typed + 0.3 * self.known)) if self.telling else 0


@lru_cache(maxsize=50_000)
def likeness(typed: str, name: str, town: str = "") -> Likeness:
    """Compare what was typed with the name and town of a hospital."""
    words, known = telling_words(typed), telling_words(name)
    if not words:
        return Likeness(0, 0, telling=False)
    places = known | telling_words(town) | {_TOWN_OF_GROUP[word] for word in known if word in _TOWN_OF_GROUP}
    found = sum(len(word) for word in words if _within(word, places))
    met = sum(len(word) for word in known if _within(word, words))
    return Likeness(found / sum(map(len, words)), met / max(sum(map(len, known)), 1), telling=True)


@lru_cache(maxsize=50_000)
def telling_words(text: str) -> frozenset[str]:
    """The words that tell one hospital from another: without « centre hospitalier », articles and the like."""
    folded = " ".join(_WRITTEN_OUT.get(word, word) for word in fold(_plain(text)).split())
    for long, short in _ALIASES:
        folded = f" {folded} ".replace(f" {long} ", f" {short} ").strip()
    return frozenset(word for word in folded.split() if word not in _GENERIC)


def _within(word: str, words: frozenset[str]) -> bool:
    if word in words:
        return True
    return len(word) > 3 and any(len(other) > 3 and fuzz.ratio(word, other) >= _SAME_WORD for other in words)
