"""The legal entities (FINESS EJ) that workbooks name in place of one of their hospitals."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from crmr_desk.resources import path
from crmr_desk.workbooks.matching.names import telling_words


class Entity(NamedTuple):
    """A legal entity. ``words`` are those of all its names, ``sign`` those of the usual one; ``group``: its name alone
    never means one hospital."""

    number: str
    name: str
    words: frozenset[str]
    sign: frozenset[str]
    group: bool


@cache
def entities() -> Mapping[str, Entity]:
    """Those of ``resources/import/legal_entities.toml`` by number, former numbers included."""
    found: dict[str, Entity] = {}
    for number, told in tomllib.loads(path("import", "legal_entities.toml").read_text(encoding="utf-8")).items():
        words = frozenset[str]().union(*map(telling_words, told["names"]))
        name = told["names"][0]
        entity = Entity(number, name, words, telling_words(name), bool(told.get("group", False)))
        found.update(dict.fromkeys((number, *told.get("former", ())), entity))
    return MappingProxyType(found)


def entity_words(finess_ej: str) -> frozenset[str]:
    """The words by which the legal entity of that number is named; none for one that has no name of its own."""
    entity = entities().get(finess_ej)
    return entity.words if entity is not None else frozenset()


def replaced_by(number: str) -> Entity | None:
    """The legal entity that bore this number formerly; None for a number of today, or unknown."""
    entity = entities().get(number)
    return entity if entity is not None and entity.number != number else None
