"""What somebody types to find something, and how names are cut into what is looked for. Standard library only."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crmr_desk.model.network.names import fold

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"])
"""Words that a name may have or lack: they are not looked for beside others, and give no initial."""
_LONGEST_SIGLE = 5
_FEWEST_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """The folded words typed. ``capitals``: they are all in capitals, as sigles and initials are."""

    words: tuple[str, ...]
    capitals: bool = False

    @property
    def joined(self) -> str:
        """The words run together: a number typed in groups, a sigle."""
        return "".join(self.words)

    @property
    def is_number(self) -> bool:
        """Whether a number is typed, in one or in several groups of digits (2A and 2B begin one in Corsica)."""
        digits = sum(sign.isdigit() for sign in self.joined)
        return digits >= _FEWEST_DIGITS and digits >= len(self.joined) - 1

    @property
    def telling(self) -> tuple[str, ...]:
        """The words that are looked for: the small ones only where nothing else is typed."""
        return tuple(word for word in self.words if word not in _SMALL) or self.words


def asked(text: str) -> Asked:
    """Accents, case, apostrophes and ligatures do not count."""
    return Asked(tuple(words_of(text)), text.isupper())


def words_of(text: str) -> list[str]:
    """The words of ``text``, folded, without signs."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=20_000)
def initials(name: str) -> str:
    """The first letters of a name, sigles whole, small words left out: "chul" for CHU de Lille, "sa" for Solène
    Aubrac, "" where fewer than two words give one."""
    words = [word for word in _WORD.findall(name) if fold(word) not in _SMALL and not word[0].isdigit()]
    if len(words) < 2:
        return ""
    return "".join(fold(word) if _is_sigle(word) else fold(word[0])[:1] for word in words)


def _is_sigle(word: str) -> bool:
    return word.isupper() and 1 < len(word) <= _LONGEST_SIGLE


def marks(text: str, looked_for: Asked) -> tuple[tuple[int, int], ...]:
    """Where the beginnings of words looked for stand in ``text``: (first sign, how many)."""
    found, sought = [], (*looked_for.telling, looked_for.joined)
    for match in _WORD.finditer(text):
        word = fold(match.group())
        length = max((len(each) for each in sought if word.startswith(each)), default=0)
        if length:
            found.append((match.start(), _signs(match.group(), length)))
    return tuple(found)


def _signs(word: str, length: int) -> int:
    """How many signs of ``word`` the first ``length`` folded letters take: œ is two letters and one sign."""
    taken = 0
    for place, sign in enumerate(word):
        if taken >= length:
            return place
        taken += len(fold(sign))
    return len(word)
