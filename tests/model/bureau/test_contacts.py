"""Letters carry the address that the register knows, and their e-mail address is kept with them."""

from __future__ import annotations

import pytest

from crmr_desk.model.bureau.contacts import ORPHANET, agency_key, contacts, save_contact
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.directions import NOWHERE, Contact, checked_email
from crmr_desk.model.store.database import Database

AGENCY = Contact(("35, rue de la Gare", "75019 Paris"), "ars-idf@exemple.fr")


def test_a_contact_is_kept_changed_and_cleared(sqlite_db: Database) -> None:
    save_contact(sqlite_db, agency_key("11"), AGENCY)
    save_contact(sqlite_db, ORPHANET, Contact(email="contact@exemple.fr"))
    assert contacts(sqlite_db) == {"ars:11": AGENCY, ORPHANET: Contact((), "contact@exemple.fr")}

    save_contact(sqlite_db, ORPHANET, NOWHERE)
    assert contacts(sqlite_db) == {"ars:11": AGENCY}


def test_an_agency_that_does_not_exist_is_refused(sqlite_db: Database) -> None:
    with pytest.raises(UserError, match="Cette agence n’existe pas"):
        save_contact(sqlite_db, agency_key("99"), AGENCY)


@pytest.mark.parametrize("text", ["dupont", "@chu.fr", "a b@chu.fr", "a@chu", "a@chu.fr, b@chu.fr", "<a@chu.fr>"])
def test_what_cannot_be_an_address_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="n’est pas une adresse électronique"):
        checked_email(text)
