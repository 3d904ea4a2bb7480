"""Texts that stand for nothing: the cell is as good as empty, which never erases."""

from __future__ import annotations

from functools import lru_cache

from crmr_desk.workbooks.incoming.ditto import is_ditto
from crmr_desk.workbooks.incoming.typed import Typed, plain

_WORDS = frozenset(
    (
        "nc", "n.c.", "n/c", "na", "n/a", "n.a.", "nr", "n/r", "ns", "nsp", "neant", "sans objet", "so", "s.o.", "s/o",
        "inconnu", "inconnue", "non connu", "non connue", "non renseigne", "non renseignee", "non communique",
        "non communiquee", "non concerne", "non precise", "non precisee", "aucun", "aucune", "vide", "a completer",
        "a renseigner", "a preciser", "a confirmer", "en attente", "x", "xx", "xxx", "null", "none", "nan",
    )
)  # fmt: skip
_SIGNS = frozenset("?-–—_.…*/\\'\"()[]!:;,= ")


@lru_cache(maxsize=20_000)
def is_blank(text: str) -> bool:
    """Nothing is said: « ? », « NC », « - », « néant », « sans objet »."""
    words = plain(text).strip()
    return words.strip("()[]?. ") in _WORDS or words in _WORDS or _SIGNS.issuperset(words)


def says_nothing(typed: Typed) -> bool:
    """Whether a cell holds nothing to read: empty, a text that stands for nothing, an error, a ditto mark with nothing
    above; the last two are told by ``raw_lines``."""
    text = typed.text
    return not text or _means_nothing(text) or (typed.value is None and typed.mark is not None)


@lru_cache(maxsize=60_000)
def _means_nothing(text: str) -> bool:
    return is_blank(text) or is_ditto(text)
