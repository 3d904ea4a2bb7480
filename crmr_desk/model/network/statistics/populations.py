"""How many people live in each region, from ``resources/reference/populations.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from crmr_desk.resources import path


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """The count of one ``year``, whatever the day of the network; ``source`` is French, ready to print."""

    year: int
    source: str
    by_region: Mapping[str, int]

    @property
    def total(self) -> int:
        """All regions together."""
        return sum(self.by_region.values())


@cache
def inhabitants() -> Inhabitants:
    """Those of the eighteen regions, by INSEE code."""
    told = tomllib.loads(path("reference", "populations.toml").read_text(encoding="utf-8"))
    return Inhabitants(told["year"], told["source"], MappingProxyType(dict(told["inhabitants"])))
