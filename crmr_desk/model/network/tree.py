"""The network tree on a date, in each of its arrangements: FSMR → CRMR → sites and competence centres first."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from crmr_desk.model.kinds import SiteRole
from crmr_desk.model.network import states
from crmr_desk.model.network.arrangement import Arrangement
from crmr_desk.model.network.branches import GROUP, Branches
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.population_tree import by_population
from crmr_desk.model.network.region_tree import by_region
from crmr_desk.model.network.rows import Node, NodeState
from crmr_desk.model.network.snapshot import NetworkOn, network_on
from crmr_desk.model.network.specialty_tree import by_specialty
from crmr_desk.model.network.tables import AnyRow

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database


def tree_on(db: Database, on: dt.date, by: Arrangement = Arrangement.FSMR) -> list[Node]:
    """The lines of the tree on ``on``, parents before children, siblings in French order. The number of SQL
    statements does not depend on the size of the network."""
    with db.reading() as session:
        network = network_on(session, on)
    return _ARRANGED[by](network)


def tally(nodes: Iterable[Node]) -> Mapping[NodeState, int]:
    """How many centres are in each state: each centre once, even where the tree shows it twice, and without the lines
    that only repeat what stands below."""
    centres = {(node.kind, node.row_id): set(node.states) - set(node.inherited) for node in nodes}
    return Counter(state for own in centres.values() for state in own)


def by_fsmr(network: NetworkOn) -> list[Node]:
    """The tree by filière; what belongs to none stands at the end, so that nothing is lost from sight."""
    branches = Branches(network)
    of_fsmr: dict[int | None, list[AnyRow]] = defaultdict(list)
    for crmr in sorted(network.crmrs, key=lambda row: collation(row.acronym or row.title)):
        of_fsmr[crmr.fsmr_id].append(crmr)
    for fsmr in sorted(network.fsmrs_there, key=lambda row: collation(row.sigle)):
        _fsmr(branches, fsmr, of_fsmr[fsmr.id])
    _without_fsmr(branches, of_fsmr[None])
    _without_crmr(branches)
    return branches.nodes


def _fsmr(branches: Branches, fsmr: AnyRow, crmrs: list[AnyRow]) -> None:
    network = branches.network
    own = states.of_fsmr(network, fsmr.id, len(crmrs))
    below = states.gathered((branches.name_of(crmr.id), branches.crmr_states[crmr.id]) for crmr in crmrs)
    place = branches.add_fsmr(-1, fsmr, count=_count(network, crmrs), own=own, below=below)
    for crmr in crmrs:
        _crmr(branches, place, crmr)


def _count(network: NetworkOn, crmrs: list[AnyRow]) -> str:
    """Coordinating sites, constitutive sites, and competence centres counted once."""
    roles = Counter(site.role for crmr in crmrs for site in network.sites[crmr.id])
    ccmrs = {ccmr_id for crmr in crmrs for ccmr_id in network.attached.get(crmr.id, ())}
    return f"{roles[SiteRole.COORDONNATEUR]} / {roles[SiteRole.CONSTITUTIF]} / {len(ccmrs)}"


def _crmr(branches: Branches, parent: int, crmr: AnyRow) -> None:
    place = branches.add_crmr(parent, crmr)
    for site in branches.sites_in_order(crmr.id):
        detail = "coordonnateur" if site.role == SiteRole.COORDONNATEUR else "constitutif"
        branches.add_site(place, site, title=branches.hospital_name(site), detail=detail)
    _ccmr_group(branches, place, crmr.id, branches.network.attached.get(crmr.id, []), "Centres de compétences")


def _ccmr_group(branches: Branches, parent: int, row_id: int, ccmr_ids: list[int], title: str) -> None:
    if not ccmr_ids:
        return
    ccmrs = branches.ccmrs_in_order(ccmr_ids)
    below = states.gathered((branches.hospital_name(ccmr), branches.ccmr_states[ccmr.id]) for ccmr in ccmrs)
    place = branches.add(parent, GROUP, row_id, title, count=str(len(ccmrs)), below=below)
    for ccmr in ccmrs:
        branches.add_ccmr(place, ccmr, title=branches.hospital_name(ccmr), detail=ccmr.specialty)


def _without_fsmr(branches: Branches, crmrs: list[AnyRow]) -> None:
    if not crmrs:
        return
    below = states.gathered((branches.name_of(crmr.id), branches.crmr_states[crmr.id]) for crmr in crmrs)
    place = branches.add(-1, GROUP, 0, "Sans filière", count=_count(branches.network, crmrs), below=below)
    for crmr in crmrs:
        _crmr(branches, place, crmr)


def _without_crmr(branches: Branches) -> None:
    network = branches.network
    alone = [ccmr_id for ccmr_id in network.ccmrs if ccmr_id not in network.attachments]
    _ccmr_group(branches, -1, 0, alone, "Centres de compétences sans rattachement")


_ARRANGED: Final[Mapping[Arrangement, Callable[[NetworkOn], list[Node]]]] = {
    Arrangement.FSMR: by_fsmr,
    Arrangement.REGION: by_region,
    Arrangement.SPECIALTY: by_specialty,
    Arrangement.POPULATION: by_population,
}
