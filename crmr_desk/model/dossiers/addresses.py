"""Address blocks of the letters, one line of the block each."""

from __future__ import annotations

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.grid import AGENCIES, DIRECTORS, PERSONS, hospital_of
from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.model.dossiers.wording import AGENCY_HEAD, DIRECTOR
from crmr_desk.model.network.regions import REGIONS


def address_of(a: Assessment, recipient: RecipientLine) -> tuple[str, ...]:
    """To whom the letter goes, line by line; the street is the concern of whoever posts it."""
    hospital = hospital_of(a, recipient.who)
    if recipient.who in PERSONS and hospital is not None:
        return (recipient.name, hospital.name, hospital.town)
    if recipient.who in DIRECTORS and hospital is not None:
        return (*DIRECTOR, hospital.name, hospital.town)
    if recipient.who in AGENCIES and hospital is not None:
        return (*AGENCY_HEAD, REGIONS[hospital.region].ars_on(a.today).of)
    if recipient.who == "fsmr" and a.facts.crmr.fsmr is not None:
        fsmr = a.facts.crmr.fsmr
        head = (fsmr.animateur.name,) if fsmr.animateur is not None else ()
        return (*head, f"Filière {fsmr.sigle}")
    return (recipient.name,)
