"""What a hostile file is: a name, bytes, and the family it comes from."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

Making = Callable[[random.Random], bytes]

NAMES = (
    "CCMR_AURA.xlsx",
    "=HYPERLINK(&quot;x&quot;).xlsx",
    "<b>liste</b>.xls",
    "liste\u202exslx.csv",
    "a\x00b.ods",
    "\ud800.xlsx",
    "é" * 300,
    "",
    "../../etc/passwd",
    "l'été « 2026 ».xlsm",
    "ligne\nsuivante.xlsx",
)


@dataclass(frozen=True, slots=True)
class Case:
    """One file. ``label`` says how to make it again."""

    label: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Family:
    """Files hostile in one way; ``heavy`` ones take seconds to make or to read."""

    name: str
    make: Making
    heavy: bool = False


def light(*makings: Making) -> tuple[Family, ...]:
    return tuple(Family(making.__name__, making) for making in makings)


def heavy(*makings: Making) -> tuple[Family, ...]:
    return tuple(Family(making.__name__, making, heavy=True) for making in makings)
