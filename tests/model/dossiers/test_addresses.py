"""The address block has the street where the register knows it; the e-mail address is frozen with the letter."""

from __future__ import annotations

from sqlalchemy import select

from crmr_desk.model.bureau.contacts import agency_key, save_contact
from crmr_desk.model.correspondence import sending
from crmr_desk.model.dossiers import decision
from crmr_desk.model.network.directions import Contact
from crmr_desk.model.store.schema import Hospital, LetterRow
from tests.model.dossiers.conftest import TODAY, Network, ready_to_decide
from tests.model.dossiers.test_bureau_lines import words_of


def test_a_letter_goes_to_the_street_and_the_mailbox_that_the_register_knows(network: Network) -> None:
    with network.db.writing("Adresses") as session:
        for hospital in session.scalars(select(Hospital)):
            hospital.address, hospital.email = "2, rue Ambroise-Paré\n75010 Paris", "direction@exemple.fr"
    save_contact(network.db, agency_key("11"), Contact(("35, rue de la Gare", "75019 Paris"), "ars@exemple.fr"))

    decision.decide(network.db, ready_to_decide(network), today=TODAY)

    with network.db.reading() as session:
        kept = {row.who: row for row in session.scalars(select(LetterRow)) if row.file_name.endswith(".pdf")}
    assert kept["current_director"].email == "direction@exemple.fr"
    assert kept["ars"].email == "ars@exemple.fr"
    for who, street in (("current_director", "2, rue Ambroise-Paré"), ("ars", "35, rue de la Gare")):
        assert street in words_of(sending.letter_pdf(network.db, kept[who].id).content)
