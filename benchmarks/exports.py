"""The jobs that write a workbook: the network of a date, at 1x and 10x, in time and memory."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from openpyxl import load_workbook

from benchmarks.measuring import Job, peak, run_child, told
from benchmarks.registers import Made


def export_jobs(folder: Path, registers: dict[str, Made]) -> Iterator[Job]:
    """2,700 centres at 1x. ``registers`` by size."""
    for size, register in registers.items():
        written = folder / f"export-{size}.xlsx"

        @cache
        def cells(register: Made = register, written: Path = written) -> Path:
            run_child("ours/export.py", register, written, 0)
            sheets = {sheet.title: list(sheet.values) for sheet in load_workbook(written)}
            kept = written.with_suffix(".cells")
            kept.write_bytes(pickle.dumps(sheets))
            return kept

        ours = ("ours/export.py", register, written)
        floor = ("floors/export.py", cells, written)
        yield Job("export, the network by kind", size, 1.2, told(*ours), told(*floor), rounds=5)
        yield Job("export, memory at the peak", size, 1.2, peak(*ours), peak(*floor), rounds=1, unit="MiB")
