"""Prints one line for each job: job, size, ours, floor, ratio, goal, and whether the goal is met.

``python -m benchmarks [WORD]`` takes only the jobs whose name holds WORD.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.dossiers import add_dossiers
from benchmarks.exports import export_jobs
from benchmarks.generator import make_register
from benchmarks.imports import import_jobs
from benchmarks.measuring import ROOT, Job, Row, measure, told, until_told

COLUMNS = "{:<38} {:>5} {:>10} {:>10} {:>7} {:>15} {:>6}  {}"


def jobs(folder: Path) -> Iterator[Job]:
    """What is measured, in the order of docs/performance.md."""
    at_1x, at_10x, dossiers = folder / "1x.sqlite", folder / "10x.sqlite", folder / "dossiers.sqlite"
    make_register(at_1x, 1)
    make_register(at_10x, 10)
    make_register(dossiers, 1)
    add_dossiers(dossiers, 10_000)
    yield Job("start, to the painted window", "–", 1.5, until_told("ours/window.py"), until_told("floors/window.py"))
    yield Job(
        "start, to the network shown", "1x", 2.5,
        until_told("ours/network.py", at_1x), until_told("floors/network.py", at_1x),
    )  # fmt: skip
    for size, register in (("1x", at_1x), ("10x", at_10x)):
        yield Job("tree, to painted", size, 1.5, told("ours/tree.py", register), told("floors/tree.py", register))
    yield Job("Dossiers page, to painted", "10k", 4.0,
              told("ours/dossiers.py", dossiers), told("floors/dossiers.py", dossiers))  # fmt: skip
    yield Job("qualify situations", "10k", 10, told("ours/qualify.py"), told("floors/qualify.py"))
    fonts = ROOT / "resources" / "fonts"
    yield Job("one letter", "1", 2.5, told("ours/letter.py"), told("floors/letter.py", fonts))
    yield from import_jobs(folder)
    yield from export_jobs(folder, {"1x": at_1x, "10x": at_10x})


def line(row: Row) -> str:
    """One line of the table."""
    spread = f"{min(row.ratios):.2f} – {max(row.ratios):.2f}"
    scale = 1000 if row.job.unit == "ms" else 1
    ours, floor = (f"{taken * scale:.1f} {row.job.unit}" for taken in (row.ours, row.floor))
    verdict = row.verdict
    if verdict == "noisy":
        verdict += f" (floor/floor {row.floor_to_floor:.2f}, other processes {row.others:.1f} cores)"
    return COLUMNS.format(row.job.name, row.job.size, ours, floor, f"{row.ratio:.2f}", spread, row.job.goal, verdict)


def main() -> None:
    """Measure and print; the status says nothing of the goals, which a busy machine could fail."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.platform()}")
    print(COLUMNS.format("job", "size", "ours", "floor", "ratio", "min – max", "goal", "verdict"))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)  # the user's own settings stay out of it
        for job in jobs(Path(folder)):
            if word in job.name:
                print(line(measure(job)), flush=True)


if __name__ == "__main__":
    main()
