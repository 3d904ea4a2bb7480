"""Where letters go that are not addressed to somebody by name: the direction of a hospital, an agency, Orphanet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.tables import HOSPITAL
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.settings import keep_setting, setting

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

ORPHANET: Final = "orphanet"
_KEY: Final = "contacts"


@dataclass(frozen=True, slots=True)
class Contact:
    """``address`` has its lines as they stand on an envelope, after the name; ``email`` is one address. Either may be
    empty while nobody has typed it."""

    address: tuple[str, ...] = ()
    email: str = ""


NOWHERE: Final = Contact()


def agency_key(region: str) -> str:
    """Under what the agency of a region (an INSEE code) is kept."""
    return f"ars:{region}"


def contacts_in(session: Session) -> Mapping[str, Contact]:
    """The contacts of the agencies and of Orphanet, by key, as far as somebody has typed them."""
    kept = setting(session, _KEY) or {}
    return {key: Contact(tuple(each["address"].splitlines()), each["email"]) for key, each in kept.items()}


def contacts(db: Database) -> Mapping[str, Contact]:
    """The same, for a form."""
    with db.reading() as session:
        return contacts_in(session)


def save_contact(db: Database, key: str, contact: Contact) -> Changes:
    """Keep the contact of an agency (``agency_key``) or of Orphanet. Raises UserError for an e-mail address that is
    none."""
    if key != ORPHANET and key not in map(agency_key, REGIONS):
        raise UserError("Cette agence n’existe pas\u00a0: choisissez-la dans la liste.")
    lines = "\n".join(line.strip() for line in contact.address if line.strip())
    entry = {"address": lines, "email": checked_email(contact.email)}
    with db.writing("Adresses des courriers") as session:
        kept = {**(setting(session, _KEY) or {}), key: entry}
        keep_setting(session, _KEY, {name: each for name, each in kept.items() if any(each.values())})
    return session.changes


def directions_in(session: Session, hospital_ids: Collection[int]) -> dict[int, Contact]:
    """The directions of these hospitals, as far as their address or e-mail is known. One statement."""
    known = or_(HOSPITAL.c.address != "", HOSPITAL.c.email != "")
    query = select(HOSPITAL.c.id, HOSPITAL.c.address, HOSPITAL.c.email).where(HOSPITAL.c.id.in_(hospital_ids), known)
    return {row.id: Contact(tuple(row.address.splitlines()), row.email) for row in session.execute(query)}


def checked_email(text: str) -> str:
    """``text`` as an e-mail address, "" for none. Raises UserError for what cannot be one."""
    email = text.strip()
    name, at, host = email.rpartition("@")
    if email and (not name or not at or "." not in host or any(sign.isspace() or sign in ",;<>" for sign in email)):
        raise UserError(
            f"«\u202f{email}\u202f» n’est pas une adresse électronique\u00a0: écrivez par exemple nom@chu.fr."
        )
    return email
