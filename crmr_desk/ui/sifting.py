"""One pass over the rows of a list that keeps those wanted and counts what each value of each facet would keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

F = TypeVar("F", bound=Hashable)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sifted(Generic[F, T]):
    """The rows that a filter keeps, and how many rows each value of each facet would keep beside the other facets."""

    rows: list[T]
    counts: Mapping[F, Mapping[str, int]]


def sift(
    rows: Iterable[T], tests: Sequence[tuple[F, Callable[[T], bool]]], values: Mapping[F, Callable[[T], str]]
) -> Sifted[F, T]:
    """``tests`` are one for each facet that leaves rows out; ``values`` say what each facet that is counted asks of a
    row."""
    kept: list[T] = []
    nearly: dict[F, list[T]] = {facet: [] for facet, _test in tests}
    for row in rows:
        missed = [facet for facet, test in tests if not test(row)]
        if not missed:
            kept.append(row)
        elif len(missed) == 1:
            nearly[missed[0]].append(row)
    counts = {
        facet: Counter(map(value, kept)) + Counter(map(value, nearly.get(facet, ()))) for facet, value in values.items()
    }
    return Sifted(kept, counts)
