"""Papers of a dossier: received, to be redone, dropped as a file."""

from __future__ import annotations

import datetime as dt
import mimetypes

from crmr_desk.model.dossiers.records import labelled, open_dossier_of, pieces_of
from crmr_desk.model.dossiers.rows import PieceState
from crmr_desk.model.errors import UserError
from crmr_desk.model.law.vocabulary import PIECES
from crmr_desk.model.store import documents
from crmr_desk.model.store.changes import Changes
from crmr_desk.model.store.database import Database
from crmr_desk.model.store.recording import WriteSession
from crmr_desk.model.store.schema import Piece

_ACTS = {PieceState.TO_REDO: "Pièce à refaire", PieceState.COMPLIANT: "Pièce conforme"}
OPINIONS = {"favourable": "favorable", "reserved": "avec réserves", "unfavourable": "défavorable"}


KINDS = frozenset(PIECES)


def receive(
    db: Database,
    dossier_id: int,
    kind: str,
    of: str,
    *,
    received_on: dt.date | None,
    state: PieceState = PieceState.RECEIVED,
    opinion: str | None = None,
    signed: bool | None = None,
    vouches: bool | None = None,
    note: str = "",
) -> Changes:
    """Note a paper: its day of arrival, the sense of an opinion, whether it is signed or vouches for the successor;
    and what it is worth: to be checked, compliant, to be redone.

    Raises UserError for a paper or a sense that does not exist, or a paper to be redone without saying why.
    """
    if opinion is not None and opinion not in OPINIONS:
        raise UserError(
            f"L’avis «\u202f{opinion}\u202f» n’existe pas\u00a0: choisissez favorable, avec réserves ou défavorable."
        )
    if state is PieceState.TO_REDO and not note.strip():
        raise UserError("Indiquez pourquoi la pièce est à refaire\u00a0: la demande le dira à l’établissement.")
    with db.writing(labelled(db, dossier_id, _ACTS.get(state, "Pièce reçue"))) as session:
        piece = _piece(session, dossier_id, kind, of)
        piece.state, piece.received_on, piece.note = state.value, received_on, note.strip()
        piece.opinion, piece.signed, piece.vouches = opinion, signed, vouches
    return session.changes


def attach(
    db: Database, dossier_id: int, kind: str, of: str, *, name: str, content: bytes, received_on: dt.date
) -> Changes:
    """Keep a file as this paper: it is in hand since ``received_on`` unless a day is known already, and to be checked.

    Raises UserError for an empty file or one above the size limit of stored files.
    """
    media_type = mimetypes.guess_type(documents.plain_name(name))[0] or "application/octet-stream"
    with db.writing(labelled(db, dossier_id, "Fichier joint")) as session:
        piece = _piece(session, dossier_id, kind, of)
        piece.file_id = documents.keep(session, name=name, media_type=media_type, content=content)
        piece.received_on = piece.received_on or received_on
        if piece.state == PieceState.TO_REDO:
            piece.note = ""
        piece.state = PieceState.TO_CHECK.value
    return session.changes


def remove(db: Database, dossier_id: int, kind: str, of: str) -> Changes:
    """Take a paper back to missing; its file leaves the dossier too. The undo brings both back."""
    with db.writing(labelled(db, dossier_id, "Pièce retirée")) as session:
        open_dossier_of(session, dossier_id)
        piece = pieces_of(session, dossier_id).get((kind, of))
        if piece is not None:
            session.delete(piece)
    return session.changes


def _piece(session: WriteSession, dossier_id: int, kind: str, of: str) -> Piece:
    open_dossier_of(session, dossier_id)
    if kind not in KINDS:
        raise UserError(f"La pièce «\u202f{kind}\u202f» n’existe pas\u00a0: choisissez une ligne de la liste.")
    piece = pieces_of(session, dossier_id).get((kind, of))
    if piece is None:
        piece = Piece(dossier_id=dossier_id, kind=kind, of=of, state=PieceState.MISSING.value, note="")
        session.add(piece)
    return piece
