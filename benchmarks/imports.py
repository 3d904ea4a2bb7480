"""The jobs that bring a sheet into the register: 5,000 and 50,000 lines, from the file to the register written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from benchmarks import DAY
from benchmarks.generator import make_register
from benchmarks.measuring import Job, peak, told
from benchmarks.sheets import make_sheet

_SCALES = {5_000: 3, 50_000: 26}
"""How many times the national network has so many CCMR."""


def import_jobs(folder: Path) -> Iterator[Job]:
    """Against openpyxl, then against the faster reader, then the memory of both."""
    for rows, scale in _SCALES.items():
        size, (register, sheet) = f"{rows // 1000}k", _made(folder, rows, scale)
        ours = ("ours/import_sheet.py", register, sheet, folder)
        floor = "floors/import_sheet.py"
        usual, fastest = ((floor, name, register, sheet, folder) for name in ("openpyxl", "calamine"))
        yield Job("import, read to applied", size, 1.3, told(*ours), told(*usual), rounds=5)
        yield Job("import, against calamine", size, 4.0, told(*ours), told(*fastest), rounds=5)
        yield Job("import, memory at the peak", size, 1.3, peak(*ours), peak(*usual), rounds=1, unit="MiB")


def _made(folder: Path, rows: int, scale: int) -> tuple[Callable[[], Path], Callable[[], Path]]:
    """The register and the sheet, made when they are needed."""

    @cache
    def register() -> Path:
        path = folder / f"import-{rows}.sqlite"
        make_register(path, scale)
        return path

    return register, cache(partial(_sheet, register, rows, folder / f"CCMR-{rows}.xlsx"))


def _sheet(register: Callable[[], Path], rows: int, path: Path) -> Path:
    return make_sheet(register(), rows, DAY, path)
