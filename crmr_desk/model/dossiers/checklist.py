"""The check-list of papers: what the scenario asks, what has come in, in French."""

from __future__ import annotations

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.pieces import OPINIONS
from crmr_desk.model.dossiers.rows import PieceLine, PieceState
from crmr_desk.model.law.pieces import PieceAnswer
from crmr_desk.model.store.schema import Piece, StoredFile
from crmr_desk.model.terms import short_date

_STRENGTHS = {
    "favourable": "avis favorable exigé",
    "any": "avis demandé, sans sens imposé",
}
_AGREEMENT = "site_agreement"
_AGREED = {"favourable": "accord donné", "unfavourable": "accord refusé"}


def piece_lines(a: Assessment, files: dict[int, StoredFile]) -> tuple[PieceLine, ...]:
    """Papers of the scenario in its order, then those received that it no longer asks for: they are kept and marked.

    The letter of cessation is not among them: it comes before the dossier, and a page of questions deals with it.
    """
    asked = [_line(a, piece, files) for piece in a.answer.pieces if piece.in_dossier]
    keys = {(line.kind, line.of) for line in asked}
    kept = [_no_longer_asked(a, piece, files) for key, piece in a.pieces.items() if key not in keys]
    return (*asked, *kept)


def _line(a: Assessment, asked: PieceAnswer, files: dict[int, StoredFile]) -> PieceLine:
    of = asked.of or ""
    row = a.pieces.get((asked.id, of))
    state = _state(asked, row)
    return PieceLine(
        kind=asked.id,
        of=of,
        label=_label(a, asked.id, of),
        detail=_detail(a, asked, row, state, files),
        place=asked.place,
        required=asked.required,
        state=state,
        received_on=row.received_on if row else None,
        opinion=row.opinion if row else None,
        opinion_asked="agreement" if asked.id == _AGREEMENT else asked.opinion_required or None,
        signature_asked=asked.signature_required,
        signed=row.signed if row else None,
        vouches_asked=asked.commitment_required,
        vouches=row.vouches if row else None,
        note=row.note if row else "",
        file_id=row.file_id if row else None,
        file_name=_file_name(row, files),
    )


def _no_longer_asked(a: Assessment, row: Piece, files: dict[int, StoredFile]) -> PieceLine:
    name = _file_name(row, files)
    return PieceLine(
        kind=row.kind,
        of=row.of,
        label=_label(a, row.kind, row.of),
        detail=f"Plus demandée depuis que la situation a changé\u202f; gardée au dossier{f', {name}' if name else ''}",
        place="",
        required=False,
        state=PieceState.NOT_REQUIRED,
        received_on=row.received_on,
        opinion=row.opinion,
        opinion_asked=None,
        signature_asked=False,
        signed=row.signed,
        vouches_asked=False,
        vouches=row.vouches,
        note=row.note,
        file_id=row.file_id,
        file_name=name,
    )


def _label(a: Assessment, kind: str, of: str) -> str:
    words = a.pack.pieces[kind]
    return words.of_label.format(label=words.label, of=of) if of and words.of_label else words.label


def _state(asked: PieceAnswer, row: Piece | None) -> PieceState:
    if (row is not None and row.state == PieceState.TO_REDO) or asked.state == "non_compliant":
        return PieceState.TO_REDO
    return PieceState(asked.state or PieceState.MISSING)


def _detail(
    a: Assessment, asked: PieceAnswer, row: Piece | None, state: PieceState, files: dict[int, StoredFile]
) -> str:
    if row is None or state is PieceState.MISSING:
        return _expectation(a, asked)
    parts = [f"Reçue le {short_date(row.received_on)}" if row.received_on else "Reçue"]
    if row.opinion:
        agreed = _AGREED.get(row.opinion) if asked.id == _AGREEMENT else None
        parts.append(agreed or f"avis {OPINIONS[row.opinion]}")
    if asked.signature_required and row.signed is not None:
        parts.append("signée" if row.signed else "sans signature")
    if name := _file_name(row, files):
        parts.append(name)
    return ", ".join(parts) + (f". {row.note}" if row.note else "")


def _expectation(a: Assessment, asked: PieceAnswer) -> str:
    """What a missing paper must be, in one line."""
    strength = _STRENGTHS.get(asked.opinion_required, "")
    optional = "" if asked.required else "facultative"
    return ", ".join(part for part in (a.pack.pieces[asked.id].detail.rstrip("."), strength, optional) if part)


def _file_name(row: Piece | None, files: dict[int, StoredFile]) -> str:
    return files[row.file_id].name if row is not None and row.file_id is not None else ""
