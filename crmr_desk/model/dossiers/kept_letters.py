"""Letters as the register keeps them: the facts that they were made of, and the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from crmr_desk.letters.content import Fiche, Form, Letter, Signatory
from crmr_desk.model.bureau.letterheads import FileLaid, file_laid, underlay_in
from crmr_desk.model.bureau.lines import Bureau, letterhead_in
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
CAPACITY: Final = "capacity"
DELEGATION: Final = "delegation"
LETTERHEAD: Final = "letterhead"
LETTERHEAD_SHA256: Final = "letterhead_sha256"
"""Where it keeps in which capacity and under which delegation he signs, and the name and the sum of the file that lies
under its first page."""
SENDER: Final = "sender"
"""Where it keeps who speaks; empty in a letter to a person, which does not say it."""
_INSTRUCTOR: Final = "instructor"
_SAID_BY_LETTERHEAD: Final = ("direction", "sub_direction", "bureau")
"""Lines that a letterhead file may bear: the letter does not print them again."""
_NO_MORE: Final[Mapping[str, str]] = {}


def keep_letter(
    session: WriteSession, a: Assessment, draft: Draft, purpose: str, more: Mapping[str, str] = _NO_MORE
) -> LetterRow:
    """Keep a letter, final and not sent yet, with its facts and ``more`` of them that it does not print.

    Raises UserError where its PDF, read back, does not say what it should.
    """
    laid = file_laid(session, letterhead_in(session, a.today))
    printed_around = surroundings(draft.document, a.bureau, a.dossier.instructor, laid)
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
        facts={"title": draft.title, **draft.facts, **printed_around, **more},
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
    """The address block, who speaks, who signs and as what, the subject as it is composed."""
    frame, words = letter.frame, letter.words
    sender = frame.sender if words.form is Form.ADMINISTRATIVE else ""
    told = {ADDRESS: "\n".join(frame.addressee), SENDER: sender, SUBJECT: words.subject}
    return {**told, **signing(frame.signatory)}


def signing(signatory: Signatory) -> dict[str, str]:
    """Who signs, in whose name and as what, and by which act."""
    capacity = " ".join(filter(None, (signatory.quality, signatory.capacity)))
    return {SIGNATORY: signatory.name, CAPACITY: capacity, DELEGATION: signatory.delegation}


def surroundings(document: Letter | Fiche | bytes, bureau: Bureau, instructor: str, laid: FileLaid) -> dict[str, str]:
    """What a document prints beside its merge fields, as ``merge_sources.FRAME_FIELDS`` names it, and the subject of a
    letter; nothing of a structured file."""
    if isinstance(document, bytes):
        return {}
    told = {**framing(bureau, instructor), **laid_under(laid)}
    if isinstance(document, Letter):
        told |= framed_of(document)
    else:
        del told[_INSTRUCTOR]
    return {name: words for name, words in told.items() if not (laid.says_direction and name in _SAID_BY_LETTERHEAD)}


def framing(bureau: Bureau, instructor: str) -> dict[str, str]:
    """Who writes, the same for every letter of a bureau."""
    lines = {name: str(getattr(bureau, name)) for name in (*_SAID_BY_LETTERHEAD, "phone", "email")}
    return {**lines, _INSTRUCTOR: instructor, "writing_place": bureau.place, "bureau_address": bureau.address}


def laid_under(laid: FileLaid) -> dict[str, str]:
    """The file of the administration's own letterhead."""
    return {LETTERHEAD: laid.name, LETTERHEAD_SHA256: laid.sha256}


def numbered(number: str, edition: int) -> str:
    """The number of an edition: 2026-0001/N1 for the first, then 2026-0001/N1-v2."""
    first = number.partition(EDITION)[0]
    return f"{first}{EDITION}{edition}" if edition > 1 else first


def next_exchange(a: Assessment, further: int = 1) -> str:
    """The number of the next letter exchanged, or of one ``further``: 2026-0001/E3."""
    ranks = [int(row.number.rpartition("/E")[2].partition(EDITION)[0]) for row in a.letters if row.purpose == EXCHANGE]
    return f"{a.dossier.number}/E{max(ranks, default=0) + further}"
