"""Which words of a name are the first name: capitals, particles, initials, and a list of common first names say it."""

from __future__ import annotations

import tomllib
from functools import cache

from crmr_desk.resources import path
from crmr_desk.workbooks.incoming.typed import plain

_NOBLE = frozenset(
    ("de", "du", "des", "von", "van", "da", "di", "del", "della", "do", "dos", "zu", "ben", "el", "al", "ait", "ould")
)
_PARTICLES = _NOBLE | frozenset(
    (
        "d'",
        "la",
        "le",
        "les",
        "der",
        "den",
        "bin",
        "ibn",
        "abd",
        "dal",
        "das",
        "y",
        "e",
        "mac",
        "mc",
        "saint",
        "st",
        "ter",
    )
)

_SMALL = ("d'", "d’", "l'", "l’", "Mc", "Mac", "Le", "De", "La")
"""What stays small before capitals: d’HÉROUVILLE, McCARTHY, LeROY."""

Split = tuple[str, str, bool]
"""First name, last name, and whether the way they are typed leaves no doubt."""


def split_name(words: list[str]) -> Split:
    """The parts of a full name without its titles. One word alone is the last name."""
    if len(words) < 2:
        return "", " ".join(words), True
    return _by_initials(words) or _by_capitals(words) or _by_particle(words) or _by_list(words)


def _by_initials(words: list[str]) -> Split | None:
    """« J.-M. Durand », « DURAND J. »."""
    count = next((n for n, word in enumerate(words) if not is_initial(word)), len(words))
    if 0 < count < len(words):
        return " ".join(words[:count]), " ".join(words[count:]), True
    count = next((n for n, word in enumerate(reversed(words)) if not is_initial(word)), len(words))
    if 0 < count < len(words):
        return " ".join(words[-count:]), " ".join(words[:-count]), True
    return None


def is_initial(word: str) -> bool:
    """Whether a word is the initials of a first name: J., J.-M., JM."""
    letters = word.replace(".", "").replace("-", "")
    if len(letters) == 1:
        return letters.isalpha()
    dotted = "." in word and len(letters) <= 3
    return letters.isupper() and letters.isalpha() and (dotted or (len(letters) == 2 and "-" in word))


def _by_capitals(words: list[str]) -> Split | None:
    """« Jean-Marc DUPONT », « DE LA TOUR Jean »: the part in capitals is the last name, with its particles."""
    capital = [_in_capitals(word) for word in words]
    if all(capital) or not any(capital):
        return None
    start, end = capital.index(True), len(capital) - capital[::-1].index(True)
    whole = end == len(words)
    while start > (1 if whole else 0) and plain(words[start - 1]) in _PARTICLES:
        start -= 1
    if start > 0 and not whole:
        return None
    last, first = words[start:end], words[:start] + words[end:]
    if len(last) == 1 and is_first_name(last[0]) and not is_first_name(first[0]):
        return " ".join(last), " ".join(first), False
    return " ".join(first), " ".join(last), True


def _in_capitals(word: str) -> bool:
    if word.isupper():
        return sum(map(str.isalpha, word)) > 1
    small = next((each for each in _SMALL if word.startswith(each)), "")
    return bool(small) and len(word) > len(small) + 1 and word[len(small) :].isupper()


def _by_particle(words: list[str]) -> Split | None:
    """« Pierre de Brosses », « de Brosses Pierre »."""
    places = [n for n, word in enumerate(words) if plain(word) in _NOBLE or plain(word).startswith("d'")]
    if not places:
        return None
    if places[0] > 0:
        known = next((n for n, word in enumerate(words) if not is_first_name(word)), 0)
        first = min(known, places[0]) or places[0]
        return " ".join(words[:first]), " ".join(words[first:]), True
    if len(words) > 2 and is_first_name(words[-1]):
        return words[-1], " ".join(words[:-1]), True
    return "", " ".join(words), True


def _by_list(words: list[str]) -> Split:
    known = [is_first_name(word) for word in words]
    leading = next((n for n, one in enumerate(known) if not one), len(known))
    if 0 < leading < len(words):
        return " ".join(words[:leading]), " ".join(words[leading:]), not known[-1]
    if known[-1] and not known[0]:
        trailing = next((n for n, one in enumerate(reversed(known)) if not one), 1)
        return " ".join(words[-trailing:]), " ".join(words[:-trailing]), True
    return words[0], " ".join(words[1:]), False


def is_first_name(word: str) -> bool:
    """Whether a word is a common first name, or begins with one (Jean-Marc)."""
    parts = plain(word).split("-")
    return parts[0] in _first_names() and (
        len(parts) == 1 or parts[-1] in _first_names() or parts[0] in ("jean", "marie")
    )


@cache
def _first_names() -> frozenset[str]:
    return frozenset(tomllib.loads(path("import", "first_names.toml").read_text(encoding="utf-8"))["names"])
