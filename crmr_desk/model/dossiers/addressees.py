"""Who each recipient of the law is for one dossier: a person, the director of an establishment, an agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.kinds import CentreKind
from crmr_desk.model.network.holders import Holder
from crmr_desk.model.network.rows import HospitalRow, PersonRow

NEW_PLACES: Final = ("new_director", "new_ars")
DIRECTORS: Final = ("current_director", "new_director", "site_director", "ccmr_director", "animateur_director")
AGENCIES: Final = ("ars", "current_ars", "new_ars")
FILIERES: Final = ("fsmr", "fsmr_governance")
PERSONS: Final = (
    "former_coordonnateur",
    "new_coordonnateur",
    "coordonnateur",
    "responsable_site",
    "responsable_ccmr",
    "animateur",
    "site_heads",
)
"""Recipients to whom one writes by name."""
_HEAD_OF: Final = {
    CentreKind.CRMR: "coordonnateur",
    CentreKind.SITE: "responsable_site",
    CentreKind.CCMR: "responsable_ccmr",
    CentreKind.FSMR: "animateur",
}
"""Who leads each kind of centre."""


@dataclass(frozen=True, slots=True)
class Someone:
    """A person to whom a letter goes; ``title`` is Pr, Dr, M., Mme or empty."""

    id: int
    name: str
    title: str


def person_of(a: Assessment, who: str, of: str = "") -> Someone | None:
    """The person that ``who`` is, as far as it is known; ``of`` is the CRMR or the site where there are several."""
    match who:
        case "former_coordonnateur":
            return _holder(a.facts.former)
        case "new_coordonnateur":
            return _person(a.facts.candidate)
        case "coordonnateur":
            return _coordonnateur(a, of)
        case "responsable_site" | "responsable_ccmr":
            return _head(a)
        case "animateur":
            return _animateur(a)
        case "site_heads":
            return _holder(next((holder for name, holder in heads_of_sites(a) if name == of), None))
    return None


def reader_of(a: Assessment, who: str, of: str = "") -> Someone | None:
    """Whom a letter greets by name: the person that ``who`` is, the animateur for a filière that is alone."""
    if who == "fsmr":
        return _animateur(a) if len(filieres_of(a)) == 1 else None
    return person_of(a, who, of)


def seat_is_vacant(a: Assessment, who: str, of: str = "") -> bool:
    """Whether ``who`` leads a seat that nobody holds. The person whom the decision names is only not chosen yet."""
    named = (
        "former_coordonnateur",
        "new_coordonnateur",
        *((_HEAD_OF[a.facts.centre.kind],) if a.seats_somebody else ()),
    )
    return who in PERSONS and who not in named and person_of(a, who, of) is None


def has_no_filiere(a: Assessment, who: str, of: str = "") -> bool:
    """Whether ``who`` is a filière, or its instances, where the register knows none around the centre."""
    return who in FILIERES and not of and not filieres_of(a)


def hospital_of(a: Assessment, who: str) -> HospitalRow | None:
    """The establishment whose director, or whose agency, ``who`` is; None while it is not known."""
    facts = a.facts
    if who in NEW_PLACES or (who == "new_coordonnateur" and facts.new_hospital is not None):
        return facts.new_hospital
    if who == "animateur_director" or (who == "animateur" and facts.workplace is not None):
        return facts.workplace or facts.centre.hospital
    if who == "site_director" or (who == "ars" and facts.site_hospital is not None):
        return facts.site_hospital or facts.centre.hospital
    if who in AGENCIES and facts.centre.kind is CentreKind.FSMR:
        return facts.workplace or facts.centre.hospital
    if who == "coordonnateur" and facts.centre.kind is CentreKind.SITE:
        coordinating = facts.crmr.coordinating if facts.crmr is not None else None
        return coordinating.hospital if coordinating is not None else None
    if facts.centre.hospital is None and a.application is not None:
        return a.application.seat_hospital
    return facts.centre.hospital


def heads_of_sites(a: Assessment) -> tuple[tuple[str, Holder | None], ...]:
    """Who leads each constitutive site, by its name, the person concerned by the dossier left out."""
    candidate = a.facts.candidate
    return tuple(
        (name, site.holder)
        for name, site in a.facts.sites.items()
        if site.holder is None or candidate is None or site.holder.person_id != candidate.id
    )


def filieres_of(a: Assessment) -> tuple[str, ...]:
    """The FSMR around the centre, each once: several for a CCMR attached to CRMR of two."""
    centre = a.facts.centre
    if centre.ccmr is not None:
        return tuple(dict.fromkeys(one.fsmr for one in centre.ccmr.attachments if one.fsmr))
    if centre.fsmr is not None:
        return (centre.fsmr.sigle,)
    return (centre.crmr.fsmr.sigle,) if centre.crmr is not None and centre.crmr.fsmr is not None else ()


def _coordonnateur(a: Assessment, of: str) -> Someone | None:
    """The coordonnateur designated; that of the CRMR of a site, or of a CRMR of a CCMR; else the one in office."""
    centre = a.facts.centre
    if centre.ccmr is not None:
        led = [one.coordonnateur for one in centre.ccmr.attachments if of in ("", one.name)]
        return _holder(next((one for one in led if one is not None), None))
    if centre.kind is CentreKind.SITE and centre.crmr is not None:
        return _holder(centre.crmr.holder)
    return _head(a)


def _head(a: Assessment) -> Someone | None:
    """Who leads the centre once the decision is taken: the person designated, else the one in office."""
    if a.seats_somebody:
        return _person(a.facts.candidate)
    held = a.facts.former is not None and a.facts.former.holds_on(a.facts.centre.on)
    return _holder(a.facts.former) if held else None


def _animateur(a: Assessment) -> Someone | None:
    centre = a.facts.centre
    if centre.fsmr is not None:
        return _head(a)
    fsmr = centre.crmr.fsmr if centre.crmr is not None else None
    return _holder(fsmr.animateur) if fsmr is not None else None


def _holder(holder: Holder | None) -> Someone | None:
    return Someone(holder.person_id, holder.name, holder.title) if holder is not None else None


def _person(person: PersonRow | None) -> Someone | None:
    return Someone(person.id, person.name, person.title) if person is not None else None
