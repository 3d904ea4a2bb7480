"""Prints one line for each job: job, size, ours, floor, ratio, goal, whether the goal is met, and how both have grown
since the least size.

``python -m benchmarks [WORD]`` takes only the jobs whose name holds WORD.
"""

from __future__ import annotations

import math
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from benchmarks.centre_sheets import sheet_jobs
from benchmarks.deadlines import deadline_jobs
from benchmarks.differences import difference_jobs
from benchmarks.exports import export_jobs
from benchmarks.imports import import_jobs
from benchmarks.letters import letter_jobs
from benchmarks.lists import list_jobs
from benchmarks.measuring import Job, Row, measure, told
from benchmarks.network import memory_jobs, network_jobs, start_jobs
from benchmarks.registers import Registers
from benchmarks.searches import search_jobs
from benchmarks.shared import shared_register

COLUMNS = "{:<38} {:>5} {:>10} {:>10} {:>7} {:>15} {:>6}  {}"


def jobs(folder: Path, until: ExitStack) -> Iterator[Job]:
    """What is measured, in the order of docs/performance.md. ``until``: when what was started for them ends."""
    registers = Registers(folder)
    yield from start_jobs(registers)
    yield from network_jobs(registers, shared_register(registers.of(1), until))
    yield from list_jobs()
    yield from search_jobs(folder, registers)
    yield from sheet_jobs(folder, registers)
    yield from deadline_jobs(registers)
    yield from difference_jobs({"1x": registers.of(1), "10x": registers.of(10)})
    yield from memory_jobs(registers)
    ours, floor = (told(f"{side}/dossiers.py", registers.of(1)) for side in ("ours", "floors"))
    yield Job("Dossiers page, to painted", "10k", 4.0, ours, floor)
    yield Job("qualify situations", "10k", 10, told("ours/qualify.py"), told("floors/qualify.py"))
    yield from letter_jobs()
    yield from import_jobs(folder)
    yield from export_jobs(folder, {"1x": registers.of(1), "10x": registers.of(10)})


def line(row: Row, least: Row) -> str:
    """One line of the table; ``least`` is the same job at its least size."""
    spread = f"{min(row.ratios):.2f} – {max(row.ratios):.2f}"
    scale = 1000 if row.job.unit == "ms" else 1
    ours, floor = (f"{taken * scale:.1f} {row.job.unit}" for taken in (row.ours, row.floor))
    goal = "–" if math.isinf(row.job.goal) else row.job.goal
    return COLUMNS.format(row.job.name, row.job.size, ours, floor, f"{row.ratio:.2f}", spread, goal, _said(row, least))


def _said(row: Row, least: Row) -> str:
    said = [row.verdict] if row.verdict else []
    if row.verdict == "noisy":
        said.append(f"(floor/floor {row.floor_to_floor:.2f}, other processes {row.others:.1f} cores)")
    if row is not least:
        said.append(f"grown {row.ours / least.ours:.1f}, floor {row.floor / least.floor:.1f}")
    return " ".join(said)


def main() -> None:
    """Measure and print; the status says nothing of the goals, which a busy machine could fail."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform()}")
    print(COLUMNS.format("job", "size", "ours", "floor", "ratio", "min – max", "goal", "verdict"))
    least: dict[str, Row] = {}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as until:
        os.environ.update(XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)  # the user's own settings stay out of it
        for job in jobs(Path(folder), until):
            if word in job.name:
                row = measure(job)
                print(line(row, least.setdefault(job.name, row)), flush=True)


if __name__ == "__main__":
    main()
