"""The centres one by one, each where it stands: what the arrangements by specialty and by public gather."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crmr_desk.model.kinds import CentreKind, SiteRole
from crmr_desk.model.network import states
from crmr_desk.model.network.branches import Branches
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.states import States
from crmr_desk.model.network.tables import AnyRow


@dataclass(frozen=True, slots=True)
class Listed:
    """A site or a competence centre (``row``). A coordinating site stands for its CRMR."""

    kind: CentreKind
    row: AnyRow
    title: str
    crmr_ids: tuple[int, ...]
    states: States


def listed(branches: Branches) -> Iterator[Listed]:
    """Every centre of the day once."""
    for sites in branches.network.sites.values():
        for site in sites:
            name = branches.name_of(site.crmr_id)
            if site.role == SiteRole.COORDONNATEUR:
                yield Listed(CentreKind.CRMR, site, name, (site.crmr_id,), branches.crmr_states[site.crmr_id])
            else:
                yield Listed(CentreKind.SITE, site, name, (site.crmr_id,), branches.site_states[site.id])
    for ccmr in branches.network.ccmrs.values():
        above = tuple(branches.network.attachments.get(ccmr.id, ()))
        title = ", ".join(branches.crmr_names(ccmr.id)) or ccmr.title
        yield Listed(CentreKind.CCMR, ccmr, title, above, branches.ccmr_states[ccmr.id])


def below(centres: Iterable[Listed]) -> States:
    """The states that the line above these shows."""
    return states.gathered((centre.title, centre.states) for centre in centres)


def add_all(branches: Branches, parent: int, centres: Iterable[Listed]) -> None:
    """Add them under a line: the CRMR by their names, then sites and competence centres by their hospitals."""
    for centre in sorted(centres, key=lambda each: _order(branches, each)):
        hospital = branches.hospital_name(centre.row)
        if centre.kind is CentreKind.CRMR:
            crmr = branches.crmrs[centre.row.crmr_id]
            branches.add_crmr(parent, crmr, detail=f"centre de référence, {hospital}")
        elif centre.kind is CentreKind.SITE:
            branches.add_site(parent, centre.row, title=hospital, detail=f"constitutif, {centre.title}")
        else:
            branches.add_ccmr(parent, centre.row, title=hospital, detail=f"{centre.row.kind}, {centre.title}")


def _order(branches: Branches, centre: Listed) -> tuple[object, ...]:
    first, then = collation(centre.title), branches.place_order(centre.row)
    return (0, first, then) if centre.kind is CentreKind.CRMR else (1, then, first)
