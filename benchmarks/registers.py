"""The registers that the jobs share: made when a job first needs one, kept until the run ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from benchmarks.centre_facts import add_centre_facts
from benchmarks.deadline_facts import add_deadline_facts
from benchmarks.dossiers import add_dossiers
from benchmarks.generator import make_register

DOSSIERS = 10_000
"""Of twenty years of one national network."""

Made = Callable[[], Path]
"""Gives the file, after having made it the first time."""


class Registers:
    """In one folder, which has room: a hundred national networks take two gigabytes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._make = cache(self._made)

    def of(self, scale: int) -> Made:
        """So many times the national network, with its dossiers."""
        return partial(self._make, scale)

    def _made(self, scale: int) -> Path:
        path = self._folder / f"{scale}x.sqlite"
        make_register(path, scale)
        add_centre_facts(path, scale)
        add_dossiers(path, DOSSIERS * scale, scale)
        add_deadline_facts(path, scale)
        return path
