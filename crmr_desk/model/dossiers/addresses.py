"""Address blocks of the letters, one line of the block each."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.bureau.contacts import ORPHANET, agency_key
from crmr_desk.model.dossiers.addressees import AGENCIES, DIRECTORS, PERSONS, hospital_of, reader_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.model.dossiers.wording import AGENCY_HEAD, DIRECTOR
from crmr_desk.model.network.directions import NOWHERE, Contact
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.model.network.tables import PERSON


def address_of(a: Assessment, recipient: RecipientLine) -> tuple[str, ...]:
    """To whom the letter goes, line by line; where the register does not know the street, it is the concern of whoever
    posts it."""
    who, hospital = recipient.who, hospital_of(a, recipient.who)
    if who in PERSONS:
        return _to_person(a, recipient, hospital)
    if who in DIRECTORS and hospital is not None:
        return (*DIRECTOR, *_house(a, hospital))
    if who in AGENCIES and hospital is not None:
        return (*AGENCY_HEAD, REGIONS[hospital.region].ars_on(a.today).of, *_contact(a, recipient).address)
    if who == ORPHANET:
        return (recipient.name, *_contact(a, recipient).address)
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
    return (recipient.name, *_house(a, hospital)) if hospital is not None else (recipient.name,)


def email_of(session: Session, a: Assessment, recipient: RecipientLine) -> str:
    """The e-mail address of the recipient, "" where the register does not know it."""
    person = reader_of(a, recipient.who, recipient.of)
    if person is None:
        return _contact(a, recipient).email
    return session.scalar(select(PERSON.c.email).where(PERSON.c.id == person.id)) or ""


def _contact(a: Assessment, recipient: RecipientLine) -> Contact:
    hospital = hospital_of(a, recipient.who)
    if recipient.who in AGENCIES and hospital is not None:
        return a.contacts.get(agency_key(hospital.region), NOWHERE)
    if recipient.who in DIRECTORS and hospital is not None:
        return a.directions.get(hospital.id, NOWHERE)
    return a.contacts.get(recipient.who, NOWHERE)


def _house(a: Assessment, hospital: HospitalRow) -> tuple[str, ...]:
    """The establishment, then its street and town, or the town alone."""
    return (hospital.name, *(a.directions.get(hospital.id, NOWHERE).address or (hospital.town,)))
