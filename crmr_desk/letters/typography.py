"""French typography: spaces that do not break, apostrophes, ordinals, and where a word may be hyphenated."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyphen import Pyphen

NO_BREAK: Final = "\u00a0"
NARROW: Final = "\u202f"
SOFT_HYPHEN: Final = "\u00ad"

_SPACE: Final = f"[ {NO_BREAK}{NARROW}]"
_MONTH: Final = "(janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_VERBATIM: Final = re.compile(r"(\w[\w.+-]*@[\w.-]*\w|https?://\S+)")
"""Addresses, in which no sign is a punctuation mark."""

_RULES: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"'", "’"),
        (r"\.{3,}", "…"),
        (r'"([^"]*)"', r"«\1»"),
        (rf"«{_SPACE}*", f"«{NARROW}"),
        (rf"{_SPACE}*»", f"{NARROW}»"),
        (rf"{_SPACE}+([;!?])", rf"{NARROW}\1"),
        (r"(?<=[^\s;!?(\[])([;!?]+)(?=[\s»)\]:]|$)", rf"{NARROW}\1"),
        (rf"{_SPACE}+:", f"{NO_BREAK}:"),
        (r"(?<=[^\s:(\[]):(?=\s|$)", f"{NO_BREAK}:"),
        (r"(?<![\w/.-])1er\b", "1ᵉʳ"),
        (r"(?<![\w/.-])1(?:re|ère)\b", "1ʳᵉ"),
        (r"(?<![\w/.-])([0-9]+)(?:e|ème)\b", r"\1ᵉ"),
        (rf"([0-9]|1ᵉʳ){_SPACE}{_MONTH}\b", rf"\1{NO_BREAK}\2"),
        (rf"\b{_MONTH}{_SPACE}([0-9]{{4}})\b", rf"\1{NO_BREAK}\2"),
        (rf"\b(Prs?|Drs?|MM?\.|Mmes?|Mlles?){_SPACE}(?=\w)", rf"\1{NO_BREAK}"),
        (rf"§{_SPACE}*([0-9]+)\b", rf"§{NO_BREAK}\1"),
        (rf"§{_SPACE}*([0-9]+){_SPACE}*([a-z])\b(?!’)", rf"§{NO_BREAK}\1{NO_BREAK}\2"),
        (rf"\b([nN])[°º]{_SPACE}*(?=\w)", rf"\1°{NO_BREAK}"),
        (rf"\b([Aa]nnexes?|[Aa]rticles?|[LRDp]\.){_SPACE}(?=[0-9LRD])", rf"\1{NO_BREAK}"),
        (rf"([0-9]){_SPACE}*([%€])", rf"\1{NO_BREAK}\2"),
    )
)
_THOUSANDS: Final = re.compile(rf"(?<![0-9.,])[0-9]{{1,3}}(?:{_SPACE}[0-9]{{3}})+(?![0-9])")
_TELEPHONE: Final = re.compile(rf"(?<![0-9])0[1-9](?:{_SPACE}[0-9]{{2}}){{4}}(?![0-9])")
_LONG_WORD: Final = re.compile(rf"(?<![^\W_])(?<!{NO_BREAK})[a-zà-öø-ÿœ]{{8,}}(?![^\W_])")


@lru_cache(maxsize=4096)
def french(text: str) -> str:
    """``text`` set as French typography wants it; a text that is so already stays as it is.

    U+202F before ; ! ? », after « and between thousands; U+00A0 before :, in dates, after a title (Pr, Dr, M., Mme),
    §, n°; ’, …, 1ᵉʳ. Runs of white space become one space; invisible format characters go. Addresses stay.
    """
    return _outside_addresses(_plain(text), _set)


def hyphenated(text: str) -> str:
    """``text`` with a soft hyphen wherever a French word of eight letters or more may be cut.

    Names and dates keep whole: only words without a capital are cut, three letters from either end, and none that a
    space which does not break ties to the sign before it.
    """
    return _outside_addresses(text, lambda part: _LONG_WORD.sub(lambda word: _syllables(word[0]), part))


def _outside_addresses(text: str, change: Callable[[str], str]) -> str:
    parts = _VERBATIM.split(text)
    parts[::2] = map(change, parts[::2])
    return "".join(parts)


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
    return re.sub(rf"[^\S{NO_BREAK}{NARROW}]+", " ", visible)


def _set(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    text = _TELEPHONE.sub(lambda number: re.sub(_SPACE, NO_BREAK, number[0]), text)
    return _THOUSANDS.sub(lambda number: re.sub(_SPACE, NARROW, number[0]), text)


@cache
def _dictionary() -> Pyphen:
    from pyphen import Pyphen

    return Pyphen(lang="fr", left=3, right=3)


@cache
def _syllables(word: str) -> str:
    return str(_dictionary().inserted(word, SOFT_HYPHEN))
