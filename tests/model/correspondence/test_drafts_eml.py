"""Letters become drafts of e-mails: to the address that is known, with what goes with them, and nothing is sent."""

from __future__ import annotations

import zipfile
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from crmr_desk.model.bureau.contacts import ORPHANET, save_contact
from crmr_desk.model.correspondence import sending, signing
from crmr_desk.model.correspondence.drafts_eml import eml_of, save_emls, without_email
from crmr_desk.model.correspondence.listing import letters
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.directions import Contact
from crmr_desk.model.network.people import save_person
from tests.letters.certificates import PASSWORD, pkcs12
from tests.model.correspondence.conftest import Decided
from tests.model.dossiers.conftest import TODAY


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def files_of(message: EmailMessage) -> list[str]:
    return [str(each.get_filename()) for each in message.iter_attachments()]


def of(decided: Decided, who: str) -> int:
    return next(row.id for row in letters(decided.db, today=TODAY) if row.addressee == who and row.signable)


def test_a_letter_goes_signed_to_the_address_of_its_addressee(decided: Decided, tmp_path: Path) -> None:
    letter = of(decided, "Pr Clément Rouvière")
    assert without_email(decided.db, [letter], today=TODAY) == [letter]
    with pytest.raises(UserError, match=r"Sans adresse électronique\u00a0: 2027-0001/N2 \(Pr Clément Rouvière\)"):
        eml_of(decided.db, [letter], today=TODAY)
    save_person(decided.db, {"email": "clement.rouviere@chu.example"}, decided.network.successor)
    signing.sign_with_certificate(decided.db, [letter], pkcs12("Claire Montagnac"), PASSWORD, today=TODAY)

    ((name, content),) = eml_of(decided.db, [letter], today=TODAY)

    message = read(content)
    assert name.endswith(".eml")
    assert message["To"].addresses[0].addr_spec == "clement.rouviere@chu.example"
    assert str(message["Subject"]).endswith("(réf.\u00a02027-0001/N2)")
    body = message.get_body()
    assert body is not None
    assert body.get_content().startswith("Professeur,")
    (file,) = message.iter_attachments()
    assert file.get_content() == signing.signed_file(decided.db, letter).content
    row = next(row for row in letters(decided.db, today=TODAY) if row.id == letter)
    assert (file.get_filename(), row.state) == (row.file_name, "signed")
    assert save_emls(decided.db, [letter], tmp_path / "envoi", today=TODAY) == 1
    assert save_emls(decided.db, [letter], tmp_path / "envoi", today=TODAY) == 1
    assert sorted(each.suffix for each in (tmp_path / "envoi").iterdir()) == [".eml", ".eml"]


def test_the_fiche_and_the_file_go_with_their_letter(decided: Decided, tmp_path: Path) -> None:
    save_contact(decided.db, ORPHANET, Contact(email="contact@orphanet.example"))
    letter = of(decided, "Orphanet")
    target = tmp_path / "envoi.zip"
    assert save_emls(decided.db, [letter, *decided.enclosed], target, today=TODAY) == 1
    with zipfile.ZipFile(target) as archive:
        (name,) = archive.namelist()
        files = files_of(read(archive.read(name)))
    assert [Path(each).suffix for each in files] == [".pdf", ".pdf", ".csv"]
    with pytest.raises(UserError, match="sont arrêtés"):
        save_emls(decided.db, [letter], target, today=TODAY, cancelled=lambda: True)
    assert len(list(tmp_path.iterdir())) == 1
    sending.lift(decided.db, [letter], "Sans objet.")
    with pytest.raises(UserError, match="ne part pas"):
        eml_of(decided.db, [letter], today=TODAY)
