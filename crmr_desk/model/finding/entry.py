"""One row of the register as the index keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from crmr_desk.model.finding.asked import initials, words_of
from crmr_desk.model.finding.found import Found, Group, Kind

_KINDS, _GROUPS = tuple(Kind), tuple(Group)
_ROW_BITS, _KIND_BITS = 40, 4


class Entry(NamedTuple):
    """``numbers`` are looked for whole or by their beginning: numbers, codes, sigles; ``names`` are what the row is
    called, ``more`` what it can be found by beside. Initials are added to the numbers by themselves."""

    found: Found
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    more: tuple[str, ...] = ()

    @property
    def place(self) -> int:
        """Where the index keeps it."""
        return place_of(self.found.kind, self.found.row_id, former=self.found.former)


class Texts(NamedTuple):
    """The three columns of the index: folded words, the names separated by ``BREAK``."""

    numbers: str
    names: str
    more: str


BREAK = "\n"


def texts_of(entry: Entry) -> Texts:
    """What of ``entry`` is looked for."""
    names = [words for words in map(_folded, entry.names) if words]
    sigles = [short for name in entry.names if (short := initials(name))]
    numbers = dict.fromkeys([form for number in filter(None, entry.numbers) for form in _forms(number)] + sigles)
    return Texts(" ".join(numbers), BREAK.join(dict.fromkeys(names)), _folded(" ".join(filter(None, entry.more))))


def place_of(kind: Kind, row_id: int, *, former: bool) -> int:
    """Groups in their order, and in each what is in office before what is former: an index that is read in the order
    of its places gives the likelier ones first."""
    return (_tier(kind.group, former=former) << _KIND_BITS | _KINDS.index(kind)) << _ROW_BITS | row_id


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
    kind = _KINDS[code & ((1 << _KIND_BITS) - 1)]
    return kind, place & ((1 << _ROW_BITS) - 1), bool(code >> _KIND_BITS & 1)


def _tier(group: Group, *, former: bool) -> int:
    return _GROUPS.index(group) << 1 | former


def _forms(number: str) -> tuple[str, str]:
    """A number as it is written, and run together."""
    words = words_of(number)
    return " ".join(words), "".join(words)


def _folded(text: str) -> str:
    return " ".join(words_of(text))
