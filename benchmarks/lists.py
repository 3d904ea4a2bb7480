"""Rows of a list, the keys by which it is sorted and scanned, and the jobs that do so. Its rows import nothing of the
program.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.measuring import Job, told

TURNS = 9
"""A child takes the median of so many."""


@dataclass(frozen=True, slots=True)
class Line:
    """A centre as a list may show it; ``folded`` is what it is sorted and scanned by."""

    number: int
    name: str
    town: str
    patients: int
    folded: str


def lines(count: int, seed: int) -> list[Line]:
    """As many lines, in no order."""
    chance, made = random.Random(seed), []
    for number in range(count):
        name, town = f"Centre hospitalier {chance.randint(1, count)}", f"Ville {chance.randint(1, 500)}"
        made.append(Line(number, name, town, chance.randint(5, 400), f"{name} {town}".lower()))
    return made


def order(line: Line) -> str:
    """The key of the sort."""
    return line.folded


def holds(word: str) -> Callable[[Line], bool]:
    """The scan for a word."""
    return lambda line: word in line.folded


def list_jobs() -> Iterator[Job]:
    """2,700 centres are the national network."""
    for verb in ("sort", "filter"):
        for size, count in (("2.7k", 2_700), ("27k", 27_000), ("270k", 270_000)):
            ours, floor = told("ours/list.py", verb, count), told("floors/list.py", verb, count)
            yield Job(f"list, {verb}", size, 2.0, ours, floor)
