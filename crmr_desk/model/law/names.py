"""Names compared as a reader would: case, accents and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Lower case, without accents, words separated by one space."""
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare.casefold()))


def same_name(one: object, other: object) -> bool:
    """Whether both are names, and the same."""
    return isinstance(one, str) and isinstance(other, str) and folded(one) == folded(other)
