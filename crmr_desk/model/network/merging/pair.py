"""Two rows that may be one, and the decision that they are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from crmr_desk.model.network.merging.rows import Kind
from crmr_desk.model.network.merging.subjects import names
from crmr_desk.model.network.names import fold
from crmr_desk.model.store.settings import keep_setting, setting

if TYPE_CHECKING:
    from crmr_desk.model.store.changes import Changes
    from crmr_desk.model.store.database import Database

LARGEST_BLOCK = 40
"""How many rows may share a name, or part of one, and still be compared with each other one by one: pairs grow as the
square of it. Beyond, only a number, an address or a birth date brings two together."""
LEAST_SCORE = 50
"""Of 100: what is less alike is not shown."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows and how alike they are, from 50 to 100. ``reasons`` speak for their being one, ``against`` speak
    against it; the details tell one from the other, and so do, on screen alone, the days of birth. ``one_id`` is the
    older row."""

    kind: Kind
    one_id: int
    other_id: int
    one: str
    other: str
    one_detail: str
    other_detail: str
    score: int
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    one_born: str = ""
    other_born: str = ""

    @property
    def search(self) -> str:
        """Folded words by which the pair is found."""
        return fold(" ".join((self.one, self.one_detail, self.other, self.other_detail)))


def not_doubles(db: Database, kind: Kind | str, one_id: int, other_id: int) -> Changes:
    """Remember that two rows are not one: the pair is offered no more. Can be undone."""
    kind = Kind(kind)
    with db.reading() as reader:
        called = names(reader, kind, (one_id, other_id))
    label = f"{called.get(one_id, '')} et {called.get(other_id, '')}\u00a0: pas un doublon"
    with db.writing(label) as session:
        known = told_apart(session, kind)
        keep_setting(session, _key(kind), sorted([list(pair) for pair in known | {_ordered(one_id, other_id)}]))
    return session.changes


def told_apart(session: Session, kind: Kind) -> set[tuple[int, int]]:
    """The pairs that somebody has said not to be doubles, the smaller id first."""
    return {_ordered(*pair) for pair in setting(session, _key(kind)) or ()}


def candidates(blocks: Iterable[dict[Hashable, list[int]]]) -> Iterator[tuple[int, int]]:
    """The pairs of rows that share a block, each once, the smaller id first. A block that is too large is left out."""
    seen: set[tuple[int, int]] = set()
    for block in blocks:
        for ids in block.values():
            if 1 < len(ids) <= LARGEST_BLOCK:
                for one, other in combinations(ids, 2):
                    pair = _ordered(one, other)
                    if pair[0] != pair[1] and pair not in seen:
                        seen.add(pair)
                        yield pair


def blocked(keys: Iterable[tuple[Hashable, int]]) -> dict[Hashable, list[int]]:
    """Ids by their key; a row without a key ("" or None) is in no block."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for key, row_id in keys:
        if key:
            blocks[key].append(row_id)
    return blocks


def ranked(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """The likeliest first, then by name."""
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.one_id, pair.other_id)))


def _ordered(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one <= other else (other, one)


def _key(kind: Kind) -> str:
    return f"not_doubles.{kind.value}"
