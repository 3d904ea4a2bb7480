"""The opinions and agreements that a check-list asks for: of whom, asked or not, received, late or given up."""

from __future__ import annotations

from collections.abc import Iterator

from crmr_desk.model.dossiers.addressees import filieres_of, hospital_of
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.checklist import piece_label, piece_lines
from crmr_desk.model.dossiers.rows import IN_HAND, OpinionLine, PieceLine, PieceState
from crmr_desk.model.dossiers.wording import of_hospital
from crmr_desk.model.network.rows import HospitalRow
from crmr_desk.model.store.schema import Opinion

TO_ASK, WAITED, LATE, RECEIVED, UNANSWERED = "to_ask", "waited", "late", "received", "unanswered"


def opinion_lines(a: Assessment) -> tuple[OpinionLine, ...]:
    """Every opinion or agreement of the check-list, in its order, then those asked that it no longer wants."""
    return tuple(_lines(a))


def still_waited(line: OpinionLine) -> bool:
    """Whether an answer to this request may still come."""
    return line.state in (WAITED, LATE)


def house_of(a: Assessment, of: str) -> HospitalRow | None:
    """The hospital whose director or directoire is asked: the one that the site joins for ``new``."""
    return a.facts.new_hospital if of == "new" else hospital_of(a, "current_director")


def _lines(a: Assessment) -> Iterator[OpinionLine]:
    asked = [line for line in piece_lines(a) if line.opinion_asked and _is_wanted(line)]
    yield from (_line(a, line, a.opinions.get((line.kind, line.of))) for line in asked)
    keys = {(line.kind, line.of) for line in asked}
    yield from (_no_longer_wanted(a, row) for key, row in a.opinions.items() if key not in keys)


def _is_wanted(line: PieceLine) -> bool:
    return line.state is not PieceState.NOT_REQUIRED or line.received_on is not None


def _line(a: Assessment, line: PieceLine, row: Opinion | None) -> OpinionLine:
    return OpinionLine(
        kind=line.kind,
        of=line.of,
        label=line.label,
        body=row.body if row is not None else body_of(a, line.kind, line.of),
        required=line.required,
        place=line.place,
        state=_state(a, row, came=_came_in(a, line.kind, line.of)),
        asked_on=row.asked_on if row is not None else None,
        due_on=row.due_on if row is not None else None,
        reminded_on=row.reminded_on if row is not None else None,
        reminders=row.reminders if row is not None else 0,
        outcome=line.opinion or "",
    )


def _no_longer_wanted(a: Assessment, row: Opinion) -> OpinionLine:
    piece = a.pieces.get((row.kind, row.of))
    return OpinionLine(
        kind=row.kind,
        of=row.of,
        label=piece_label(a, row.kind, row.of),
        body=row.body,
        required=False,
        place="",
        state=_state(a, row, came=_came_in(a, row.kind, row.of)),
        asked_on=row.asked_on,
        due_on=row.due_on,
        reminded_on=row.reminded_on,
        reminders=row.reminders,
        outcome=(piece.opinion if piece is not None else None) or "",
    )


def _came_in(a: Assessment, kind: str, of: str) -> bool:
    """A paper that is to be redone is waited for again."""
    piece = a.pieces.get((kind, of))
    return piece is not None and piece.state in IN_HAND


def _state(a: Assessment, row: Opinion | None, *, came: bool) -> str:
    if came:
        return RECEIVED
    if row is None:
        return TO_ASK
    if row.unanswered_on is not None:
        return UNANSWERED
    return LATE if row.due_on < a.today else WAITED


def body_of(a: Assessment, kind: str, of: str) -> str:
    """Who is to be asked, in words; empty where the register does not tell."""
    match kind:
        case "directoire_opinion" | "director_opinion":
            house = house_of(a, of)
            who = "Directoire" if kind == "directoire_opinion" else "Direction"
            return f"{who} {of_hospital(house)}" if house is not None else ""
        case "fsmr_opinion":
            filieres = filieres_of(a)
            return f"Filière {', '.join(filieres)}" if filieres else ""
        case "site_agreement" | "site_opinion":
            return f"Responsable du site {of}" if of else ""
        case "coordonnateur_agreement" | "coordonnateur_opinion":
            centre = of or (a.facts.crmr.name if a.facts.crmr is not None else "")
            return f"Coordonnateur du centre {centre}" if centre else ""
        case "patients_opinion":
            return a.pack.who["patients"].label
        case _:
            return ""
