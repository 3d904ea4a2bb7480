"""Who the person in charge is: somebody the register knows, somebody alike, or somebody new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.rows import Candidate, Doubt, Reason
from crmr_desk.workbooks.incoming.fields import Target
from crmr_desk.workbooks.incoming.typed import quoted
from crmr_desk.workbooks.incoming.values.people import PersonRead
from crmr_desk.workbooks.matching.index import RegisterIndex, SeatKey, name_key
from crmr_desk.workbooks.matching.register import Person

_ALIKE = 92
"""Likeness, of 100, from which two names may be one mistyped."""


class PersonMatch(NamedTuple):
    """The person of the register, None for somebody it does not know (``new``) or where somebody has to say."""

    found: Person | None = None
    new: bool = False
    doubts: tuple[Reason, ...] = ()
    offered: tuple[Person, ...] = ()


def find_person(index: RegisterIndex, person: PersonRead, rpps: str | None, seat: SeatKey | None) -> PersonMatch:
    """Seek by RPPS and by name, titles aside. Of several people of one name, the one who holds the seat is meant."""
    same = index.people_named.get(name_key(person.first_name, person.last_name), ())
    numbered = index.people_rpps.get(rpps or "")
    if numbered is not None and numbered not in same:
        text = f"Ce numéro RPPS est celui de {numbered.name} au registre\u202f; vérifiez le nom ou le numéro."
        return PersonMatch(None, doubts=(_reason(person, "rpps_of_another", text),), offered=(numbered, *same))
    if len(same) == 1:
        return PersonMatch(same[0], offered=same)
    if same:
        return _one_of(index, person, same, seat, numbered)
    alike = _alike(index, person)
    if not alike:
        return PersonMatch(None, new=True)
    text = f"{quoted(person.name)} ressemble à {alike[0].name}, au registre\u202f; dites si c’est la même personne."
    return PersonMatch(None, doubts=(_reason(person, "person_alike", text),), offered=alike)


def candidates(index: RegisterIndex, person: PersonRead, offered: Iterable[Person]) -> tuple[Candidate, ...]:
    """The people who may be meant, with what they hold, and somebody new last."""
    made = [_candidate(index, person, one) for one in offered]
    new = Candidate(
        "person", "new", person.name or "Nouvelle personne", "fiche créée avec le mandat", 0, "new",
        ((True, "nom inconnu du registre") if not made else (False, "un nom proche existe"),),
    )  # fmt: skip
    return (*sorted(made, key=lambda each: -each.score), new)


def _one_of(
    index: RegisterIndex, person: PersonRead, same: tuple[Person, ...], seat: SeatKey | None, numbered: Person | None
) -> PersonMatch:
    if numbered is not None:
        return PersonMatch(numbered, offered=same)
    seated = {one.person_id: index.people[one.person_id] for one in index.held.get(seat, ())} if seat else {}
    there = [one for one in seated.values() if one in same]
    if len(there) == 1:
        return PersonMatch(there[0], offered=same)
    text = f"Le registre connaît {len(same)} personnes du nom de {quoted(person.name)}\u202f; dites laquelle."
    return PersonMatch(None, doubts=(_reason(person, "person_ambiguous", text),), offered=same)


def _alike(index: RegisterIndex, person: PersonRead) -> tuple[Person, ...]:
    key = ("person", person.first_name, person.last_name)
    if key not in index.names_sought:
        index.names_sought[key] = _initials(index, person) or _mistyped(index, person)
    found: tuple[Person, ...] = index.names_sought[key]
    return found


def _initials(index: RegisterIndex, person: PersonRead) -> tuple[Person, ...]:
    """J.-M. Dupont for Jean-Marc Dupont, or the other way round, or DUPONT alone: who bears the name and initials."""
    typed = _words(person.first_name)
    return tuple(
        one
        for one in index.people_last.get(fold(person.last_name), ())
        if (_are_initials(typed) or _are_initials(_words(one.first_name))) and _begin_alike(typed, one.first_name)
    )


def _words(first_name: str) -> list[str]:
    return fold(first_name).replace(".", " ").split()


def _are_initials(words: Sequence[str]) -> bool:
    return all(len(word) == 1 for word in words)


def _begin_alike(typed: Sequence[str], first_name: str) -> bool:
    return all(one[0] == other[0] for one, other in zip(typed, _words(first_name), strict=False))


def _mistyped(index: RegisterIndex, person: PersonRead) -> tuple[Person, ...]:
    """People whose name differs by a slip: another word of it is then the same."""
    key = name_key(person.first_name, person.last_name)
    near = {name for word in key.split() for name in index.people_words.get(word, ())}
    found = process.extract(key, near, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3)
    return tuple(one for name, _score, _place in found for one in index.people_named[name])


def _candidate(index: RegisterIndex, person: PersonRead, one: Person) -> Candidate:
    likeness = fuzz.ratio(name_key(person.first_name, person.last_name), name_key(one.first_name, one.last_name))
    held = index.seats.get(one.id, ())
    seats = ", ".join(index.centres[seat].code for seat in held if seat in index.centres)
    reasons = (
        (likeness >= 100, "même nom" if likeness >= 100 else f"nom proche ({round(likeness)}\u00a0%)"),
        (bool(held), f"déjà en fonction\u00a0: {seats}" if seats else "aucune fonction en cours"),
    )
    detail = ", ".join(part for part in (one.code, f"RPPS {one.rpps}" if one.rpps else "") if part)
    return Candidate("person", one.id, one.name, detail, min(99, round(likeness)), "confirm", reasons)


def _reason(person: PersonRead, code: str, text: str) -> Reason:
    return Reason(code, text, person.cell, Doubt.CONFIRM, Target.PERSON)
