"""The recipients grid: whom the law, or courtesy, has written to, with the instructor's choices on top."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.recipients import DEFAULT_CHANNEL
from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.model.law.recipients import RecipientAnswer
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.model.network.rows import HospitalRow

DIRECTORS: Final = ("current_director", "new_director")
AGENCIES: Final = ("ars", "current_ars", "new_ars")
PERSONS: Final = ("former_coordonnateur", "new_coordonnateur", "coordonnateur")


def recipient_lines(a: Assessment) -> tuple[RecipientLine, ...]:
    """One line for each letter to be written after the decision taken (a favourable one while there is none); an
    adjournment sends none."""
    return tuple(_lines(a)) if a.rule is not None and a.outcome != "adjourned" else ()


def hospital_of(a: Assessment, who: str) -> HospitalRow | None:
    """The establishment whose director, or whose agency, ``who`` is."""
    if who in ("new_director", "new_ars") and a.facts.new_hospital is not None:
        return a.facts.new_hospital
    return a.facts.crmr.coordinating.hospital if a.facts.crmr.coordinating else None


def _lines(a: Assessment) -> Iterator[RecipientLine]:
    for part, answers in (
        ("notified", a.answer.notified),
        ("informed", a.answer.informed),
        ("courtesy", a.answer.copies),
    ):
        yield from (_line(a, part, answer) for answer in answers if answer.letter)


def _line(a: Assessment, part: str, answer: RecipientAnswer) -> RecipientLine:
    chosen = a.recipients.get((answer.who, answer.of))
    name, detail = _words(a, answer.who)
    return RecipientLine(
        who=answer.who,
        of=answer.of,
        name=name,
        detail=detail,
        part=part,
        place=answer.place,
        ordered=answer.ordered,
        included=chosen.included if chosen is not None else not answer.lifted,
        channel=chosen.channel if chosen is not None else DEFAULT_CHANNEL,
        reason=chosen.reason if chosen is not None else answer.reason,
        letter_kind=answer.letter,
    )


def _words(a: Assessment, who: str) -> tuple[str, str]:
    """Name and quality of a recipient, as the grid shows them."""
    label = a.pack.who[who].label
    if who in PERSONS:
        person = a.facts.former if who == "former_coordonnateur" else a.facts.candidate
        quality = "candidat" if who == "new_coordonnateur" and a.outcome == "unfavourable" else label.lower()
        return (person.name, quality) if person is not None else (label, "à préciser")
    hospital = hospital_of(a, who)
    if who in DIRECTORS and hospital is not None:
        return f"Direction, {hospital.name}", label.lower()
    if who in AGENCIES and hospital is not None:
        return hospital.ars, f"région {REGIONS[hospital.region].name}"
    if who == "fsmr" and a.facts.crmr.fsmr is not None:
        return f"Filière {a.facts.crmr.fsmr.sigle}", "copie proposée"
    return label, "lettre et fiche" if who == "orphanet" else ""
