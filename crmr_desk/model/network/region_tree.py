"""The tree by place: region → hospital → the centres that it houses."""

from __future__ import annotations

from collections import defaultdict

from crmr_desk.model.kinds import CcmrKind, SiteRole
from crmr_desk.model.network import states
from crmr_desk.model.network.branches import Branches
from crmr_desk.model.network.names import collation
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.rows import TO_BE_TOLD, Node
from crmr_desk.model.network.snapshot import NetworkOn
from crmr_desk.model.network.states import States
from crmr_desk.model.network.tables import AnyRow

REGION = "region"
HOSPITAL = "hospital"
_NOWHERE = 0
"""Stands for the hospital of the centres that have none yet."""


def by_region(network: NetworkOn) -> list[Node]:
    """A reference centre stands where its coordinating site is; the geographic FINESS gives the region."""
    branches = Branches(network)
    housed = _Housed(branches)
    regions: dict[str, list[AnyRow]] = defaultdict(list)
    for hospital in network.hospitals.values():
        if housed.count(hospital.id):
            regions[hospital.region].append(hospital)
    for code in sorted(regions, key=lambda code: collation(_region_name(code))):
        _region(branches, housed, code, sorted(regions[code], key=lambda row: collation(row.name)))
    if housed.count(_NOWHERE):
        _to_be_told(branches, housed)
    return branches.nodes


class _Housed:
    """The sites and competence centres of each hospital, their titles and states there."""

    def __init__(self, branches: Branches) -> None:
        self._branches = branches
        self.sites: dict[int, list[AnyRow]] = defaultdict(list)
        self.ccmrs: dict[int, list[AnyRow]] = defaultdict(list)
        for sites in branches.network.sites.values():
            for site in sites:
                self.sites[site.hospital_id or _NOWHERE].append(site)
        for ccmr in branches.network.ccmrs.values():
            self.ccmrs[ccmr.hospital_id or _NOWHERE].append(ccmr)
        self.titles = {ccmr.id: _ccmr_title(branches, ccmr) for ccmr in branches.network.ccmrs.values()}
        self.states = {hospital_id: self._states(hospital_id) for hospital_id in {*self.sites, *self.ccmrs}}

    def count(self, hospital_id: int) -> int:
        return len(self.sites.get(hospital_id, ())) + len(self.ccmrs.get(hospital_id, ()))

    def _states(self, hospital_id: int) -> list[tuple[str, States]]:
        branches = self._branches
        of_sites = [(branches.name_of(site.crmr_id), self._of_site(site)) for site in self.sites.get(hospital_id, ())]
        ccmrs = self.ccmrs.get(hospital_id, ())
        return of_sites + [(self.titles[ccmr.id], branches.ccmr_states[ccmr.id]) for ccmr in ccmrs]

    def _of_site(self, site: AnyRow) -> States:
        if site.role == SiteRole.COORDONNATEUR:
            return self._branches.crmr_states[site.crmr_id]
        return self._branches.site_states[site.id]


def _region_name(code: str) -> str:
    return REGIONS[code].name if code in REGIONS else f"Région {code}"


def _region(branches: Branches, housed: _Housed, code: str, hospitals: list[AnyRow]) -> None:
    agency = REGIONS[code].ars_on(branches.network.on).name if code in REGIONS else ""
    place = branches.add(
        -1,
        REGION,
        int(code) if code.isdecimal() else 0,
        _region_name(code),
        detail=agency,
        count=str(sum(housed.count(hospital.id) for hospital in hospitals)),
        below=states.gathered(centre for hospital in hospitals for centre in housed.states[hospital.id]),
        search=(_region_name(code), agency),
    )
    for hospital in hospitals:
        _hospital(branches, housed, place, hospital)


def _hospital(branches: Branches, housed: _Housed, parent: int, hospital: AnyRow) -> None:
    place = branches.add(
        parent,
        HOSPITAL,
        hospital.id,
        hospital.name,
        detail=hospital.town,
        count=str(housed.count(hospital.id)),
        below=states.gathered(housed.states[hospital.id]),
        search=(hospital.name, hospital.town, hospital.finess_et, hospital.finess_ej),
        finess=hospital.finess_et,
    )
    _centres(branches, housed, place, hospital.id)


def _to_be_told(branches: Branches, housed: _Housed) -> None:
    """The centres that a national list brought in without saying where they are, under one line."""
    place = branches.add(
        -1,
        HOSPITAL,
        _NOWHERE,
        TO_BE_TOLD.name,
        count=str(housed.count(_NOWHERE)),
        below=states.gathered(housed.states[_NOWHERE]),
        search=(TO_BE_TOLD.name,),
    )
    _centres(branches, housed, place, _NOWHERE)


def _centres(branches: Branches, housed: _Housed, place: int, hospital_id: int) -> None:
    for site in sorted(housed.sites.get(hospital_id, ()), key=lambda row: collation(branches.name_of(row.crmr_id))):
        if site.role == SiteRole.COORDONNATEUR:
            branches.add_crmr(place, branches.crmrs[site.crmr_id], detail="centre de référence")
        else:
            branches.add_site(place, site, title=branches.name_of(site.crmr_id), detail="site constitutif")
    for ccmr in sorted(housed.ccmrs.get(hospital_id, ()), key=lambda row: collation(housed.titles[row.id])):
        branches.add_ccmr(place, ccmr, title=housed.titles[ccmr.id], detail=CcmrKind(ccmr.kind).label.lower())


def _ccmr_title(branches: Branches, ccmr: AnyRow) -> str:
    names = ", ".join(branches.crmr_names(ccmr.id)) or ccmr.title
    return f"{names}, {ccmr.specialty}" if ccmr.specialty else names
