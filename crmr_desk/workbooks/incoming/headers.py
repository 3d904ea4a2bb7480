"""Which field the words of a header name: the closed lists of ``resources/import/headers.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

from crmr_desk.model.network.names import fold
from crmr_desk.resources import path
from crmr_desk.workbooks.incoming.fields import Target

_SIGNS = re.compile(r"[.*°º_?!\"#=+&|<>\[\]]+")
_SMALL = frozenset(
    (
        "a", "au", "aux", "d", "de", "des", "du", "en", "l", "la", "le", "les", "ou", "par", "pour", "sur", "un", "une",
        "n", "no", "nr", "num", "numero", "jj", "mm", "aaaa", "jjmmaaaa", "format", "obligatoire", "facultatif",
        "actuel", "actuelle", "concerne", "concernee", "s", "si", "cette", "ce", "votre",
    )
)  # fmt: skip
_EXACT, _WORDED, _LONG = 95, 80, 65
_LONG_HEADER = 9
_NO_FIELD = "aucun"

_VALUES_TOO = frozenset(
    ("crmr", "ccmr", "crc", "coordonnateur", "chu", "ch", "centre hospitalier", "label", "adulte enfant", "pr dr")
)
"""Headers that are as likely the value of a cell: they do not make a line a header."""


@dataclass(frozen=True, slots=True)
class HeaderGuess:
    """What a header seems to name, with a confidence from 0 to 100; ``exact``: the whole header is in the lists.
    Without a field and yet sure, it names something else (a telephone, an address)."""

    target: Target | None
    confidence: int
    exact: bool = False


_UNKNOWN, _OTHER = HeaderGuess(None, 0), HeaderGuess(None, _WORDED)


@lru_cache(maxsize=20_000)
def fold_header(text: str) -> str:
    """A header as recipes and comparisons know it: lower case, no accents, no signs, spaces single."""
    return fold(_SIGNS.sub(" ", text))


@lru_cache(maxsize=20_000)
def guess_header(text: str) -> HeaderGuess:
    """The field that a header names: the whole of it, in any order of its words, or else some of its words."""
    words = _words(text)
    exact = _lists().headers.get(tuple(sorted(words)))
    if exact is not None:
        return HeaderGuess(exact, _EXACT, exact=True)
    inside = frozenset(words)
    for target, each in _lists().words:
        if each <= inside:
            if target is Target.FIRST_NAME and "nom" in inside:  # « Praticien responsable (nom, prénom) »
                target = Target.PERSON
            return _OTHER if target is None else HeaderGuess(target, _WORDED if len(words) < _LONG_HEADER else _LONG)
    return _UNKNOWN


@lru_cache(maxsize=20_000)
def is_header_word(text: str) -> bool:
    """Whether a cell is the whole of a known header, and no likely value of a cell."""
    return len(text) < 80 and guess_header(text).exact and " ".join(_words(text)) not in _VALUES_TOO


def _words(text: str) -> list[str]:
    return _meaningful(fold_header(text), _lists().abbreviations)


def _meaningful(folded: str, abbreviations: dict[str, str]) -> list[str]:
    """The words that tell headers apart, in the singular; « et » is one only beside FINESS."""
    words = [_singular(abbreviations.get(word, word)) for word in folded.split()]
    kept = [word for word in words if word not in _SMALL]
    if len(kept) > 1 and "finess" not in kept:
        kept = [word for word in kept if word != "et"]
    return kept or words


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True, slots=True)
class _Lists:
    abbreviations: dict[str, str]
    headers: dict[tuple[str, ...], Target]
    words: tuple[tuple[Target | None, frozenset[str]], ...]


@cache
def _lists() -> _Lists:
    data = tomllib.loads(path("import", "headers.toml").read_text(encoding="utf-8"))
    abbreviations: dict[str, str] = data.pop("abbreviations")
    headers: dict[tuple[str, ...], Target] = {}
    words: list[tuple[Target | None, frozenset[str]]] = []
    for code, entry in data.items():
        target = Target(code) if code != _NO_FIELD else None
        for header in entry.get("headers", ()):
            headers.setdefault(tuple(sorted(_meaningful(header, abbreviations))), Target(code))
        words += [(target, frozenset(_meaningful(each, abbreviations))) for each in entry.get("words", ())]
    return _Lists(abbreviations, headers, tuple(words))
