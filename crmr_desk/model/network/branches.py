"""Lines of the tree under construction: what every arrangement of the tree says of a centre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crmr_desk.model.kinds import CentreKind, Function, SiteRole
from crmr_desk.model.network import states
from crmr_desk.model.network.arrangement import NO_TRAITS, Extent, Traits
from crmr_desk.model.network.names import collation, fold, full_name
from crmr_desk.model.network.rows import TO_BE_TOLD, Node
from crmr_desk.model.network.snapshot import NetworkOn
from crmr_desk.model.network.states import States
from crmr_desk.model.network.tables import AnyRow

GROUP = "group"
"""Kind of a line that only gathers others."""


_LAST = ("\uffff", "")
"""Sorts after every name."""


class Place(NamedTuple):
    """A hospital as the lines of its centres need it, read once for all of them."""

    name: str
    finess: str
    searched: str
    order: tuple[str, str]
    region: str


class Branches:
    """The nodes so far, and the states of every centre, worked out once."""

    def __init__(self, network: NetworkOn) -> None:
        self.network = network
        self.nodes: list[Node] = []
        self.crmrs = {crmr.id: crmr for crmr in network.crmrs}
        self._names = {crmr.id: crmr.acronym or crmr.title for crmr in network.crmrs}
        self._places = {row.id: _place(row) for row in network.hospitals.values()}
        self.crmr_states = {crmr.id: states.of_crmr(network, crmr) for crmr in network.crmrs}
        self.site_states = {
            site.id: states.of_site(network, site) for sites in network.sites.values() for site in sites
        }
        self.ccmr_states = {
            ccmr_id: states.of_ccmr(network, ccmr_id, self.crmr_names(ccmr_id)) for ccmr_id in network.ccmrs
        }
        self.crmr_counts = Counter(crmr.fsmr_id for crmr in network.crmrs)
        sigles = {row.id: (row.sigle,) for row in network.fsmrs}
        self._sigles: dict[int, tuple[str, ...]] = {crmr.id: sigles.get(crmr.fsmr_id, ()) for crmr in network.crmrs}
        self._traits: dict[Traits, Traits] = {}

    def name_of(self, crmr_id: int) -> str:
        """Acronym, or title, of a reference centre."""
        return str(self._names[crmr_id])

    def crmr_names(self, ccmr_id: int) -> list[str]:
        """The reference centres to which a competence centre is attached, in French order."""
        names = [self._names[crmr_id] for crmr_id in self.network.attachments.get(ccmr_id, ())]
        return sorted(names, key=collation) if len(names) > 1 else names

    def hospital_name(self, centre: AnyRow) -> str:
        """The hospital of a site or competence centre."""
        return self._place_of(centre).name

    def place_order(self, centre: AnyRow) -> tuple[str, str]:
        """What puts centres in the order of their hospitals."""
        return self._place_of(centre).order

    def _place_of(self, centre: AnyRow) -> Place:
        """Centres without a hospital are told apart by their codes."""
        found = self._places.get(centre.hospital_id)
        return found or Place(f"{TO_BE_TOLD.name} ({centre.code})", "", TO_BE_TOLD.name, _LAST, "")

    def holder_name(self, function: Function, centre_id: int) -> str:
        """Who sits there, empty when nobody does."""
        row = self.network.holders.get((function, centre_id))
        return full_name(row.title, row.first_name, row.last_name) if row is not None else ""

    def sites_in_order(self, crmr_id: int) -> list[AnyRow]:
        """The coordinating site, then the constitutive ones in French order of their hospital."""
        return sorted(
            self.network.sites.get(crmr_id, ()),
            key=lambda site: (site.role != SiteRole.COORDONNATEUR, self._place_of(site).order),
        )

    def ccmrs_in_order(self, ccmr_ids: Iterable[int]) -> list[AnyRow]:
        """Competence centres in French order of their hospital, then of their specialty."""
        rows = [self.network.ccmrs[ccmr_id] for ccmr_id in ccmr_ids]
        return sorted(rows, key=lambda row: (self._place_of(row).order, fold(row.specialty)))

    def add(
        self,
        parent: int,
        kind: str,
        row_id: int,
        title: str,
        *,
        detail: str = "",
        count: str = "",
        own: States | None = None,
        below: States | None = None,
        search: Iterable[str] = (),
        finess: str = "",
        traits: Traits = NO_TRAITS,
    ) -> int:
        """Append a line and return its place. A state of its own wins over the same one from below."""
        own = own or {}
        shown = states.ordered({**below, **own} if below else own)
        place = len(self.nodes)
        self.nodes.append(
            Node(
                id=place,
                parent=parent,
                kind=kind,
                row_id=row_id,
                title=title,
                detail=detail,
                count=count,
                states=tuple([state for state, _ in shown]),
                notes=tuple([note for _, note in shown]),
                search=" ".join([part for part in search if part]),
                finess=finess,
                inherited=tuple([state for state in below if state not in own]) if below else (),
                traits=self._traits.setdefault(traits, traits),
            )
        )
        return place

    def add_fsmr(self, parent: int, fsmr: AnyRow, *, count: str, own: States, below: States) -> int:
        """A filière."""
        return self.add(
            parent,
            CentreKind.FSMR,
            fsmr.id,
            fsmr.sigle,
            detail=fsmr.name if fsmr.name != fsmr.sigle else "",
            count=count,
            own=own,
            below=below,
            search=(fsmr.sigle, fsmr.name, self.holder_name(Function.ANIMATEUR, fsmr.id)),
            traits=Traits(fsmrs=(fsmr.sigle,)),
        )

    def add_crmr(self, parent: int, crmr: AnyRow, *, detail: str | None = None) -> int:
        """A reference centre; its detail is its title where the acronym stands first."""
        sites = self.network.sites.get(crmr.id, ())
        seats = [self._place_of(site).searched for site in sites]
        coordinating = next((site for site in sites if site.role == SiteRole.COORDONNATEUR), None)
        holder = self.holder_name(Function.COORDONNATEUR, crmr.id)
        return self.add(
            parent,
            CentreKind.CRMR,
            crmr.id,
            self._names[crmr.id],
            detail=detail if detail is not None else (crmr.title if crmr.acronym else ""),
            own=self.crmr_states[crmr.id],
            search=(crmr.acronym, crmr.title, crmr.code, holder, *seats),
            finess=self._place_of(coordinating).finess if coordinating is not None else "",
            traits=self._of_crmr(crmr.id),
        )

    def add_site(self, parent: int, site: AnyRow, *, title: str, detail: str) -> int:
        """A coordinating or constitutive site."""
        place = self._place_of(site)
        coordinating = site.role == SiteRole.COORDONNATEUR
        seat = (Function.COORDONNATEUR, site.crmr_id) if coordinating else (Function.RESPONSABLE_SITE, site.id)
        return self.add(
            parent,
            CentreKind.SITE,
            site.id,
            title,
            detail=detail,
            own=self.site_states[site.id],
            search=(title, site.unit, site.code, place.searched, self.holder_name(*seat)),
            finess=place.finess,
            traits=self._of_crmr(site.crmr_id) if coordinating else self._of_centre(site, site.role, [site.crmr_id]),
        )

    def add_ccmr(self, parent: int, ccmr: AnyRow, *, title: str, detail: str) -> int:
        """A competence centre."""
        place = self._place_of(ccmr)
        holder = self.holder_name(Function.RESPONSABLE_CCMR, ccmr.id)
        return self.add(
            parent,
            CentreKind.CCMR,
            ccmr.id,
            title,
            detail=detail,
            own=self.ccmr_states[ccmr.id],
            search=(ccmr.title, ccmr.specialty, ccmr.code, place.searched, holder),
            finess=place.finess,
            traits=self._of_centre(ccmr, ccmr.kind, self.network.attachments.get(ccmr.id, ())),
        )

    def _of_crmr(self, crmr_id: int) -> Traits:
        """A CRMR has the traits of its coordinating site, and some of its own."""
        sites = self.network.sites.get(crmr_id, ())
        site = next((each for each in sites if each.role == SiteRole.COORDONNATEUR), None)
        own = Traits() if site is None else self._of_centre(site, site.role, ())
        begun = [row for row in self.network.labels.get(crmr_id, ()) if row.start <= self.network.on]
        return own._replace(
            fsmrs=self._sigles_of([crmr_id]),
            extent=Extent.MULTI if len(sites) > 1 else Extent.MONO,
            labelled=bool(begun),
            label_end=begun[-1].end if begun else None,
        )

    def _of_centre(self, row: AnyRow, role: str, crmr_ids: Sequence[int]) -> Traits:
        return Traits(role, row.population or "", self._place_of(row).region, self._sigles_of(crmr_ids))

    def _sigles_of(self, crmr_ids: Sequence[int]) -> tuple[str, ...]:
        if len(crmr_ids) == 1:
            return self._sigles[crmr_ids[0]]
        return tuple(sorted({sigle for crmr_id in crmr_ids for sigle in self._sigles[crmr_id]}))


def _place(row: AnyRow) -> Place:
    searched = f"{row.name} {row.town} {row.finess_et} {row.finess_ej}"
    return Place(row.name, row.finess_et, searched, collation(row.name), row.region)
