"""What would be twice: a candidate who holds another seat, a centre with another site in the hospital where one moves.
The text forbids neither, both are for the instructor to see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.facts_answers import NEW_HOSPITAL
from crmr_desk.model.dossiers.rows import FindingLine, Severity
from crmr_desk.model.kinds import Function
from crmr_desk.model.network.mandates import period_words
from crmr_desk.model.network.seats_held import HeldSeat

SECOND_SEAT: Final = "second_seat"
SECOND_SITE: Final = "second_site"
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
    """The same, and the other sites in the hospital of a move, as warnings of a dossier; they keep nothing from being
    decided."""
    seats = (
        _warning(a, SECOND_SEAT, rank, "Autre siège occupé", sentence, asked="candidate")
        for rank, sentence in enumerate(conflicts_of(a), 1)
    )
    sites = (
        _warning(a, SECOND_SITE, rank, "Autre site dans l’établissement", sentence, asked=NEW_HOSPITAL)
        for rank, sentence in enumerate(_sites_there(a), 1)
    )
    return (*seats, *sites)


def _warning(a: Assessment, finding: str, rank: int, title: str, text: str, *, asked: str) -> FindingLine:
    return FindingLine(
        id=finding,
        piece="",
        of=str(rank),
        severity=Severity.WARNING,
        title=title,
        text=text,
        place=_OUTSIDE_THE_TEXT,
        liftable=False,
        go_to=next((step.id for step in a.journey.steps if asked in step.questions), ""),
    )


def _sites_there(a: Assessment) -> Iterator[str]:
    """The sites of the centre in the hospital where one of its sites would move, but that one."""
    crmr, there, moving = a.facts.crmr, a.facts.new_hospital, a.facts.centre.moving_site
    stays = a.dossier.answers.get("changes_hospital") is False
    if crmr is None or there is None or moving is None or stays:
        return
    for site in (crmr.coordinating, *crmr.constitutive):
        if site is not None and site.id != moving.id and site.hospital.id == there.id:
            words = ", ".join(part for part in (site.hospital.name, site.unit, site.role.label.lower()) if part)
            yield f"Le centre a déjà un site dans cet établissement\u00a0: {words}."


def _conflict(name: str, held: HeldSeat, function: str) -> str:
    seat = f"{held.words[:1].lower()}{held.words[1:]}, {period_words(held.start, held.end)}"
    if held.function is Function.COORDONNATEUR and function == Function.COORDONNATEUR:
        return f"{name} mène déjà un autre site coordonnateur\u00a0: {seat}."
    return f"{name} occuperait deux sièges\u00a0: {seat}."
