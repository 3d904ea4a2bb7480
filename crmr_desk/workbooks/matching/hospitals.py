"""Which establishment a line speaks of: by its number, checked by its name; or by its name alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crmr_desk.model.network.names import fold
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.workbooks.checking.rows import Candidate, Doubt, Reason
from crmr_desk.workbooks.incoming.typed import Typed, quoted
from crmr_desk.workbooks.incoming.values.finess import FinessRead
from crmr_desk.workbooks.matching.index import RegisterIndex, name_key
from crmr_desk.workbooks.matching.names import likeness
from crmr_desk.workbooks.matching.register import Hospital

_WORTH_OFFERING = 45
_MOST = 6
"""Candidates shown at most, the new one aside."""


@dataclass(frozen=True, slots=True)
class HospitalMatch:
    """The establishment, None where somebody has to say; what is doubtful about it. ``offered`` are those that come
    into question, the likeliest first."""

    found: Hospital | None = None
    doubts: tuple[Reason, ...] = ()
    offered: tuple[Hospital, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """What a line says of its establishment; ``region`` is that of the agency, None for a national list."""

    finess: FinessRead
    finess_ej: FinessRead
    number: Typed | None
    name: Typed | None
    town: str
    region: str | None

    @property
    def words(self) -> str:
        """The name as typed."""
        return self.name.text if self.name is not None else ""

    def reason(self, code: str, text: str, doubt: Doubt, *, about_name: bool = False) -> Reason:
        """A reason about the cell of the number, or of the name."""
        cells = (self.name, self.number) if about_name else (self.number, self.name)
        cell = next((each for each in cells if each is not None and each.text), None)
        return cell.reason(code, text, doubt) if cell is not None else Reason(code, text, "", doubt)


def find_hospital(index: RegisterIndex, sought: Sought) -> HospitalMatch:
    """Seek by the number first, then by the name. What is wrong about the number itself is said by its reader."""
    match = _by_number(index, sought)
    if match is None:
        match = _by_name(index, sought)
    if match.found is None or sought.region is None or match.found.region == sought.region:
        return match
    text = (
        f"{match.found.name} est dans une autre région ({_region_name(match.found)})\u202f; vérifiez l’établissement."
    )
    outside = sought.reason("hospital_outside_region", text, Doubt.CONFIRM)
    return HospitalMatch(match.found, (*match.doubts, outside), match.offered or (match.found,))


def chosen_hospital(index: RegisterIndex, choice: Any) -> Hospital | None:
    """The establishment that the user has chosen, None for a choice that names none of the register."""
    return index.hospitals.get(choice) if isinstance(choice, int) else None


def candidates(
    index: RegisterIndex, sought: Sought, offered: Iterable[Hospital], person: str = ""
) -> tuple[Candidate, ...]:
    """The establishments that come into question, with what speaks for and against each, and the new one last.
    ``person`` is the name key of the person in charge."""
    made = [_candidate(index, sought, hospital, person) for hospital in offered]
    made.sort(key=lambda each: -each.score)
    return (*made[:_MOST], _new(sought))


def _by_number(index: RegisterIndex, sought: Sought) -> HospitalMatch | None:
    """None when no number leads anywhere."""
    finess = sought.finess if sought.finess.given else sought.finess_ej
    if not finess.given:
        return None
    if finess.valid:
        return _by_valid(index, sought, finess.number)
    numbers = finess.candidates or finess.several or _neighbours(index, finess.number)
    known = {hospital.id: hospital for number in numbers for hospital in _houses(index, number)}
    agreeing = [house for house in known.values() if _agrees(sought, house)]
    if len(agreeing) == 1 or len(known) == 1:
        found = (agreeing or list(known.values()))[0]
        return HospitalMatch(found, _name_doubts(sought, found), tuple(known.values()))
    return HospitalMatch(None, (), tuple(known.values())) if known else None


def _by_valid(index: RegisterIndex, sought: Sought, number: str) -> HospitalMatch | None:
    house = index.by_et.get(number)
    if house is not None:
        return HospitalMatch(house, _name_doubts(sought, house), _also_named(index, sought, house))
    houses = index.by_ej.get(number, ())
    if houses:
        return _by_legal_entity(sought, number, houses)
    named = _by_name(index, sought)
    if named.found is None:
        return named
    text = (
        f"Le numéro FINESS {number} n’est pas au registre\u202f; le nom désigne {named.found.name}"
        f" ({named.found.finess_et}). Confirmez, ou corrigez le numéro."
    )
    return HospitalMatch(
        named.found, (*named.doubts, sought.reason("finess_unknown", text, Doubt.CONFIRM)), named.offered
    )


def _by_legal_entity(sought: Sought, number: str, houses: tuple[Hospital, ...]) -> HospitalMatch:
    """A legal number says which entity, not which establishment. Where a column is meant for it, the name beside it
    may say which."""
    agreeing = [house for house in houses if likeness(sought.words, house.name, house.town).typed >= 0.99]
    found = agreeing[0] if len(agreeing) == 1 else houses[0] if len(houses) == 1 else None
    if found is not None and not sought.finess.given and sought.words and _agrees(sought, found):
        return HospitalMatch(found, (), houses)
    text = (
        f"{number} est le numéro de l’entité juridique, qui compte {len(houses)} établissement{'s' * (len(houses) > 1)}"
        " au registre\u202f; dites lequel."
    )
    return HospitalMatch(found, (sought.reason("finess_ej_only", text, Doubt.CONFIRM),), houses)


def _by_name(index: RegisterIndex, sought: Sought) -> HospitalMatch:
    if not sought.words:
        if sought.finess.given or sought.finess_ej.given:
            return HospitalMatch(None, (_unknown(sought),))
        text = "La ligne ne nomme aucun établissement, ni par son numéro, ni par son nom."
        return HospitalMatch(None, (Reason("hospital_missing", text, "", Doubt.CORRECT),))
    full, near = _named(index, sought.words, sought.town, sought.region)
    if len(full) == 1:
        return HospitalMatch(full[0], (), full)
    if full:
        text = f"{quoted(sought.words)} peut désigner {len(full)} établissements\u202f; dites lequel."
        return HospitalMatch(None, (sought.reason("hospital_ambiguous", text, Doubt.CONFIRM, about_name=True),), full)
    if near:
        text = f"{quoted(sought.words)} ressemble à {near[0].name}\u202f; dites lequel est le bon."
        return HospitalMatch(None, (sought.reason("hospital_alike", text, Doubt.CONFIRM, about_name=True),), near)
    return HospitalMatch(None, (_unknown(sought),))


def _unknown(sought: Sought) -> Reason:
    what = sought.words or (sought.number.text if sought.number is not None else "")
    text = f"Aucun établissement du registre ne correspond à {quoted(what)}\u202f; corrigez le numéro ou le nom."
    return sought.reason("hospital_unknown", text, Doubt.CORRECT, about_name=True)


def _named(
    index: RegisterIndex, words: str, town: str, region: str | None
) -> tuple[tuple[Hospital, ...], tuple[Hospital, ...]]:
    """The establishments that every word typed fits, and those that come near; in the region. In
    another region, only one of exactly that name."""
    key = (words, town, region)
    if key not in index.names_sought:
        found = _compared(index.by_region.get(region, ()) if region else index.hospitals.values(), words, town)
        if region and not any(found):
            found = (tuple(house for house in index.hospitals.values() if fold(house.name) == fold(words)), ())
        index.names_sought[key] = found
    named: tuple[tuple[Hospital, ...], tuple[Hospital, ...]] = index.names_sought[key]
    return named


def _compared(houses: Iterable[Hospital], words: str, town: str) -> tuple[tuple[Hospital, ...], tuple[Hospital, ...]]:
    folded = fold(words)
    scored = [(likeness(words, house.name, house.town), house) for house in houses]
    exact = tuple(house for _, house in scored if fold(house.name) == folded)
    full = exact or tuple(house for like, house in scored if like.telling and like.typed >= 0.99)
    if len(full) > 1 and town:
        full = tuple(house for house in full if fold(house.town) == fold(town)) or full
    near = sorted((pair for pair in scored if pair[0].score >= _WORTH_OFFERING), key=lambda pair: -pair[0].score)
    return full, tuple(house for _, house in near[:_MOST])


def _houses(index: RegisterIndex, number: str) -> tuple[Hospital, ...]:
    house = index.by_et.get(number)
    return (house,) if house is not None else index.by_ej.get(number, ())


def _neighbours(index: RegisterIndex, number: str) -> list[str]:
    """The geographic numbers of the register that differ from this one by one character, or by two exchanged."""
    if len(number) != 9:
        return []
    return [other for other in index.by_et if _one_slip(number, other)]


def _one_slip(typed: str, known: str) -> bool:
    differing = [place for place in range(9) if typed[place] != known[place]]
    if len(differing) == 1:
        return True
    if len(differing) != 2 or differing[1] - differing[0] != 1:
        return False
    left, right = differing
    return typed[left] == known[right] and typed[right] == known[left]


def _agrees(sought: Sought, house: Hospital) -> bool:
    return likeness(sought.words, house.name, house.town).agrees


def _name_doubts(sought: Sought, house: Hospital) -> tuple[Reason, ...]:
    if _agrees(sought, house):
        return ()
    text = (
        f"Le numéro est celui de {house.name}, le nom dit {quoted(sought.words)}\u202f; confirmez, ou corrigez l’un des"
        " deux."
    )
    return (sought.reason("finess_name_disagree", text, Doubt.CONFIRM, about_name=True),)


def _also_named(index: RegisterIndex, sought: Sought, house: Hospital) -> tuple[Hospital, ...]:
    """What else the name may mean, offered where number and name disagree."""
    if not sought.words or _agrees(sought, house):
        return (house,)
    full, near = _named(index, sought.words, sought.town, sought.region)
    return tuple({each.id: each for each in (house, *(full or near))}.values())


def _region_name(house: Hospital) -> str:
    return REGIONS[house.region].name if house.region in REGIONS else house.region


def _candidate(index: RegisterIndex, sought: Sought, house: Hospital, person: str) -> Candidate:
    like = likeness(sought.words, house.name, house.town)
    number = sought.finess.number or sought.finess_ej.number
    speaking: list[tuple[bool, str, int]] = []
    if number == house.finess_et:
        speaking.append((True, "même numéro géographique", 60))
    elif number and number == house.finess_ej:
        speaking.append((True, "même entité juridique", 25))
    if like.telling:
        speaking.append((like.typed >= 0.99, "même nom" if like.typed >= 0.99 else "le nom diffère", 30))
    if sought.region is not None:
        same = house.region == sought.region
        speaking.append((same, "dans la région" if same else f"en {_region_name(house)}", 5))
    if person:
        there = any(fold_key == person for fold_key in _heads(index, house))
        speaking.append((there, "responsable déjà en fonction" if there else "le responsable n’y est pas", 30))
    score = min(99, sum(weight for good, _, weight in speaking if good) + like.score // 10)
    verdict = "sure" if score >= 85 else "confirm"
    detail = f"FINESS {house.finess_et}" + (f", {house.town}" if house.town else "")
    return Candidate(
        "hospital", house.id, house.name, detail, score, verdict, tuple((good, words) for good, words, _ in speaking)
    )


def _heads(index: RegisterIndex, house: Hospital) -> Iterable[str]:
    for centre in index.at.get(house.id, ()):
        holder = index.holder(centre.key)
        if holder is not None:
            person = index.people[holder.person_id]
            yield name_key(person.first_name, person.last_name)


def _new(sought: Sought) -> Candidate:
    known = {
        "finess_et": sought.finess.number if sought.finess.valid else "",
        "finess_ej": sought.finess_ej.number if sought.finess_ej.valid else "",
        "name": sought.words,
        "town": sought.town,
        "region": sought.region or "",
    }
    reasons = tuple(
        (bool(known[field]), yes if known[field] else no)
        for field, yes, no in (
            ("finess_et", "numéro géographique donné", "aucun numéro géographique"),
            ("finess_ej", "numéro juridique donné", "aucun numéro juridique"),
            ("name", "nom donné", "aucun nom"),
        )
    )
    return Candidate(
        "hospital", {"new": known}, "Nouvel établissement", "jamais créé sans votre accord", 0, "new", reasons
    )
