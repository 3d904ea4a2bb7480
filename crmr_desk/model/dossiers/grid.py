"""The recipients grid: whom the law, or courtesy, has written to, with the instructor's choices on top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from crmr_desk.model.dossiers.addressees import (
    AGENCIES,
    DIRECTORS,
    PERSONS,
    filieres_of,
    has_no_filiere,
    heads_of_sites,
    hospital_of,
    person_of,
    seat_is_vacant,
)
from crmr_desk.model.dossiers.assessment import Assessment
from crmr_desk.model.dossiers.candidacy_rows import Outcome
from crmr_desk.model.dossiers.recipients import DEFAULT_CHANNEL
from crmr_desk.model.dossiers.rows import RecipientLine
from crmr_desk.model.law.recipients import RecipientAnswer
from crmr_desk.model.network.regions import REGIONS

_ADJOURNMENTS: Final = {
    "former_coordonnateur": "adjournment_former",
    **{who: "adjournment_candidate" for who in PERSONS if who not in ("former_coordonnateur", "site_heads")},
}
"""The letter that tells a person of an adjournment."""
_WITHDRAWALS: Final = {
    "coordonnateur": "withdrawal_labelling_coordonnateur",
    "current_director": "withdrawal_labelling_director",
}
"""The letter that takes note of an application withdrawn."""
_VACANT: Final = "Personne n’occupe ce siège."
_NO_FILIERE: Final = "Le registre ne rattache ce centre à aucune filière."
UNKNOWN: Final = "à préciser"
"""What stands for the quality of a recipient whose establishment, or name, nobody knows yet."""


def recipient_lines(a: Assessment) -> tuple[RecipientLine, ...]:
    """One line for each letter to be written after the decision taken (a favourable one while there is none). An
    adjournment is made known, beyond the text, to those whom the decision would be notified to."""
    if a.rule is None:
        return ()
    lines = tuple(_lines(a))
    if a.application is not None and a.application.centre.outcome is Outcome.WITHDRAWN:
        return tuple(_withdrawn(lines))
    return tuple(_put_off(a, lines)) if a.outcome == "adjourned" else lines


def _withdrawn(lines: tuple[RecipientLine, ...]) -> Iterator[RecipientLine]:
    """A withdrawal is no refusal: whoever would be told of one is told that note was taken."""
    for line in lines:
        letter = _WITHDRAWALS.get(line.who)
        yield line if letter is None else replace(line, letter_kind=letter, place="hors texte", ordered=False)


def _put_off(a: Assessment, lines: tuple[RecipientLine, ...]) -> Iterator[RecipientLine]:
    for line in lines:
        letter = _ADJOURNMENTS.get(line.who, "adjournment_director" if line.who in DIRECTORS else "")
        known = line.who not in PERSONS or person_of(a, line.who, line.of) is not None
        if line.part == "notified" and letter and known:
            yield replace(line, letter_kind=letter, place="hors texte", ordered=False)


def _lines(a: Assessment) -> Iterator[RecipientLine]:
    for part, answers in (
        ("notified", a.answer.notified),
        ("informed", a.answer.informed),
        ("courtesy", a.answer.copies),
    ):
        for answer in answers:
            if answer.letter and answer.who == "site_heads":
                # each constitutive site: its head is written to by name
                yield from (_line(a, part, replace(answer, of=name)) for name, _holder in heads_of_sites(a))
            elif answer.letter:
                yield _line(a, part, answer)


def _line(a: Assessment, part: str, answer: RecipientAnswer) -> RecipientLine:
    nobody = _why_nobody(a, answer)
    if nobody and not answer.lifted:
        answer = replace(answer, lifted=True, reason=nobody)
    chosen = a.recipients.get((answer.who, answer.of))
    name, detail = words_of(a, answer.who, answer.of)
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


def _why_nobody(a: Assessment, answer: RecipientAnswer) -> str:
    """Why there is nobody to write to; empty where there is somebody, or where the decision has yet to name one."""
    if seat_is_vacant(a, answer.who, answer.of):
        return _VACANT
    return _NO_FILIERE if has_no_filiere(a, answer.who, answer.of) else ""


def words_of(a: Assessment, who: str, of: str = "") -> tuple[str, str]:
    """Name and quality of a recipient, as the grid shows them."""
    label = a.pack.who[who].label
    if who in PERSONS:
        return _words_of_person(a, who, of, label)
    hospital = hospital_of(a, who)
    if who in DIRECTORS:
        return (f"Direction, {hospital.name}", label.lower()) if hospital is not None else (label, UNKNOWN)
    if who in AGENCIES:
        return (hospital.ars, f"région {REGIONS[hospital.region].name}") if hospital is not None else (label, UNKNOWN)
    filieres = (of,) if of else filieres_of(a)
    if who == "fsmr" and filieres:
        return f"Filière {', '.join(filieres)}", "copie proposée"
    if who == "fsmr_governance" and filieres:
        return f"Instances de la filière {', '.join(filieres)}", label.lower()
    return label, "lettre et fiche" if who == "orphanet" else ""


def _words_of_person(a: Assessment, who: str, of: str, label: str) -> tuple[str, str]:
    person = person_of(a, who, of)
    if who == "site_heads":
        return (person.name if person is not None else label, f"site {of}" if of else "")
    if person is None:
        return label, UNKNOWN
    refused = a.outcome == "unfavourable" and a.facts.candidate is not None and person.id == a.facts.candidate.id
    quality = "candidat" if refused and who != "former_coordonnateur" else label.lower()
    return person.name, f"{quality}, {of}" if of else quality
