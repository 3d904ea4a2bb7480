"""The tree by public: whom sites and competence centres receive, then their filière."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from crmr_desk.model.kinds import Population
from crmr_desk.model.network import states
from crmr_desk.model.network.branches import GROUP, Branches
from crmr_desk.model.network.listed import Listed, add_all, below, listed
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.rows import Node
from crmr_desk.model.network.snapshot import NetworkOn
from crmr_desk.model.network.tables import AnyRow

POPULATION = "population"
NOT_TOLD: Final = "Public non précisé"
_WITHOUT: Final = "Sans filière"
_ORDER: Final = (*Population, None)


def by_population(network: NetworkOn) -> list[Node]:
    """Adults, children, both; what nobody has said stands at the end. A CCMR of several filières stands under each,
    counted once."""
    branches = Branches(network)
    groups: dict[str | None, list[Listed]] = defaultdict(list)
    for centre in listed(branches):
        groups[centre.row.population or None].append(centre)
    for number, population in enumerate(_ORDER, 1):
        if population in groups:
            title = population.label if population is not None else NOT_TOLD
            _population(branches, number, title, groups[population])
    return branches.nodes


def _population(branches: Branches, number: int, title: str, centres: list[Listed]) -> None:
    place = branches.add(
        -1, POPULATION, number, title, count=str(len(centres)), below=below(centres), search=(title,)
    )  # fmt: skip
    of_fsmr: dict[int | None, list[Listed]] = defaultdict(list)
    for centre in centres:
        for fsmr_id in {branches.crmrs[crmr_id].fsmr_id for crmr_id in centre.crmr_ids} or {None}:
            of_fsmr[fsmr_id].append(centre)
    for fsmr in sorted(branches.network.fsmrs, key=lambda row: collation(row.sigle)):
        if fsmr.id in of_fsmr:
            _fsmr(branches, place, fsmr, of_fsmr[fsmr.id])
    if None in of_fsmr:
        _without_fsmr(branches, place, of_fsmr[None])


def _fsmr(branches: Branches, parent: int, fsmr: AnyRow, centres: list[Listed]) -> None:
    """The line of a filière says the same of it in every arrangement."""
    own = states.of_fsmr(branches.network, fsmr.id, branches.crmr_counts[fsmr.id])
    place = branches.add_fsmr(parent, fsmr, count=str(len(centres)), own=own, below=below(centres))
    add_all(branches, place, centres)


def _without_fsmr(branches: Branches, parent: int, centres: list[Listed]) -> None:
    place = branches.add(
        parent, GROUP, 0, _WITHOUT, count=str(len(centres)), below=below(centres), search=(_WITHOUT,)
    )  # fmt: skip
    add_all(branches, place, centres)
