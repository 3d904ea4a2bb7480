"""Bordereaux: letters handed in together for signature, what came back signed, and all of them as one file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from crmr_desk.model.bureau.lines import bureau_in
from crmr_desk.model.correspondence.choosing import waiting
from crmr_desk.model.correspondence.listing import is_signable
from crmr_desk.model.correspondence.printed_signatory import why_not_theirs
from crmr_desk.model.correspondence.signers import Signer, signer_on
from crmr_desk.model.correspondence.signing_list_paper import ListPaper, PaperLine, printed_list
from crmr_desk.model.dossiers.drafts import PDF
from crmr_desk.model.dossiers.kept_letters import SUBJECT
from crmr_desk.model.dossiers.letter_states import FINAL, SIGNED, TO_SIGN
from crmr_desk.model.errors import UserError
from crmr_desk.model.network.typed_text import LONGEST_REASON, typed_text
from crmr_desk.model.store import documents
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.documents import StoredBytes
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Dossier, LetterRow, SigningList
from crmr_desk.model.terms import short_date

_GONE: Final = "Ce bordereau n’est plus dans la base\u00a0: ce qui l’a fait a sans doute été annulé."
_UNSIGNED: Final = "Revenu sans signature"
"""Why a letter is to be signed again, where nobody wrote more."""


def make_signing_list(db: Database, letter_ids: Sequence[int], *, name: str, today: dt.date) -> tuple[int, Changes]:
    """Hand letters in for the signature of ``name``, in the order in which they were written: a bordereau with its
    number (B2026-001) and its PDF, every letter « à la signature ». Returns the id of the bordereau. What goes with a
    letter and bears no signature of its own, a fiche or a structured file, is left out.

    Raises UserError without a name, for one whose delegation does not cover the day or that a letter does not print
    (``why_not_theirs``), for a letter that is on another bordereau, signed, gone, lifted or replaced, or when nothing
    is left to be signed; then nothing is written.
    """
    with db.writing("Bordereau de signature") as session:
        signatory = signer_on(session, name, today)
        rows = sorted((row for row in waiting(session, letter_ids) if is_signable(row.kind)), key=lambda row: row.id)
        if not rows:
            raise UserError("Aucun de ces documents ne se signe\u00a0: une fiche part avec le courrier qui est signé.")
        for row in rows:
            _refuse_unless_to_sign(session, row)
        _refuse_other_signatory(session, rows, signatory.name, today)
        made = _made(session, rows, signatory, db.who, today)
        session.label = f"Bordereau {made.number} mis à la signature"
        for row in rows:
            row.state, row.signing_list_id, row.reason = TO_SIGN, made.id, ""
        list_id = made.id
    return list_id, session.changes


def signing_list_pdf(db: Database, list_id: int) -> StoredBytes:
    """The paper of a bordereau, as it was made. Raises UserError when it is no longer there."""
    with db.reading() as session:
        file_id = _found(session, list_id).file_id
    return documents.content_of(db, file_id)


def note_returned(
    db: Database,
    list_id: int,
    signed_ids: Sequence[int],
    *,
    signed_on: dt.date,
    today: dt.date,
    reason: str = "",
) -> Changes:
    """Note that a bordereau came back: ``signed_ids`` were signed on ``signed_on`` by the signatory; every other letter
    that still waits on it is to be signed again, with the ``reason``, and may go on another bordereau.

    It may come back twice, where the lifting of a letter was taken back after the first time. Raises UserError for one
    on which nothing waits any more, a day before it was made or to come, a letter that is not on it, a signatory
    whose delegation does not cover that day, or a reason that is too long.
    """
    why = typed_text("Motif", reason, LONGEST_REASON)
    with db.writing("Retour du bordereau") as session:
        found = _found(session, list_id)
        session.label = f"Bordereau {found.number} revenu"
        waited = {row.id: row for row in _waiting_on(session, list_id)}
        _refuse_return(found, signed_on, today, still_out=bool(waited))
        signer = signer_on(session, found.signatory, signed_on).name
        if not set(signed_ids) <= set(waited):
            raise UserError(
                f"Un courrier choisi n’attend pas sur le bordereau {found.number}\u00a0: actualisez la page."
            )
        for row in waited.values():
            if row.id in signed_ids:
                row.state, row.signed_on, row.signed_by = SIGNED, signed_on, signer
            else:
                row.state, row.signing_list_id, row.reason = FINAL, None, _unsigned(found, why)
        found.returned_on = signed_on
    return session.changes


def _refuse_unless_to_sign(session: Session, row: LetterRow) -> None:
    if row.state == TO_SIGN:
        number = _found(session, row.signing_list_id or 0).number
        raise UserError(f"Le courrier {row.number} est déjà sur le bordereau {number}\u00a0: notez d’abord son retour.")
    if row.state == SIGNED and row.signed_on is not None:
        raise UserError(f"Le courrier {row.number} est déjà signé, du {short_date(row.signed_on)}.")


def _refuse_other_signatory(session: Session, rows: Sequence[LetterRow], name: str, day: dt.date) -> None:
    why = why_not_theirs(session, rows, name, day)
    if why:
        raise UserError(
            f"{why} Faites un bordereau pour chaque signataire, reprenez le courrier, ou complétez les signataires "
            "dans les réglages."
        )


def _refuse_return(found: SigningList, signed_on: dt.date, today: dt.date, *, still_out: bool) -> None:
    if not still_out and found.returned_on is not None:
        raise UserError(f"Le bordereau {found.number} est déjà revenu le {short_date(found.returned_on)}.")
    if not still_out:
        raise UserError(f"Plus aucun courrier n’attend de signature sur le bordereau {found.number}.")
    if not found.made_on <= signed_on <= today:
        raise UserError(
            f"Le {short_date(signed_on)} n’est pas entre le bordereau, du {short_date(found.made_on)}, et aujourd’hui."
        )


def _made(session: WriteSession, rows: Sequence[LetterRow], signatory: Signer, who: str, today: dt.date) -> SigningList:
    number, lines = _next_number(session, today.year), bureau_in(session, today)
    dossiers = _dossier_numbers(session, rows)
    paper = ListPaper(
        number=number,
        signatory=signatory.name,
        capacity=signatory.capacity,
        bureau=lines,
        on=today,
        lines=tuple(
            PaperLine(row.number, _subject(row), row.addressee, dossiers.get(row.dossier_id or 0, "")) for row in rows
        ),
    )
    file_id = documents.keep(session, name=f"bordereau_{number}.pdf", media_type=PDF, content=printed_list(paper))
    made = SigningList(number=number, made_on=today, signatory=signatory.name, by=who, file_id=file_id)
    session.add(made)
    session.flush()
    return made


def _subject(row: LetterRow) -> str:
    said: str = row.facts.get(SUBJECT) or row.facts["title"]
    return f"{said[:1].upper()}{said[1:]}"


def _next_number(session: Session, year: int) -> str:
    """B2026-001, B2026-002…"""
    head = f"B{year}-"
    numbers = session.scalars(select(SigningList.number).where(SigningList.number.like(f"{head}%")))
    last = max((int(number.removeprefix(head)) for number in numbers), default=0)
    return f"{head}{last + 1:03d}"


def _dossier_numbers(session: Session, rows: Sequence[LetterRow]) -> dict[int, str]:
    ids = {row.dossier_id for row in rows if row.dossier_id is not None}
    found = session.execute(select(Dossier.id, Dossier.number).where(Dossier.id.in_(ids)))
    return {row.id: row.number for row in found}


def _found(session: Session, list_id: int) -> SigningList:
    found = session.get(SigningList, list_id)
    if found is None:
        raise UserError(_GONE)
    return found


def _waiting_on(session: Session, list_id: int) -> Sequence[LetterRow]:
    waits = (LetterRow.signing_list_id == list_id, LetterRow.state == TO_SIGN)
    return session.scalars(select(LetterRow).where(*waits).order_by(LetterRow.id)).all()


def _unsigned(found: SigningList, reason: str) -> str:
    said = f"{_UNSIGNED} du bordereau {found.number}"
    return f"{said}\u00a0: {reason}" if reason else said
