"""What the user may choose where a line does not tell for sure: the hospitals and centres that come into question, with
what speaks for and against each. Something new comes last and is never chosen by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from crmr_desk.model.kinds import Population
from crmr_desk.model.network.names import fold
from crmr_desk.workbooks.checking.rows import Candidate
from crmr_desk.workbooks.incoming.values.codes import Nature
from crmr_desk.workbooks.matching.centres import SURE, is_of_kind, likeness, same_specialty
from crmr_desk.workbooks.matching.entities import entities, entity_words
from crmr_desk.workbooks.matching.hospitals import region_name
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.names import telling_words
from crmr_desk.workbooks.matching.register import Centre, Crmr, Hospital
from crmr_desk.workbooks.matching.sought import CentreSought, HospitalSought

MOST = 6
"""Candidates shown at most, the new one aside."""
_SURE, _CERTAIN = 85, 99
_NEVER_ALONE = "jamais créé sans votre accord"
_SAME_NUMBER, _NEAR_NUMBER, _SAME_ENTITY, _SAME_NAME, _IN_CHARGE, _CENTRE_THERE = 62, 45, 42, 40, 25, 25
"""What each thing that speaks for a hospital weighs, of 100."""
_NATURES = {
    Nature.COORDONNATEUR: "site coordonnateur",
    Nature.CONSTITUTIF: "site constitutif",
    Nature.CRMR: "centre de référence",
    Nature.CCMR: "centre de compétences",
    Nature.CRC: "centre de ressources et de compétences",
}

Said = tuple[bool, str, int]
"""Whether it speaks for the candidate, in words, and what it weighs."""


def hospital_candidates(
    index: RegisterIndex, sought: HospitalSought, offered: Iterable[Hospital], centre: CentreSought
) -> tuple[Candidate, ...]:
    """The establishments ``offered``, likeliest first, by their number and name, by the ``centre`` sought that is
    there, and by who leads it."""
    made = [_of_hospital(index, sought, house, centre) for house in offered]
    made.sort(key=lambda each: -each.score)
    return (*made[:MOST], _new_hospital(index, sought))


def centre_candidates(index: RegisterIndex, sought: CentreSought, offered: Iterable[Centre]) -> tuple[Candidate, ...]:
    """The centres ``offered``, likeliest first; a new competence centre last: a CRMR or a site is opened by a dossier
    only (A1 A-c, A2 §1)."""
    made = sorted((_of_centre(index, sought, centre) for centre in offered), key=lambda each: -each.score)
    if sought.nature in (Nature.COORDONNATEUR, Nature.CONSTITUTIF, Nature.CRMR):
        return tuple(made[:MOST])
    return (*made[:MOST], _new_centre(index, sought))


def _of_hospital(index: RegisterIndex, sought: HospitalSought, house: Hospital, centre: CentreSought) -> Candidate:
    said = [*_by_number(sought, house), *_by_name(index, sought, house), *_by_centres(index, house, centre)]
    if sought.region not in (None, house.region):
        said.append((False, f"dans une autre région ({region_name(house)})", 0))
    score = min(_CERTAIN, sum(weight for _, _, weight in said))
    detail = f"FINESS {house.finess_et}" + (f", {house.town}" if house.town else "")
    return Candidate("hospital", house.id, house.name, detail, score, _verdict(score), _reasons(said))


def _by_number(sought: HospitalSought, house: Hospital) -> Iterator[Said]:
    for finess in (sought.finess, sought.finess_ej):
        if finess.number == house.finess_et:
            yield True, "même numéro géographique", _SAME_NUMBER
        elif finess.number == house.finess_ej or house.finess_ej in (*finess.candidates, *finess.several):
            yield True, "même entité juridique", _SAME_ENTITY
        elif house.finess_et in finess.candidates:
            yield True, "même numéro à un chiffre perdu près", _NEAR_NUMBER
        elif house.finess_et in finess.several:
            yield True, "l’un des numéros de la cellule", _NEAR_NUMBER
        elif finess.number and not finess.valid and _one_slip(finess.number, house.finess_et):
            yield True, "même numéro à un chiffre près", _NEAR_NUMBER
        else:
            continue
        return
    if sought.finess.number or sought.finess_ej.number:
        yield False, "autre numéro", 0


def _one_slip(typed: str, known: str) -> bool:
    differing = [place for place in range(min(len(typed), len(known))) if typed[place] != known[place]]
    exchanged = len(differing) == 2 and differing[1] == differing[0] + 1
    return len(differing) == 1 or (exchanged and sorted(typed) == sorted(known))


def _by_name(index: RegisterIndex, sought: HospitalSought, house: Hospital) -> Iterator[Said]:
    like = index.house_words.likeness(sought.words, house)
    if fold(sought.words) == fold(house.name) or like.whole:
        yield True, "même nom", _SAME_NAME
    elif not telling_words(sought.words) <= entity_words(house.finess_ej):
        if like.complete:
            yield True, "le nom convient", _SAME_NAME - 10
        else:
            yield False, "le nom diffère", _SAME_NAME * like.score // 250


def _by_centres(index: RegisterIndex, house: Hospital, sought: CentreSought) -> Iterator[Said]:
    """Who is in charge there, and whether the centre sought is there; nothing where the line names no centre."""
    there = [
        centre
        for centre in index.at.get(house.id, ())
        if centre.open_on(index.today) and is_of_kind(centre, sought.nature)
    ]
    if any(index.is_led_by(centre.key, sought.person) for centre in there):
        yield True, "responsable déjà en fonction", _IN_CHARGE
    if sought.words:
        named = [centre for centre in there if likeness(sought, centre) >= SURE]
        if named:
            yield True, f"centre {_name_of(named[0])} rattaché", _CENTRE_THERE
        else:
            yield False, f"aucun centre {_short(sought.words)}", 0
    elif sought.nature is not None:
        kind = _NATURES[sought.nature]
        yield bool(there), f"{kind} dans cet établissement" if there else f"aucun {kind}", 12 * bool(there)


def _new_hospital(index: RegisterIndex, sought: HospitalSought) -> Candidate:
    number = sought.finess.number if sought.finess.valid else ""
    legal = number in index.by_ej or number in entities()
    known = {
        "finess_et": "" if legal else number,
        "finess_ej": sought.finess_ej.number if sought.finess_ej.valid else number if legal else "",
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
            ("region", "région connue", "aucune région"),
        )
    )
    return Candidate("hospital", {"new": known}, "Nouvel établissement", _NEVER_ALONE, 0, "new", reasons)


def _of_centre(index: RegisterIndex, sought: CentreSought, centre: Centre) -> Candidate:
    said = [*_by_words(sought, centre), *_by_holder(index, sought, centre), *_by_kind(sought, centre)]
    if not centre.open_on(index.today):
        said.append((False, "centre fermé", -20))
    if centre.hospital_id is None:
        said.append((False, "établissement à préciser", 0))
    score = max(0, min(_CERTAIN, sum(weight for _, _, weight in said)))
    house = index.hospitals[centre.hospital_id].name if centre.hospital_id is not None else ""
    detail = ", ".join(part for part in (centre.nature, centre.specialty or centre.unit, house, centre.code) if part)
    return Candidate("centre", list(centre.key), _name_of(centre), detail, score, _verdict(score), _reasons(said))


def _by_words(sought: CentreSought, centre: Centre) -> Iterator[Said]:
    if not sought.words:
        return
    alike = likeness(sought, centre)
    if alike >= SURE:
        yield True, "même intitulé ou sigle", 55
    else:
        yield False, "l’intitulé diffère", alike // 3


def _by_holder(index: RegisterIndex, sought: CentreSought, centre: Centre) -> Iterator[Said]:
    holder = index.holder(centre.key)
    if not sought.person:
        return
    if index.is_led_by(centre.key, sought.person):
        yield True, "responsable déjà en fonction", 35
    elif holder is not None:
        yield False, f"responsable\u00a0: {holder.name}", 0
    else:
        yield True, "siège vacant", 5


def _by_kind(sought: CentreSought, centre: Centre) -> Iterator[Said]:
    if sought.specialty or same_specialty(sought, centre):
        same = same_specialty(sought, centre)
        yield same, f"spécialité\u00a0: {fold(centre.specialty) or 'inconnue'}", 8 * same
    if sought.population is not None and centre.population is not None:
        same = sought.population == centre.population
        yield same, f"public\u00a0: {Population(centre.population).label.lower()}", 6 * same


def _new_centre(index: RegisterIndex, sought: CentreSought) -> Candidate:
    crmr = _crmr_named(index, sought)
    known: dict[str, Any] = {
        "kind": "ccmr",
        "title": sought.words,
        "crmr_id": crmr.id if crmr is not None else None,
        "specialty": sought.specialty,
        "population": sought.population,
    }
    attached = (True, f"rattaché à {crmr.name}") if crmr is not None else (False, "aucun centre de référence nommé")
    return Candidate("centre", {"new": known}, "Nouveau centre de compétences", _NEVER_ALONE, 0, "new", (attached,))


def _crmr_named(index: RegisterIndex, sought: CentreSought) -> Crmr | None:
    """The only reference centre whose acronym, title or code is typed, alone or among other words."""
    words = f" {fold(sought.words)} "
    found = {
        crmr.id: crmr
        for crmr in (index.crmrs.values() if words.strip() else ())
        if any(name and f" {fold(name)} " in words for name in (crmr.acronym, crmr.title, crmr.code))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _name_of(centre: Centre) -> str:
    return ", ".join(crmr.name for crmr in centre.crmrs) or centre.title


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"


def _verdict(score: int) -> str:
    return "sure" if score >= _SURE else "confirm"


def _reasons(said: Sequence[Said]) -> tuple[tuple[bool, str], ...]:
    return tuple(dict.fromkeys((good, words) for good, words, _ in sorted(said, key=lambda each: not each[0])))
