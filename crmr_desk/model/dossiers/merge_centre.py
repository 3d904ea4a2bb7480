"""Merge fields about the centre concerned, its site, its move and its network, whatever its kind."""

from __future__ import annotations

from crmr_desk.model.dossiers.addressees import filieres_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.wording import (
    at_hospital,
    ccmr_named,
    centre_named,
    centre_short,
    fsmr_named,
    listed,
    of_hospital,
    unit_at,
)
from crmr_desk.model.kinds import Ground, SiteRole


def centre_fields(a: Assessment) -> dict[str, str]:
    """Every field that tells of the centre; those that do not apply are empty."""
    return {**_names(a), **_seat(a), **_site(a), **_move(a), **_network(a)}


def _names(a: Assessment) -> dict[str, str]:
    """Title, acronym and code: of the CRMR for a site, of the CCMR or the FSMR itself."""
    centre = a.facts.centre
    if centre.fsmr is not None:
        title, acronym, code = centre.fsmr.name, centre.fsmr.sigle, centre.fsmr.sigle
    elif centre.ccmr is not None:
        title, acronym, code = centre.ccmr.title, "", centre.ccmr.code
    else:
        crmr = centre.crmr
        title, acronym, code = (crmr.title, crmr.acronym, crmr.code) if crmr is not None else ("", "", "")
    coordinating = centre.crmr.coordinating if centre.crmr is not None else None
    hospital = coordinating.hospital if coordinating is not None else centre.hospital
    return {
        "centre_title": title,
        "centre_acronym": acronym,
        "centre_named": centre_named(title, acronym, hospital),
        "centre_short": centre_short(title, acronym),
        "centre_code": code,
    }


def _seat(a: Assessment) -> dict[str, str]:
    """The establishment of the coordinating site, or of the CCMR or FSMR itself."""
    centre = a.facts.centre
    coordinating = centre.crmr.coordinating if centre.crmr is not None else None
    hospital = coordinating.hospital if coordinating is not None else None
    if centre.crmr is None:
        hospital = centre.hospital
    return {
        "hospital": hospital.name if hospital is not None else "",
        "hospital_finess": hospital.finess_et if hospital is not None else "",
        "hospital_town": hospital.town if hospital is not None else "",
        "unit": coordinating.unit if coordinating is not None else "",
    }


def _site(a: Assessment) -> dict[str, str]:
    """The constitutive site: the one concerned, or the one to be created."""
    site, answers = a.facts.centre.site, a.dossier.answers
    hospital = site.hospital if site is not None else a.facts.site_hospital
    unit = site.unit if site is not None else str(answers.get("site.name") or "")
    ground = site.ground if site is not None else answers.get("site.ground")
    words = Ground(ground).label if ground in list(Ground) else ""
    return {
        "site_named": unit_at(unit, hospital),
        "site_hospital": hospital.name if hospital is not None else "",
        "site_hospital_finess": hospital.finess_et if hospital is not None else "",
        "site_ground": f"{words[:1].lower()}{words[1:]}",
    }


def _move(a: Assessment) -> dict[str, str]:
    site, new_hospital = a.facts.centre.moving_site, a.facts.new_hospital
    role = site.role if site is not None else SiteRole.COORDONNATEUR
    named = f"{role.label[:1].lower()}{role.label[1:]}"
    unit = f" ({site.unit})" if site is not None and site.unit and role is SiteRole.CONSTITUTIF else ""
    return {
        "moved_site": f"le {named}{unit}" if site is not None else "",
        "of_hospital": of_hospital(site.hospital) if site is not None else "",
        "to_new_hospital": at_hospital(new_hospital) if new_hospital is not None else "",
        "new_hospital": new_hospital.name if new_hospital is not None else "",
        "new_hospital_finess": new_hospital.finess_et if new_hospital is not None else "",
    }


def _network(a: Assessment) -> dict[str, str]:
    """The CCMR and its CRMR, the FSMR, and who designates."""
    centre = a.facts.centre
    ccmr, fsmr = centre.ccmr, centre.fsmr
    within = centre.crmr.fsmr if centre.crmr is not None else None
    named = fsmr_named(fsmr.sigle, fsmr.name) if fsmr is not None else ""
    if within is not None:
        named = fsmr_named(within.sigle, within.name)
    return {
        "fsmr": listed(filieres_of(a)),
        "fsmr_named": named or listed(filieres_of(a)),
        "ccmr_named": ccmr_named(ccmr.title, ccmr.specialty, ccmr.hospital) if ccmr is not None else "",
        "attached_centres": listed([one.name for one in ccmr.attachments]) if ccmr is not None else "",
        "designating_authority": _authority(a),
    }


def _authority(a: Assessment) -> str:
    """« la direction du CHU de Rouen », « les instances de gouvernance de la filière BRAIN-TEAM », « la DGOS »."""
    centre, deciders = a.facts.centre, a.answer.decided_by
    if "fsmr_governance" in deciders and centre.fsmr is not None:
        return f"les instances de gouvernance de la filière {centre.fsmr.sigle}"
    if a.recorded and centre.hospital is not None:
        return f"la direction {of_hospital(centre.hospital)}"
    return "la DGOS"
