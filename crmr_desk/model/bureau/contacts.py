"""Where the letters to agencies and to Orphanet go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sqlalchemy.orm import Session

from crmr_desk.model.errors import UserError
from crmr_desk.model.network.directions import Contact, checked_email, envelope_lines
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.settings import keep_setting, setting

if TYPE_CHECKING:
    from crmr_desk.model.store.database import Database

ORPHANET: Final = "orphanet"
_KEY: Final = "contacts"


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
    entry = {"address": envelope_lines("\n".join(contact.address)), "email": checked_email(contact.email)}
    with db.writing("Adresses des courriers") as session:
        kept = {**(setting(session, _KEY) or {}), key: entry}
        keep_setting(session, _KEY, {name: each for name, each in kept.items() if any(each.values())})
    return session.changes
