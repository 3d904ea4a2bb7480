"""A draft of an e-mail is read back by the standard library as it was meant, and never as anything else."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from crmr_desk.letters.content import LetterError
from crmr_desk.letters.eml import Attached, MailDraft, eml

DRAFT = MailDraft(
    "Pr Clément Rouvière",
    "clement.rouviere@chu.example",
    "Succession, CERVCO\u00a0: notification (réf.\u00a02027-0001/N1)",
    "Professeur,\n\nVous trouverez ci-joint le courrier… Été, œuvre, 1ᵉʳ mai.\n",
    (Attached("2027-01-22_CERVCO_notification_été.pdf", "application/pdf", b"%PDF-1.7\n\xff\x00"),),
)


def read(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_opens_unsent_with_its_addressee_its_words_and_its_files() -> None:
    message = read(eml(DRAFT))
    assert message["X-Unsent"] == "1"
    assert (message["From"], message["Date"]) == (None, None)
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == (DRAFT.name, DRAFT.address)
    assert message["Subject"] == DRAFT.subject
    body = message.get_body()
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == DRAFT.text
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == (DRAFT.files[0].name, "application/pdf")
    assert file.get_content() == DRAFT.files[0].content
    assert eml(DRAFT) == eml(DRAFT)


def test_no_name_begins_another_field_of_the_message() -> None:
    trap = MailDraft("Rouvière\r\nBcc: autre@chu.example", DRAFT.address, "Objet\nBcc: autre@chu.example", "…")
    message = read(eml(trap))
    assert message["Bcc"] is None
    assert message["Subject"] == "Objet Bcc: autre@chu.example"


@pytest.mark.parametrize(
    "address", ["", "chu", "a@b", "a b@chu.example", "a@chu.example\r\nBcc: b@chu.example", "é@chu.fr"]
)
def test_an_address_that_is_none_is_refused_by_a_sentence(address: str) -> None:
    with pytest.raises(LetterError, match="n’en est pas une\u00a0: corrigez-la"):
        eml(MailDraft("Direction", address, "Objet", "…"))
