"""Address blocks of the letters, one line of the block each."""

from __future__ import annotations

from crmr_desk.model.dossiers.addressees import AGENCIES, DIRECTORS, PERSONS, hospital_of, reader_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.model.dossiers.wording import AGENCY_HEAD, DIRECTOR
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.rows import HospitalRow


def address_of(a: Assessment, recipient: RecipientLine) -> tuple[str, ...]:
    """To whom the letter goes, line by line; the street is the concern of whoever posts it."""
    who, hospital = recipient.who, hospital_of(a, recipient.who)
    if who in PERSONS:
        return _to_person(a, recipient, hospital)
    if who in DIRECTORS and hospital is not None:
        return (*DIRECTOR, hospital.name, hospital.town)
    if who in AGENCIES and hospital is not None:
        return (*AGENCY_HEAD, REGIONS[hospital.region].ars_on(a.today).of)
    if who == "fsmr":
        animateur = reader_of(a, who)
        return (*((animateur.name,) if animateur is not None else ()), recipient.name)
    return (recipient.name,)


def _to_person(a: Assessment, recipient: RecipientLine, hospital: HospitalRow | None) -> tuple[str, ...]:
    """A person at the hospital of the seat; the coordonnateur of one of several centres at that centre."""
    if recipient.who == "site_heads":
        site = a.facts.sites.get(recipient.of)
        hospital = site.hospital if site is not None else None
    if recipient.who == "coordonnateur" and a.facts.centre.ccmr is not None:
        return (recipient.name, *((f"Centre de référence {recipient.of}",) if recipient.of else ()))
    return (recipient.name, hospital.name, hospital.town) if hospital is not None else (recipient.name,)
