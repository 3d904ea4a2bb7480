"""The jobs of the deadlines: everything that is open, as rows and with every sentence of its explanation; one month."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.deadline_window import EVERY, EXPLAINED, MONTH
from benchmarks.measuring import Job, told
from benchmarks.registers import Registers

_NAMES = (
    (EVERY, "open deadlines, ready to explain"),
    (EXPLAINED, "open deadlines, every sentence"),
    (MONTH, "deadlines of a month"),
)


def deadline_jobs(registers: Registers) -> Iterator[Job]:
    """Some 15,000 at 1x. The floor reads the rows and makes no sentence. The goal is that of the second job, which puts
    the five sentences of each together as well; a list does that for the row in sight alone, which is the first."""
    for what, name in _NAMES:
        for scale in (1, 10, 100):
            register, rounds = registers.of(scale), 7 if scale == 1 else 3
            ours, floor = (told(f"{side}/deadlines.py", register, what) for side in ("ours", "floors"))
            yield Job(name, f"{scale}x", 2.5, ours, floor, rounds=rounds)
