"""Letters that are signed: the scan or the PDF that came back, or an electronic signature made here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from crmr_desk.model.bureau.lines import bureau_in
from crmr_desk.model.correspondence.choosing import GONE, chosen, counted, waiting
from crmr_desk.model.correspondence.listing import is_signable
from crmr_desk.model.correspondence.printed_signatory import is_same_name, printed_signatory, why_not_theirs
from crmr_desk.model.correspondence.scans import PDF, checked_scan
from crmr_desk.model.correspondence.signers import signer_on
from crmr_desk.model.dossiers.letter_states import FINAL, GONE_OUT, OVER, SIGNED, TO_SIGN
from crmr_desk.model.dossiers.wording import of_name
from crmr_desk.model.errors import NeedsConfirmation, UserError
from crmr_desk.model.store import documents
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import StoredBytes
from crmr_desk.model.store.schema import LetterRow
from crmr_desk.model.terms import short_date

Progress = Callable[[int, int], object]
Cancelled = Callable[[], bool]
OTHER_SIGNATORY: Final = "other_signatory"
"""What is confirmed where the certificate is not that of whom a letter names."""
_UNSIGNABLE: Final = "part avec le courrier qui est signé\u00a0: elle ne se signe pas"


def attach_signed(
    db: Database, letter_id: int, name: str, content: bytes, *, signed_on: dt.date, by: str, today: dt.date
) -> Changes:
    """Keep the signed paper of a letter: a scan (PDF, JPEG, PNG, TIFF) or a PDF that bears an electronic signature,
    which is verified. The letter is then signed on ``signed_on`` by ``by``; one that has left already stays so.

    Raises UserError for a file that is none of these, a day before the letter was written, after it left or to come, a
    signatory whose delegation does not cover it, or a letter that was lifted or replaced.
    """
    scan = checked_scan(name, content)
    with db.writing("Courrier signé joint") as session:
        (row,) = chosen(session, [letter_id])
        _refuse_unless_signable(row)
        if row.state in OVER:
            waiting(session, [letter_id])
        last = min(today, row.sent_on or today)
        if not row.dated <= signed_on <= last:
            raise UserError(
                f"Le {short_date(signed_on)} n’est pas entre le courrier {row.number}, du {short_date(row.dated)}, et "
                f"{'son envoi' if row.sent_on is not None else 'aujourd’hui'}."
            )
        row.signed_file_id = documents.keep(session, name=name, media_type=scan.media_type, content=content)
        _sign(row, signer_on(session, by, signed_on).name, signed_on)
    return session.changes


def sign_with_certificate(
    db: Database,
    letter_ids: Sequence[int],
    certificate: bytes,
    password: str,
    *,
    today: dt.date,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    confirmed: Collection[str] = (),
) -> Changes:
    """Sign letters by the key in ``certificate`` (PKCS#12), each verified after; all or none. Neither the password nor
    the key is kept or journaled. What goes with a letter and bears no signature of its own is left out.

    Raises NeedsConfirmation (``OTHER_SIGNATORY``) where the name in the certificate is not that of the signatory whom
    each letter prints (CRPA L212-1): it may be that of an office. Raises UserError for a wrong password, a certificate
    that is none or not valid now, a signatory of the register whose delegation does not cover the day, or a letter that
    is signed, gone, lifted or replaced.
    """
    each = _signed_each(db, _to_be_signed(db, letter_ids), certificate, password, today, progress, cancelled)
    signed = dict([next(each)])
    signer = _signer(*signed.values())
    label = _as_signed_by(db, letter_ids, signer, today, confirmed)
    signed |= each
    with db.writing(counted("Courrier signé", "courriers signés", len(signed)) + label) as session:
        for row in waiting(session, list(signed)):
            _refuse_signed(row)
            row.signed_file_id = documents.keep(session, name=row.file_name, media_type=PDF, content=signed[row.id])
            printed = printed_signatory(row)
            by = printed if is_same_name(printed, signer) else signer
            _sign(row, signer_on(session, by, today).name, today)
    return session.changes


def _signed_each(
    db: Database, wanted: Sequence[tuple[int, str, int]], certificate: bytes, password: str, today: dt.date,
    progress: Progress | None, cancelled: Cancelled | None,
) -> Iterator[tuple[int, bytes]]:  # fmt: skip
    with db.reading() as session:
        place = bureau_in(session, today).place
    for done, (letter_id, number, file_id) in enumerate(wanted):
        if cancelled is not None and cancelled():
            raise UserError("La signature est arrêtée\u00a0: aucun courrier n’a été signé.")
        if progress is not None:
            progress(done, len(wanted))
        content = documents.content_of(db, file_id).content
        yield letter_id, _signed(content, certificate, password, f"Courrier {number}", place, db.now())


def _as_signed_by(
    db: Database, letter_ids: Sequence[int], signer: str, today: dt.date, confirmed: Collection[str]
) -> str:
    """What the journal adds to « Courrier signé ». Raises NeedsConfirmation unless the certificate is that of whom the
    letters name."""
    with db.reading() as session:
        signer_on(session, signer, today)
        rows = [row for row in chosen(session, letter_ids) if is_signable(row.kind)]
        why = why_not_theirs(session, rows, signer, today)
    if not why:
        return " électroniquement"
    if OTHER_SIGNATORY not in confirmed:
        said = f"Le certificat est au nom {of_name(signer)}. {why} Signer quand même\u202f?"
        raise NeedsConfirmation(OTHER_SIGNATORY, said)
    return f" électroniquement au nom {of_name(signer)}, qui n’en est pas le signataire"


def signed_file(db: Database, letter_id: int) -> StoredBytes:
    """The letter as it leaves: the signed paper where there is one, else what was printed. Raises UserError when it is
    no longer there."""
    with db.reading() as session:
        row = session.get(LetterRow, letter_id)
        if row is None:
            raise UserError(GONE)
        file_id = row.signed_file_id or row.file_id
    return documents.content_of(db, file_id)


def _to_be_signed(db: Database, letter_ids: Sequence[int]) -> list[tuple[int, str, int]]:
    """Id, number and file of each letter that a signature is for."""
    with db.reading() as session:
        rows = [row for row in waiting(session, letter_ids) if is_signable(row.kind)]
        for row in rows:
            _refuse_signed(row)
        if not rows:
            raise UserError("Aucun de ces documents ne se signe\u00a0: une fiche part avec le courrier qui est signé.")
        return [(row.id, row.number, row.file_id) for row in rows]


def _signed(content: bytes, certificate: bytes, password: str, reason: str, place: str, on: dt.datetime) -> bytes:
    from crmr_desk.letters import signing  # pyHanko is loaded when something is signed
    from crmr_desk.letters.content import LetterError

    try:
        return signing.sign(content, certificate, password, reason=reason, place=place, on=on)
    except LetterError as error:
        raise UserError(str(error)) from error


def _signer(pdf: bytes) -> str:
    from crmr_desk.letters import signing

    seen = signing.signature_of(pdf)
    return seen.signer if seen is not None else ""


def _sign(row: LetterRow, by: str, on: dt.date) -> None:
    row.signed_on, row.signed_by = on, by
    if row.state not in GONE_OUT:
        row.state, row.reason = SIGNED, ""


def _refuse_unless_signable(row: LetterRow) -> None:
    if not is_signable(row.kind):
        raise UserError(f"«\u202f{row.facts['title']}\u202f» {_UNSIGNABLE}.")


def _refuse_signed(row: LetterRow) -> None:
    if row.state not in (FINAL, TO_SIGN) and row.signed_on is not None:
        raise UserError(f"Le courrier {row.number} est déjà signé, du {short_date(row.signed_on)}.")
