"""The bureau that writes the letters: letterhead lines, signatory's capacity, court. A file that it edits itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from crmr_desk import resources


@dataclass(frozen=True, slots=True)
class Bureau:
    """The lines of ``resources/reference/bureau.toml``."""

    direction: str
    sub_direction: str
    bureau: str
    address: tuple[str, ...]
    phone: str
    email: str
    place: str
    sender: str
    quality: str
    capacity: str
    delegation: str
    court: str


@cache
def bureau() -> Bureau:
    """The bureau, read once."""
    lines = tomllib.loads(resources.path("reference", "bureau.toml").read_text(encoding="utf-8"))
    return Bureau(**{**lines, "address": tuple(lines["address"])})
