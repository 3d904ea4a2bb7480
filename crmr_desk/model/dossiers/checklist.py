"""The check-list of papers: what the scenario asks, what has come in, in French."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from crmr_desk.model.dossiers.addressees import hospital_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.pieces import OPINIONS
from crmr_desk.model.dossiers.rows import IN_HAND, PieceLine, PieceState
from crmr_desk.model.law.pieces import PieceAnswer
from crmr_desk.model.store.schema import Piece, StoredFile
from crmr_desk.model.terms import short_date

Files: TypeAlias = Mapping[int, StoredFile]
"""Files of the papers by their id, as far as they are to be named."""
_NOT_NAMED: Final[Files] = {}

_STRENGTHS = {
    "favourable": "avis favorable exigé",
    "any": "avis demandé, sans sens imposé",
    "consultative": "avis consultatif, montré à la décision, qui ne bloque jamais",
}
AGREEMENTS = frozenset({"site_agreement", "coordonnateur_agreement"})
"""Papers by which somebody agrees, or refuses."""
_AGREED = {"favourable": "accord donné", "unfavourable": "accord refusé"}


def piece_lines(a: Assessment, files: Files = _NOT_NAMED) -> tuple[PieceLine, ...]:
    """Papers of the scenario in its order, then those received that it no longer asks for: they are kept and marked.

    The letter of cessation comes last, out of the dossier: a page of questions deals with it, its scan has a place.
    Without ``files`` the lines name none.
    """
    listed = [piece for piece in a.answer.pieces if piece.place]
    keys = {(piece.id, piece.of or "") for piece in listed}
    asked = [_line(a, piece, files) for piece in listed if piece.in_dossier]
    kept = [_no_longer_asked(a, piece, files) for key, piece in a.pieces.items() if key not in keys]
    before = [_line(a, piece, files) for piece in listed if not piece.in_dossier and _has_place(a, piece)]
    return (*asked, *kept, *before)


def opinion_asked(asked: PieceAnswer) -> str | None:
    """favourable, any or consultative for an opinion, agreement for an agreement, None for a plain paper."""
    return "agreement" if asked.id in AGREEMENTS else asked.opinion_required or None


def _line(a: Assessment, asked: PieceAnswer, files: Files) -> PieceLine:
    of = asked.of or ""
    row = a.pieces.get((asked.id, of))
    state = _state(a, asked, row)
    return PieceLine(
        kind=asked.id,
        of=of,
        label=piece_label(a, asked.id, of),
        detail=_detail(a, asked, row, state, files),
        place=asked.place,
        required=asked.required and asked.in_dossier,
        state=state,
        received_on=row.received_on if row else None,
        opinion=row.opinion if row else None,
        opinion_asked=opinion_asked(asked),
        signature_asked=asked.signature_required,
        signed=row.signed if row else None,
        vouches_asked=asked.commitment_required,
        vouches=row.vouches if row else None,
        note=row.note if row else "",
        file_id=row.file_id if row else None,
        file_name=_file_name(row, files),
        in_dossier=asked.in_dossier,
    )


def _has_place(a: Assessment, asked: PieceAnswer) -> bool:
    """Whether the check-list keeps a line for a paper out of the dossier: where it may exist, or is there."""
    return asked.required or (asked.id, asked.of or "") in a.pieces


def _no_longer_asked(a: Assessment, row: Piece, files: Files) -> PieceLine:
    name = _file_name(row, files)
    return PieceLine(
        kind=row.kind,
        of=row.of,
        label=piece_label(a, row.kind, row.of),
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


_HOUSES = {"current": "établissement de départ", "new": "établissement d’accueil"}


def piece_label(a: Assessment, kind: str, of: str) -> str:
    """What a paper is called: "Accord explicite du site : Rouen"."""
    words = a.pack.pieces[kind]
    return words.of_label.format(label=words.label, of=of_words(a, of)) if of and words.of_label else words.label


def of_words(a: Assessment, of: str) -> str:
    """From whom a paper is due, in words: the hospital that the site leaves or joins, else the site or the centre."""
    if of not in _HOUSES:
        return of
    hospital = a.facts.new_hospital if of == "new" else hospital_of(a, "current_director")
    return hospital.name if hospital is not None else _HOUSES[of]


def _state(a: Assessment, asked: PieceAnswer, row: Piece | None) -> PieceState:
    """What the instructor said of the paper, unless the law has more to say: one to be checked waits for him first."""
    said = PieceState(row.state) if row is not None else PieceState.MISSING
    if said in (PieceState.TO_REDO, PieceState.TO_CHECK):
        return said
    if asked.state == "non_compliant":
        return PieceState.TO_REDO
    if said in IN_HAND and asked.state in ("received", None):
        return said
    if asked.state == "not_required" and _is_optional(a, asked):
        return said
    return PieceState(asked.state or PieceState.MISSING)


def _is_optional(a: Assessment, asked: PieceAnswer) -> bool:
    """Whether the scenario offers this paper without requiring it; one whose condition fails is not asked at all."""
    rules = a.rule.pieces if a.rule is not None else ()
    offered = (rule for rule in rules if rule.id == asked.id and not rule.required)
    return any(rule.when.hold(a.situation) is not False for rule in offered)


def _detail(a: Assessment, asked: PieceAnswer, row: Piece | None, state: PieceState, files: Files) -> str:
    if row is None and state is PieceState.NOT_REQUIRED and (reason := _not_asked(a, asked)):
        return reason
    if row is None or state is PieceState.MISSING:
        return _expectation(a, asked)
    parts = [f"Reçue le {short_date(row.received_on)}" if row.received_on else "Reçue"]
    if row.opinion:
        agreed = _AGREED.get(row.opinion) if asked.id in AGREEMENTS else None
        parts.append(agreed or f"avis {OPINIONS[row.opinion]}")
    if asked.signature_required and row.signed is not None:
        parts.append("signée" if row.signed else "sans signature")
    if name := _file_name(row, files):
        parts.append(name)
    return ", ".join(parts) + (f". {row.note}" if row.note else "")


def _not_asked(a: Assessment, asked: PieceAnswer) -> str:
    """Why the law does not ask for this paper here."""
    reasons = (finding for finding in a.answer.findings if finding.piece == asked.id and finding.severity == "info")
    return next((finding.text for finding in reasons if finding.of in ("", asked.of or "")), "")


def _expectation(a: Assessment, asked: PieceAnswer) -> str:
    """What a missing paper must be, in one line."""
    strength = _STRENGTHS.get(asked.opinion_required, "")
    optional = "" if asked.required else "facultatif" if opinion_asked(asked) else "facultative"
    return ", ".join(part for part in (a.pack.pieces[asked.id].detail.rstrip("."), strength, optional) if part)


def _file_name(row: Piece | None, files: Files) -> str:
    file = files.get(row.file_id) if row is not None and row.file_id is not None else None
    return file.name if file is not None else ""
