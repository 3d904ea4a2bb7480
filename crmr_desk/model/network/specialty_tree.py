"""The tree by specialty of the sites and competence centres."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict

from crmr_desk.model.network.branches import Branches
from crmr_desk.model.network.listed import Listed, add_all, below, listed
from crmr_desk.model.network.names import fold
from crmr_desk.model.network.rows import Node
from crmr_desk.model.network.snapshot import NetworkOn

SPECIALTY = "specialty"
_NONE = ""


def by_specialty(network: NetworkOn) -> list[Node]:
    """A specialty is the same whatever its case and accents; it is shown as it is written most. What has none stands
    at the end."""
    branches = Branches(network)
    groups: dict[str, list[Listed]] = defaultdict(list)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for centre in listed(branches):
        key = fold(centre.row.specialty)
        groups[key].append(centre)
        spellings[key][centre.row.specialty] += 1
    for key in sorted(groups, key=lambda key: (key == _NONE, key)):
        _specialty(branches, key, _shown(spellings[key]), groups[key])
    return branches.nodes


def _shown(spellings: Counter[str]) -> str:
    most = max(spellings, key=lambda each: (spellings[each], each))
    return f"{most[:1].upper()}{most[1:]}" or "Sans spécialité"


def _specialty(branches: Branches, key: str, title: str, centres: list[Listed]) -> None:
    """A line keeps its number as long as its specialty keeps its name, so that it stays selected and unfolded."""
    number = zlib.crc32(key.encode()) if key != _NONE else 0
    place = branches.add(
        -1, SPECIALTY, number, title, count=str(len(centres)), below=below(centres), search=(title,)
    )  # fmt: skip
    add_all(branches, place, centres)
