"""Which establishment a line speaks of: by its number, checked by its name; or by its name alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from crmr_desk.model.network.names import fold
from crmr_desk.model.network.regions import REGIONS
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.typed import quoted
from crmr_desk.workbooks.incoming.values.finess import FinessRead
from crmr_desk.workbooks.matching.entities import entities, entity_words, replaced_by
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.names import Likeness, telling_words
from crmr_desk.workbooks.matching.register import Hospital
from crmr_desk.workbooks.matching.sought import HospitalSought as Sought

__all__ = ["HospitalMatch", "Sought", "chosen_hospital", "find_hospital"]

_WORTH_OFFERING = 45
_MOST = 6

Houses = tuple[Hospital, ...]


class HospitalMatch(NamedTuple):
    """The establishment, None where somebody has to say; what is doubtful about it. ``offered`` are those that come
    into question, the likeliest first."""

    found: Hospital | None = None
    doubts: tuple[Reason, ...] = ()
    offered: Houses = ()


def find_hospital(index: RegisterIndex, sought: Sought) -> HospitalMatch:
    """Seek by the number first, then by the name. What is wrong about the number itself is said by its reader."""
    match = _by_number(index, sought)
    if match is None:
        match = _by_name(index, sought)
    if match.found is None or sought.region is None or match.found.region == sought.region:
        return match
    text = f"{match.found.name} est dans une autre région ({region_name(match.found)})\u202f; vérifiez l’établissement."
    outside = sought.reason("hospital_outside_region", text, Doubt.CONFIRM)
    return HospitalMatch(match.found, (*match.doubts, outside), match.offered or (match.found,))


def chosen_hospital(index: RegisterIndex, choice: Any) -> Hospital | None:
    """The establishment that the user has chosen, None for a choice that names none of the register."""
    return index.hospitals.get(choice) if isinstance(choice, int) else None


def region_name(house: Hospital) -> str:
    """The region of a hospital in words."""
    return REGIONS[house.region].name if house.region in REGIONS else house.region


def _by_number(index: RegisterIndex, sought: Sought) -> HospitalMatch | None:
    """None when no number leads anywhere."""
    for finess in (sought.finess, sought.finess_ej):
        match = None
        if finess.valid:
            match = _by_valid(index, sought, finess)
        elif finess.given:
            match = _by_damaged(index, sought, finess)
        if match is not None:
            return match
    return _unknown_number(index, sought)


def _by_damaged(index: RegisterIndex, sought: Sought, finess: FinessRead) -> HospitalMatch | None:
    """A number with a digit lost, mistyped or exchanged, or one of several: only those that exist count."""
    numbers = finess.candidates or finess.several or _slips(finess.number)
    known = {house.id: house for number in numbers for house in _houses(index, number)}
    agreeing = [house for house in known.values() if _agrees(index, sought, house)]
    likely = agreeing if len(agreeing) == 1 else list(known.values())
    if len(likely) == 1:
        return HospitalMatch(likely[0], _name_doubts(index, sought, likely[0]), tuple(known.values()))
    return HospitalMatch(None, (), tuple(agreeing or known.values())) if known else None


def _by_valid(index: RegisterIndex, sought: Sought, finess: FinessRead) -> HospitalMatch | None:
    house = index.by_et.get(finess.number)
    if house is not None:
        doubts = (*_name_doubts(index, sought, house), *_entity_doubts(index, sought, house))
        return HospitalMatch(house, doubts, _also_named(index, sought, house))
    once = index.formerly.get(finess.number, ())
    if len(once) == 1 and once[0].finess_et != finess.number and finess.number not in index.by_ej:
        return _by_former(index, sought, finess, once[0])
    former = replaced_by(finess.number)
    houses = index.by_ej.get(former.number if former is not None else finess.number, once)
    if not houses:
        return None
    match = _by_legal_entity(index, sought, finess, houses)
    if former is None:
        return match
    text = f"{finess.number} est un ancien numéro de {former.name}, remplacé par {former.number}\u202f; corrigez-le."
    return HospitalMatch(
        match.found, (*match.doubts, sought.reason("finess_former", text, Doubt.CONFIRM)), match.offered
    )


def _by_former(index: RegisterIndex, sought: Sought, finess: FinessRead, house: Hospital) -> HospitalMatch:
    """A number that one establishment alone had before, or that its double has."""
    text = (
        f"{finess.number} est un ancien numéro de {house.name}, qui a aujourd’hui le {house.finess_et}"
        f" (entité juridique {house.finess_ej})."
    )
    noted = sought.reason("finess_former", text, Doubt.NOTE)
    return HospitalMatch(house, (*_name_doubts(index, sought, house), noted), _also_named(index, sought, house))


def _by_legal_entity(index: RegisterIndex, sought: Sought, finess: FinessRead, houses: Houses) -> HospitalMatch:
    """A legal number says which entity, not which establishment. Where a column is meant for it, the name beside it
    may say which."""
    named = _specifically_named(index, sought.words, houses)
    found = named[0] if len(named) == 1 else houses[0] if len(houses) == 1 else None
    if finess is sought.finess_ej and len(named) == 1:
        return HospitalMatch(found, (), houses)
    several = len(houses) > 1
    text = (
        f"{finess.number} est le numéro de l’entité juridique, qui compte {len(houses)} établissement{'s' * several} au"
        f" registre\u202f; {'dites lequel' if several else 'confirmez que c’est bien lui'}."
    )
    doubt = sought.reason("finess_ej_only", text, Doubt.CONFIRM)
    if any(index.house_words.likeness(sought.words, house).agrees for house in houses):
        in_order = sorted(houses, key=lambda house: (house not in named, house.region != sought.region))
        return HospitalMatch(found, (doubt,), tuple(in_order))
    full, near = _named(index, sought.words, sought.town, sought.region)
    return HospitalMatch(None, (doubt,), tuple(dict.fromkeys((*(full or near), *houses))))


def _specifically_named(index: RegisterIndex, words: str, houses: Houses) -> list[Hospital]:
    """Those of one legal entity that a name fits which says more than the name of the entity."""
    same = [house for house in houses if fold(house.name) == fold(words)]
    if same:
        return same
    entity = entities().get(houses[0].finess_ej)
    if telling_words(words) <= (entity.words if entity is not None else frozenset[str]()):
        return []
    return _narrowed([(index.house_words.likeness(words, house), house) for house in houses])


def _unknown_number(index: RegisterIndex, sought: Sought) -> HospitalMatch | None:
    """A number with a right key that the register does not have: the name has to say, and the user."""
    numbers = [each.number for each in (sought.finess, sought.finess_ej) if each.valid]
    if not numbers:
        return None
    named = _by_name(index, sought)
    if named.found is None:
        return named
    text = (
        f"Le numéro FINESS {numbers[0]} n’est pas au registre\u202f; le nom désigne {named.found.name}"
        f" ({named.found.finess_et}). Confirmez, ou corrigez le numéro."
    )
    unknown = sought.reason("finess_unknown", text, Doubt.CONFIRM)
    return HospitalMatch(named.found, (*named.doubts, unknown), named.offered)


def _by_name(index: RegisterIndex, sought: Sought) -> HospitalMatch:
    if not sought.words:
        if sought.finess.given or sought.finess_ej.given:
            return HospitalMatch(None, (_unknown(sought),))
        text = "La ligne ne nomme aucun établissement, ni par son numéro, ni par son nom."
        return HospitalMatch(None, (sought.reason("hospital_missing", text, Doubt.CORRECT),))
    full, near = _named(index, sought.words, sought.town, sought.region)
    if len(full) == 1 and not _names_group(sought.words, full[0]):
        return HospitalMatch(full[0], (), full)
    if full:
        means = "un établissement" if len(full) == 1 else f"{len(full)} établissements"
        text = f"{quoted(sought.words)} peut désigner {means} du registre\u202f; dites lequel."
        return HospitalMatch(None, (sought.reason("hospital_ambiguous", text, Doubt.CONFIRM, about_name=True),), full)
    if near:
        text = f"{quoted(sought.words)} ressemble à {near[0].name}\u202f; dites lequel est le bon."
        return HospitalMatch(None, (sought.reason("hospital_alike", text, Doubt.CONFIRM, about_name=True),), near)
    return HospitalMatch(None, (_unknown(sought),))


def _names_group(words: str, house: Hospital) -> bool:
    """Whether a name is that of a group of hospitals (« Hospices civils de Lyon »), which never means one alone."""
    entity = entities().get(house.finess_ej)
    return entity is not None and entity.group and telling_words(words) <= entity.words


def _unknown(sought: Sought) -> Reason:
    what = sought.words or (sought.number.text if sought.number is not None else "")
    text = f"Aucun établissement du registre ne correspond à {quoted(what)}\u202f; corrigez le numéro ou le nom."
    return sought.reason("hospital_unknown", text, Doubt.CORRECT, about_name=True)


def _named(index: RegisterIndex, words: str, town: str, region: str | None) -> tuple[Houses, Houses]:
    """The establishments that every word typed fits, and those that come near; of the region, or of France where the
    region has none."""
    key = (words, town, region)
    if key not in index.names_sought:
        said = words if telling_words(words) else f"{words} {town}"
        found = _compared(index, said, town, region)
        if region is not None and not any(found):
            found = (_compared(index, said, town, None)[0], ())
        index.names_sought[key] = found
    named: tuple[Houses, Houses] = index.names_sought[key]
    return named


def _compared(index: RegisterIndex, words: str, town: str, region: str | None) -> tuple[Houses, Houses]:
    folded = fold(words)
    scored = [(index.house_words.likeness(words, house), house) for house in index.house_words.sharing(words, region)]
    full = [house for _, house in scored if fold(house.name) == folded] or _narrowed(scored)
    if len(full) > 1 and town:
        full = [house for house in full if fold(house.town) == fold(town)] or full
    near = [pair for pair in scored if pair[0].score >= _WORTH_OFFERING or _bears_group(words, pair[1])]
    near.sort(key=lambda pair: -pair[0].score)
    return tuple(full), tuple(house for _, house in near[:_MOST])


def _bears_group(words: str, house: Hospital) -> bool:
    """Whether a name holds that of the group of the hospital, whatever else it says: « HCL, groupement Est »."""
    entity = entities().get(house.finess_ej)
    return entity is not None and entity.group and entity.sign <= telling_words(words)


def _narrowed(scored: Sequence[tuple[Likeness, Hospital]]) -> list[Hospital]:
    """Those that every word typed fits letter for letter; « Timone » is the Timone before the Timone enfants."""
    fitting = [(like, house) for like, house in scored if like.complete and like.exact]
    whole = [house for like, house in fitting if like.whole]
    return whole if len(whole) == 1 else [house for _, house in fitting]


def _houses(index: RegisterIndex, number: str) -> Houses:
    house = index.by_et.get(number)
    return (house,) if house is not None else index.by_ej.get(number) or index.formerly.get(number, ())


def _slips(number: str) -> Iterable[str]:
    """What differs from a number by one character, or by two neighbours exchanged."""
    for place, typed in enumerate(number):
        for digit in "0123456789AB" if place == 1 else "0123456789":
            if digit != typed:
                yield number[:place] + digit + number[place + 1 :]
    for place in range(len(number) - 1):
        yield number[:place] + number[place + 1] + number[place] + number[place + 2 :]


def _agrees(index: RegisterIndex, sought: Sought, house: Hospital) -> bool:
    """Whether a name may be that of the hospital whose number stands beside it: no word speaks against it, or its own
    words are all there and the others name no other place."""
    words, like = sought.words, index.house_words.likeness(sought.words, house)
    if like.agrees:
        return like.known > 0 or not _named_after(index, sought, house)
    if not like.whole or index.house_words.elsewhere(words, house):
        return False
    full, _ = _named(index, words, sought.town, None)
    return all(other.id == house.id for other in full)


def _named_after(index: RegisterIndex, sought: Sought, house: Hospital) -> bool:
    """Whether what was typed is but the town of the hospital, and the name of another one: « CHI de Créteil »."""
    if telling_words(sought.words) <= entity_words(house.finess_ej):
        return False
    full, _ = _named(index, sought.words, sought.town, None)
    return any(index.house_words.likeness(sought.words, other).known > 0 for other in full)


def _name_doubts(index: RegisterIndex, sought: Sought, house: Hospital) -> tuple[Reason, ...]:
    if _agrees(index, sought, house):
        return ()
    text = (
        f"Le numéro est celui de {house.name}, le nom dit {quoted(sought.words)}\u202f; confirmez, ou corrigez l’un des"
        " deux."
    )
    return (sought.reason("finess_name_disagree", text, Doubt.CONFIRM, about_name=True),)


def _entity_doubts(index: RegisterIndex, sought: Sought, house: Hospital) -> tuple[Reason, ...]:
    """The legal number of a second column says another entity than the register."""
    told = sought.finess_ej.number if sought.finess.valid and sought.finess_ej.valid else ""
    if told in ("", house.finess_ej, house.finess_et):
        return ()
    former = replaced_by(told)
    if house in index.formerly.get(told, ()) or (former is not None and former.number == house.finess_ej):
        text = f"Le numéro juridique {told} a été remplacé par {house.finess_ej}."
        return (sought.reason("finess_former", text, Doubt.NOTE),)
    text = (
        f"Au registre, l’entité juridique de {house.name} a le numéro {house.finess_ej}, la ligne dit {told}\u202f;"
        " confirmez ou corrigez."
    )
    return (sought.reason("finess_ej_differs", text, Doubt.CONFIRM),)


def _also_named(index: RegisterIndex, sought: Sought, house: Hospital) -> Houses:
    """What else the name may mean, offered where number and name disagree."""
    if not sought.words or _agrees(index, sought, house):
        return (house,)
    full, near = _named(index, sought.words, sought.town, sought.region)
    return tuple({each.id: each for each in (house, *(full or near))}.values())
