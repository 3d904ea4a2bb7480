"""What a site must be, and on which ground a constitutive one may be created (A1 A-c)."""

from __future__ import annotations

import re
from typing import Final

from crmr_desk.model.law.centres import Hospital, Site
from crmr_desk.model.law.examination import Examination
from crmr_desk.model.law.json_fields import UNKNOWN
from crmr_desk.model.law.names import folded
from crmr_desk.model.law.situation import Situation
from crmr_desk.model.law.structures import JUSTIFICATIONS, about, site_ground, the_site

CREATION: Final = "site_creation"
_TECHNICAL: Final = ("laboratory", "imaging")
_TECHNICAL_WORDS: Final = re.compile(
    r"\b(laboratoire|plateau technique|plateau d imagerie|imagerie medicale|radiologie)\b"
)


def site_name(situation: Situation) -> str:
    """What the site is called: its name, else its hospital; empty when nobody says."""
    site = the_site(situation)
    house = site.hospital.name if isinstance(site.hospital, Hospital) else ""
    return next((name for name in (site.name, house) if isinstance(name, str) and name), "")


def site_kind(case: Examination) -> None:
    """A clinical unit with outpatient clinics at least; a laboratory or an imaging platform is no constitutive site.
    The text says so of sites: it asks nothing of the kind of a CCMR. What is unknown is asked of a new site only."""
    situation, findings = case.situation, case.findings
    site, subject, name = the_site(situation), about(situation), site_name(situation)
    if subject == "ccmr":
        return
    created = case.rule.id == CREATION
    constitutive = created or subject == "site" or case.rule.id == "constitutive_site"
    if _is_technical(site):
        variant, severity = ("constitutive", "blocking") if constitutive else ("coordinating", "warning")
        findings.add("laboratory_or_imaging", variant, severity=severity, of=name)
    elif created and not isinstance(site.kind, str):
        findings.ask("site.kind")
    if site.outpatient_clinic is False or site.outpatient_clinic is None:
        findings.add("no_outpatient_clinic", of=name)
    elif created and site.outpatient_clinic is UNKNOWN and not _is_technical(site):
        findings.ask("site.outpatient_clinic")


def site_grounds(case: Examination) -> None:
    """One of the three grounds of the text; the same activity as the coordinating site is to be justified."""
    situation, findings = case.situation, case.findings
    ground, site, name = site_ground(situation), the_site(situation), site_name(situation)
    if ground is UNKNOWN:
        findings.ask("site.ground")
    elif ground == "autre":
        findings.add("ground_not_provided_for", "other", of=name)
    elif contradicted := _contradiction(str(ground), site):
        findings.add("contradiction", contradicted)
    if ground == "meme_activite" or site.same_activity is True:
        _justification(case, site, name)


def _contradiction(ground: str, site: Site) -> str:
    """The variant of what the situation says against the ground that it names; empty when nothing does."""
    if ground == "complementarite" and site.same_activity is True:
        return "ground_same_activity"
    if ground == "pediatrie_adulte" and site.same_population is True:
        return "ground_same_population"
    return "ground_other_activity" if ground == "meme_activite" and site.same_activity is False else ""


def _justification(case: Examination, site: Site, name: str) -> None:
    said = site.ground_justification
    if said is UNKNOWN:
        case.findings.ask("site.ground_justification")
    elif said not in JUSTIFICATIONS:
        case.findings.add("ground_not_provided_for", "unjustified", of=name)
    elif said == "territory" and site.same_town is True:
        case.findings.add("ground_not_provided_for", "same_town", severity="warning", of=name)


def _is_technical(site: Site) -> bool:
    """Whether the site is a laboratory or an imaging platform, as said or, where nobody says, as described."""
    if site.kind in _TECHNICAL:
        return True
    described = folded(site.description) if isinstance(site.description, str) else ""
    return site.kind != "clinical" and bool(_TECHNICAL_WORDS.search(described))
