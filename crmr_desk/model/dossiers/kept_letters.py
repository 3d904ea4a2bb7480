"""Letters as the register keeps them: the facts that they were made of, and the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from crmr_desk.letters.content import Letter
from crmr_desk.model.bureau.letterheads import underlay_in
from crmr_desk.model.dossiers.addresses import email_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.drafts import Draft, final
from crmr_desk.model.dossiers.letter_states import EXCHANGE, FINAL
from crmr_desk.model.store import documents
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import LetterRow

EDITION: Final = "-v"
"""What stands before the edition in the number of a letter that was written anew."""
ADDRESS: Final = "address"
SIGNATORY: Final = "signatory"
SUBJECT: Final = "subject"
"""Where a letter keeps, among its facts, its address block, a line each, who signs it and what it is about."""
_NO_MORE: Final[Mapping[str, str]] = {}


def keep_letter(
    session: WriteSession, a: Assessment, draft: Draft, purpose: str, more: Mapping[str, str] = _NO_MORE
) -> LetterRow:
    """Keep a letter, final and not sent yet, with its facts and ``more`` of them that it does not print.

    Raises UserError where its PDF, read back, does not say what it should.
    """
    content = final(draft, underlay_in(session, a.today))
    file_id = documents.keep(session, name=draft.file_name, media_type=draft.media_type, content=content)
    row = LetterRow(
        dossier_id=a.dossier.id,
        number=draft.number,
        kind=draft.kind,
        who=draft.recipient.who,
        of=draft.recipient.of,
        addressee=draft.recipient.name,
        channel=draft.recipient.channel,
        email=email_of(session, a, draft.recipient),
        state=FINAL,
        facts={"title": draft.title, **draft.facts, **framed(draft), **more},
        file_id=file_id,
        file_name=draft.file_name,
        dated=a.today,
        purpose=purpose,
    )
    session.add(row)
    return row


def framed(draft: Draft) -> dict[str, str]:
    """What a letter prints beside its merge fields; nothing of a fiche or a structured file."""
    return framed_of(draft.document) if isinstance(draft.document, Letter) else {}


def framed_of(letter: Letter) -> dict[str, str]:
    """The address block, who signs, the subject as it is composed."""
    frame, words = letter.frame, letter.words
    return {ADDRESS: "\n".join(frame.addressee), SIGNATORY: frame.signatory.name, SUBJECT: words.subject}


def numbered(number: str, edition: int) -> str:
    """The number of an edition: 2026-0001/N1 for the first, then 2026-0001/N1-v2."""
    first = number.partition(EDITION)[0]
    return f"{first}{EDITION}{edition}" if edition > 1 else first


def next_exchange(a: Assessment, further: int = 1) -> str:
    """The number of the next letter exchanged, or of one ``further``: 2026-0001/E3."""
    ranks = [int(row.number.rpartition("/E")[2].partition(EDITION)[0]) for row in a.letters if row.purpose == EXCHANGE]
    return f"{a.dossier.number}/E{max(ranks, default=0) + further}"
