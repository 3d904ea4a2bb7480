"""The jobs of the network: its start, reading it on a date, the tree, the memory that it takes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from benchmarks.measuring import Job, peak, told, until_told
from benchmarks.registers import Registers

SCALES = (1, 10, 100)
_ROUNDS = {1: 7, 10: 5, 100: 3}


def start_jobs(registers: Registers) -> Iterator[Job]:
    """To the window painted, and to the network shown."""
    yield Job("start, to the painted window", "–", 1.5, until_told("ours/window.py"), until_told("floors/window.py"))
    ours, floor = (until_told(f"{side}/network.py", registers.of(1)) for side in ("ours", "floors"))
    yield Job("start, to the network shown", "1x", 2.5, ours, floor)


def network_jobs(registers: Registers, shared: Callable[[], str]) -> Iterator[Job]:
    """``shared`` gives the address of the national network on a PostgreSQL server."""
    for scale in SCALES:
        ours, floor = (told(f"{side}/network_on.py", registers.of(scale)) for side in ("ours", "floors"))
        yield Job("network on a date", f"{scale}x", 2.0, ours, floor, rounds=_ROUNDS[scale])
    ours, floor = (told(f"{side}/network_on.py", shared) for side in ("ours", "floors"))
    yield Job("network on a date, PostgreSQL", "1x", 2.0, ours, floor)
    for scale in SCALES:
        ours, floor = (told(f"{side}/tree.py", registers.of(scale)) for side in ("ours", "floors"))
        yield Job("tree, to painted", f"{scale}x", 1.5, ours, floor, rounds=_ROUNDS[scale])


def memory_jobs(registers: Registers) -> Iterator[Job]:
    """Against a bare window whatever the size: beyond the national network that is told, and no goal."""
    for scale in SCALES:
        ours, floor = peak("ours/network_memory.py", registers.of(scale)), peak("floors/window_memory.py")
        goal = 2.5 if scale == 1 else math.inf
        yield Job(
            "memory, the network shown", f"{scale}x", goal, ours, floor, rounds=3 if scale == 1 else 1, unit="MiB"
        )
