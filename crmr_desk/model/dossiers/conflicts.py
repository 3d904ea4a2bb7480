"""Seats that a candidate holds already: another coordinating site, or any second seat. The text forbids neither, both
are for the instructor to see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.rows import FindingLine, Severity
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.seats_held import HeldSeat

SECOND_SEAT: Final = "second_seat"
_OUTSIDE_THE_TEXT: Final = "hors texte"


def conflicts_of(a: Assessment) -> Iterator[str]:
    """One sentence a seat, the one of a site that the candidate would leave apart."""
    candidate = a.facts.candidate
    if candidate is None or not a.seats_somebody:
        return
    left = a.facts.leaves.seat.mandate_id if a.facts.leaves is not None else None
    for held in a.facts.held:
        own = held.function == a.dossier.function and held.centre_id == a.facts.centre.id
        if not own and held.mandate_id != left:
            yield _conflict(candidate.name, held, a.dossier.function)


def conflict_findings(a: Assessment) -> tuple[FindingLine, ...]:
    """The same as warnings of a dossier; they keep nothing from being decided."""
    step = next((step.id for step in a.journey.steps if "candidate" in step.questions), "")
    return tuple(
        FindingLine(
            id=SECOND_SEAT,
            piece="",
            of=str(rank),
            severity=Severity.WARNING,
            title="Autre siège occupé",
            text=sentence,
            place=_OUTSIDE_THE_TEXT,
            liftable=False,
            go_to=step,
        )
        for rank, sentence in enumerate(conflicts_of(a), 1)
    )


def _conflict(name: str, held: HeldSeat, function: str) -> str:
    seat = f"{held.words[:1].lower()}{held.words[1:]}, {period_words(held.start, held.end)}"
    if held.function is Function.COORDONNATEUR and function == Function.COORDONNATEUR:
        return f"{name} mène déjà un autre site coordonnateur\u00a0: {seat}."
    return f"{name} occuperait deux sièges\u00a0: {seat}."
