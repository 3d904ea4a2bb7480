"""Regions, their agencies and departments, as workbooks of any year name them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from crmr_desk.model.network.names import fold
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.resources import path
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.typed import Typed, quoted
from crmr_desk.workbooks.incoming.values.blanks import says_nothing

_PREFIX = re.compile(r"^(?:ars|agence regionale (?:de )?sante|region|dt ars)\b(?: (?:de|du|des|d|la|en|le|l)\b)*\s*")
_CODE = re.compile(r"\b(\d{1,3}|2[ab]|9[a-f])\b")


@dataclass(frozen=True, slots=True)
class RegionRead:
    """A region read, as INSEE code; None when none can be told."""

    value: str | None
    doubts: tuple[Reason, ...] = ()


_NOTHING = RegionRead(None)


def read_region(typed: Typed | None) -> RegionRead:
    """The region that a region, an agency (before 2016 too) or an INSEE code of a region names."""
    if typed is None or says_nothing(typed):
        return _NOTHING
    code, kind = region_named(typed.text)
    if kind == "former":
        text = f"{quoted(typed.text)} est un nom d’avant 2016, lu {REGIONS[code].name}."
        return RegionRead(code, (typed.reason("region_former", text, Doubt.NOTE),))
    if kind == "shared":
        text = f"{quoted(typed.text)} couvrait plusieurs régions d’aujourd’hui\u202f; l’établissement dit laquelle."
        return RegionRead(None, (typed.reason("region_shared", text, Doubt.NOTE),))
    if not code:
        text = f"{quoted(typed.text)} n’est ni une région ni une ARS connue\u202f; écrivez le nom de la région."
        return RegionRead(None, (typed.reason("region_unknown", text, Doubt.CONFIRM),))
    return RegionRead(code)


def read_department(typed: Typed | None) -> RegionRead:
    """The region of a department given by number (69, 2A, 971, 9D) or by name, or of a postal code."""
    if typed is None or says_nothing(typed):
        return _NOTHING
    code = region_of_department(typed.text)
    if code is None:
        text = f"{quoted(typed.text)} n’est pas un département connu\u202f; écrivez son numéro."
        return RegionRead(None, (typed.reason("department_unknown", text, Doubt.CONFIRM),))
    return RegionRead(code)


def looks_like_region(text: str) -> bool:
    """Whether a text names a region or an agency; a bare number does not."""
    return not text.isdecimal() and len(text) > 2 and region_named(text)[1] != ""


@lru_cache(maxsize=5_000)
def region_named(text: str) -> tuple[str, str]:
    """(INSEE code, how): ``now``, ``former`` (before 2016), ``shared`` (several regions, code ""), or ("", "")."""
    words = _PREFIX.sub("", fold(text)) or fold(text)
    names = _names()
    if words in names:
        return names[words]
    without_code = " ".join(_CODE.sub(" ", words).split())
    if without_code in names:
        return names[without_code]
    number = words.zfill(2) if words.isdecimal() else ""
    return (number, "now") if number in REGIONS else ("", "")


@lru_cache(maxsize=5_000)
def region_of_department(text: str) -> str | None:
    """The region of a department (number or name), or of a postal code; None for neither."""
    words, departments = fold(text), _departments()
    if words in departments:
        return departments[words]
    if words.isdecimal() and len(words) <= 2:
        return departments.get(words.zfill(2))
    if re.fullmatch(r"\d{5}", words):
        return departments.get(words[:3]) or departments.get(
            "2a" if words < "20200" and words[:2] == "20" else words[:2]
        )
    found = {departments[code] for code in _CODE.findall(words) if code in departments}
    named = departments.get(" ".join(_CODE.sub(" ", words).split()))
    return named or (found.pop() if len(found) == 1 else None)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(path("import", "former_regions.toml").read_text(encoding="utf-8"))


@cache
def _names() -> dict[str, tuple[str, str]]:
    data = _data()
    found = {fold(name): (code, "former") for name, code in data["former"].items()}
    found |= {fold(name): ("", "shared") for name in data["shared"]}
    found |= {fold(name): (code, "now") for name, code in data["spellings"].items()}
    found |= {fold(region.name): (code, "now") for code, region in REGIONS.items()}
    return found | {_PREFIX.sub("", fold(region.name)): (code, "now") for code, region in REGIONS.items()}


@cache
def _departments() -> dict[str, str]:
    departments: dict[str, list[str]] = _data()["departments"]
    return {fold(key): region for code, (name, region) in departments.items() for key in (code, name)}
