"""The job that compares the network on two days, between which nearly every seat was filled anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from benchmarks.measuring import Job, told
from benchmarks.registers import Made


def difference_jobs(registers: Mapping[str, Made]) -> Iterator[Job]:
    """2,800 lines at 1x. ``registers`` by size."""
    for size, register in registers.items():
        ours, floor = told("ours/differences.py", register), told("floors/differences.py", register)
        yield Job("difference of two dates", size, 4.0, ours, floor, rounds=7 if size == "1x" else 3)
