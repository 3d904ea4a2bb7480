"""Drafts of e-mails as files (.eml), which the mail program of the computer opens as letters still to be sent."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final

from crmr_desk.letters.content import LetterError

_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that goes with an e-mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MailDraft:
    """An e-mail to be read over and sent by its author. ``name`` is that of the addressee, ``address`` where it goes;
    ``text`` is plain, a paragraph a line."""

    name: str
    address: str
    subject: str
    text: str
    files: Sequence[Attached] = ()


def eml(draft: MailDraft) -> bytes:
    """The file of ``draft``: unsent, without author or date, which the mail program gives; the same draft gives the
    same bytes. Raises LetterError for an address that no mail program would take."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    message["To"] = _address(draft)
    message["Subject"] = _line(draft.subject)
    message.set_content(draft.text, charset="utf-8", cte="quoted-printable")
    for file in draft.files:
        main, _slash, sub = file.media_type.partition("/")
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=_line(file.name))
    if draft.files:
        message.set_boundary(_boundary(draft))
    return message.as_bytes()


def _address(draft: MailDraft) -> Address:
    try:
        made = Address(_line(draft.name), addr_spec=draft.address.strip())
    except (MessageError, ValueError, IndexError) as error:
        raise LetterError(_refused(draft)) from error
    if not made.username or "." not in made.domain or not made.addr_spec.isascii():
        raise LetterError(_refused(draft))
    return made


def _refused(draft: MailDraft) -> str:
    return (
        f"L’adresse électronique «\u202f{_line(draft.address)}\u202f» de {_line(draft.name)} n’en est pas une\u00a0: "
        "corrigez-la dans sa fiche."
    )


def _line(text: str) -> str:
    """``text`` on one line: what ends a line would begin another field of the message."""
    return _CONTROL.sub(" ", text).strip()


def _boundary(draft: MailDraft) -> str:
    """What stands between the parts: drawn from what they say, not at random."""
    digest = sha256("\x00".join((draft.address, draft.subject, draft.text)).encode())
    for file in draft.files:
        digest.update(sha256(file.content).digest())
    return f"={digest.hexdigest()[:40]}"
