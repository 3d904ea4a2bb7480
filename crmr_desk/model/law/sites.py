"""The constitutive sites of a centre, as the situation tells them."""

from __future__ import annotations

from crmr_desk.model.law.centres import ConstitutiveSite, Hospital
from crmr_desk.model.law.json_fields import UNKNOWN, Unknown
from crmr_desk.model.law.situation import Situation


def multi_site(situation: Situation) -> bool | Unknown:
    """Whether a constitutive site is active; the list of sites is believed before the word."""
    sites = situation.centre.constitutive_sites
    if sites is None:
        return False
    if isinstance(sites, tuple):
        return bool(sites)
    said = situation.centre.multi_site
    return said if isinstance(said, bool) else UNKNOWN


def site_names(situation: Situation) -> list[tuple[str, ConstitutiveSite]]:
    """Each constitutive site with what it is called: its name, its hospital, or its rank."""
    sites = situation.centre.constitutive_sites
    return [(_name(site, rank), site) for rank, site in enumerate(sites, 1)] if isinstance(sites, tuple) else []


def _name(site: ConstitutiveSite, rank: int) -> str:
    if isinstance(site.name, str) and site.name:
        return site.name
    hospital = site.hospital
    if isinstance(hospital, Hospital) and isinstance(hospital.name, str) and hospital.name:
        return hospital.name
    return f"n°\u00a0{rank}"
