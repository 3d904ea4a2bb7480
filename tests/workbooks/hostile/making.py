"""Makes hostile files, the same ones for the same seed: each family in turn, with its own chance.

Run as a program, writes one of them: ``python -m tests.workbooks.hostile.making far_cells:7:22 FILE``.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.workbooks.hostile import cells, other_files, packed_files, sheets
from tests.workbooks.hostile.cases import NAMES, Case, Family

FAMILIES = packed_files.FAMILIES + sheets.FAMILIES + cells.FAMILIES + other_files.FAMILIES
LIGHT = tuple(family for family in FAMILIES if not family.heavy)


def cases(seed: int, count: int, families: tuple[Family, ...] = FAMILIES) -> Iterator[Case]:
    """``count`` files; the label of each is enough for ``case`` to make it again."""
    for number, family in zip(range(count), itertools.cycle(families), strict=False):
        yield case(f"{family.name}:{seed}:{number}", family)


def case(label: str, family: Family) -> Case:
    rng = random.Random(label)
    name = rng.choice(NAMES) if rng.random() < 0.3 else NAMES[0]
    return Case(label, name, family.make(rng))


if __name__ == "__main__":
    label, target = sys.argv[1:]
    wanted = next(family for family in FAMILIES if family.name == label.split(":")[0])
    Path(target).write_bytes(case(label, wanted).content)
