"""Ctrl+K: a name, a number, a centre and a dossier typed letter by letter, against raw FTS5 on the same register."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path

from benchmarks.floors import search as floor
from benchmarks.measuring import Job
from benchmarks.ours import search as ours
from benchmarks.registers import Registers
from crmr_desk.model.finding.search_index import SearchIndex

GOAL = 3.0
_LARGE = 100
"""At this size the centres, people and hospitals alone are indexed: half a million of them, not six million letters."""


def search_jobs(folder: Path, registers: Registers, scales: tuple[int, ...] = (1, 10, _LARGE)) -> Iterator[Job]:
    """One job a size: the mean keystroke. Both indexes are built once, before the first round."""
    for scale in scales:
        both = Indexes(folder, registers.of(scale), scale)
        yield Job("keystroke in Ctrl+K", f"{scale}x", GOAL, both.ours, both.floor)


class Indexes:
    """Of one register, ours and the floor's, made when first asked."""

    def __init__(self, folder: Path, register: Callable[[], Path], scale: int) -> None:
        self._path, self._register, self._network_alone = folder / f"search-{scale}x", register, scale >= _LARGE

    def ours(self, number: int) -> float:
        """Seconds that a keystroke takes in round ``number``."""
        index, texts = self._ours, keystrokes(number)
        began = time.monotonic()
        ours.typed(index, texts)
        return (time.monotonic() - began) / len(texts)

    def floor(self, number: int) -> float:
        """The same of the floor."""
        table, texts = self._floor, keystrokes(number)
        began = time.monotonic()
        floor.typed(table, texts)
        return (time.monotonic() - began) / len(texts)

    @cached_property
    def _ours(self) -> SearchIndex:
        return ours.built(self._register(), network_alone=self._network_alone)

    @cached_property
    def _floor(self) -> sqlite3.Connection:
        return floor.filled(self._register(), self._path, network_alone=self._network_alone)


def keystrokes(number: int) -> list[str]:
    """What stands in the field after each key, from the second letter on; other names and numbers each round."""
    names = ("solène aubrac", "rachid tardieu", "inès delmbert", "loïc kermoal", "awa vasseur", "hélène montaigu")
    whole = (
        names[number % len(names)],
        f"centre hospitalier {12 + number}",
        f"maladies rares du foie {100 + number}",
        f"cr{20 + number}",
        f"7500000{number}",
        f"2021 0000{number}",
    )
    return [text[:length].rstrip() for text in whole for length in range(2, len(text) + 1)]
