"""The job of the centre sheet: from the click on a reference centre to its sheet painted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.measuring import Job, run_child, told
from benchmarks.registers import Registers

WARM = 100
"""The centre whose sheet stands there before."""


def sheet_jobs(folder: Path, registers: Registers) -> Iterator[Job]:
    """Another centre each round; in the hundredth network it is one among 13,000."""
    for scale in (1, 10, 100):
        register = registers.of(scale)

        @cache
        def recorded(scale: int = scale) -> Path:
            kept = folder / f"sheet-{scale}x.recorded"
            run_child("ours/sheet_recorded.py", registers.of(scale), kept)
            return kept

        ours, floor = told("ours/sheet.py", register), told("floors/sheet.py", register, recorded)
        yield Job("centre sheet, to painted", f"{scale}x", 4.0, ours, floor)
