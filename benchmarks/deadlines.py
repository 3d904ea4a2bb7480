"""The jobs of the deadlines: everything that is open, as rows and with every sentence of its explanation; one month."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.deadline_window import EVERY, EXPLAINED, MONTH
from benchmarks.measuring import Job, told
from benchmarks.registers import Registers

_NAMES = (
    (EVERY, "open deadlines, rows"),
    (EXPLAINED, "open deadlines, every sentence"),
    (MONTH, "deadlines of a month"),
)


def deadline_jobs(registers: Registers) -> Iterator[Job]:
    """Some 15,000 at 1x. The floor reads the rows and makes no sentence: the first job is like against like, the second
    says what it costs to put the six sentences of each together beside it, which a list does for the row in sight."""
    for what, name in _NAMES:
        for scale in (1, 10, 100):
            register, rounds = registers.of(scale), 7 if scale == 1 else 3
            ours, floor = (told(f"{side}/deadlines.py", register, what) for side in ("ours", "floors"))
            yield Job(name, f"{scale}x", 2.5, ours, floor, rounds=rounds)
