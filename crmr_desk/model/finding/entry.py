"""One row of the register as the index keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from crmr_desk.model.finding.asked import words_of
from crmr_desk.model.finding.found import Found, Group, Kind

_KINDS, _GROUPS = tuple(Kind), tuple(Group)
_ROW_BITS, _KIND_BITS = 40, 4
_KIND_MASK = (1 << _KIND_BITS) - 1


class Entry(NamedTuple):
    """``numbers`` are looked for whole or by their beginning: numbers, codes, sigles, initials; ``names`` are what the
    row is called, ``more`` what it can be found by beside."""

    found: Found
    numbers: Iterable[str | None]
    names: Iterable[str]
    more: Iterable[str | None] = ()

    @property
    def place(self) -> int:
        """Where the index keeps it."""
        return place_of(self.found.kind, self.found.row_id, former=self.found.former)


class Texts(NamedTuple):
    """The columns of the index: folded words, the names separated by ``BREAK``; ``starts`` are the first words of the
    names, each after ``START``."""

    numbers: str
    names: str
    more: str
    starts: str


BREAK, START = "\n", "þ"
"""No folded name holds the first; no French word begins with the second."""


def texts_of(entry: Entry) -> Texts:
    """What of ``entry`` is looked for."""
    names = dict.fromkeys(words for words in map(folded, entry.names) if words)
    starts = dict.fromkeys(START + name.partition(" ")[0] for name in names)
    numbers = dict.fromkeys(folded(number) for number in entry.numbers if number)
    more = " ".join([folded(part) for part in entry.more if part])
    return Texts(" ".join(numbers), BREAK.join(names), more, " ".join(starts))


def place_of(kind: Kind, row_id: int, *, former: bool) -> int:
    """Groups in their order, and in each what is in office before what is former: an index that is read in the order
    of its places gives the likelier ones first."""
    return _CODES[kind, former] << _ROW_BITS | row_id


def places_of(kind: Kind, row_ids: Iterable[int]) -> list[int]:
    """Every place where these rows may stand."""
    return [place_of(kind, row_id, former=former) for row_id in row_ids for former in (False, True)]


def places_of_group(group: Group) -> tuple[int, int]:
    """The first and the last place of a group."""
    width = _KIND_BITS + _ROW_BITS
    return _tier(group, former=False) << width, ((_tier(group, former=True) + 1) << width) - 1


def standing_at(place: int) -> tuple[Kind, int, bool]:
    """Kind, row id and whether it is former, of what stands at ``place``."""
    code = place >> _ROW_BITS
    kind = _KINDS[code & _KIND_MASK]
    return kind, place & ((1 << _ROW_BITS) - 1), bool(code >> _KIND_BITS & 1)


def rank_of(place: int) -> tuple[int, int]:
    """Whether what stands there is former, then its kind in their order."""
    code = place >> _ROW_BITS
    return code >> _KIND_BITS & 1, code & _KIND_MASK


def group_at(place: int) -> Group:
    """The group of what stands at ``place``."""
    return _GROUPS[place >> (_ROW_BITS + _KIND_BITS + 1)]


def _tier(group: Group, *, former: bool) -> int:
    return _GROUPS.index(group) << 1 | former


_CODES = {
    (kind, former): _tier(kind.group, former=former) << _KIND_BITS | number
    for number, kind in enumerate(_KINDS)
    for former in (False, True)
}


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """The words of ``text`` alone."""
    return " ".join(words_of(text))
