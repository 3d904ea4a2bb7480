"""The regions and their regional health agencies (ARS), from ``resources/reference/regions.toml``.

The ARS to inform follows the geographic FINESS: several legal entities have hospitals in two regions.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from crmr_desk.model.errors import UserError
from crmr_desk.resources import path


@dataclass(frozen=True, slots=True)
class Ars:
    """A regional health agency; ``until`` is its last day, included, or None while it exists."""

    region: str
    until: dt.date | None

    @property
    def name(self) -> str:
        """ARS Île-de-France."""
        return f"ARS {self.region}"

    @property
    def full_name(self) -> str:
        """agence régionale de santé Île-de-France."""
        return f"agence régionale de santé {self.region}"

    @property
    def with_article(self) -> str:
        """l’ARS Île-de-France."""
        return f"l’{self.name}"

    @property
    def of(self) -> str:
        """de l’ARS Île-de-France."""
        return f"de l’{self.name}"

    @property
    def to(self) -> str:
        """à l’ARS Île-de-France."""
        return f"à l’{self.name}"


@dataclass(frozen=True, slots=True)
class Region:
    """A region under its INSEE code, with its agencies in order of time."""

    code: str
    name: str
    agencies: tuple[Ars, ...]

    @property
    def ars(self) -> Ars:
        """The agency of today."""
        return self.agencies[-1]

    def ars_on(self, day: dt.date) -> Ars:
        """The agency competent on ``day``."""
        return next(agency for agency in self.agencies if agency.until is None or day <= agency.until)


def region(code: str) -> Region:
    """The region under that INSEE code. Raises UserError when there is none."""
    found = REGIONS.get(code)
    if found is None:
        raise UserError(f"«\u202f{code}\u202f» n’est pas un code de région\u202f; l’Île-de-France a le 11.")
    return found


def _load() -> Mapping[str, Region]:
    entries = tomllib.loads(path("reference", "regions.toml").read_text(encoding="utf-8"))["region"]
    return MappingProxyType({entry["code"]: _region(entry) for entry in entries})


def _region(entry: dict[str, object]) -> Region:
    agencies = entry["ars"]
    assert isinstance(agencies, list)
    return Region(
        code=str(entry["code"]),
        name=str(entry["name"]),
        agencies=tuple(Ars(region=agency["name"], until=agency.get("until")) for agency in agencies),
    )


REGIONS = _load()
