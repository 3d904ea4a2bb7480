"""Which centre of a hospital a line speaks of: by our code, its acronym or title, what tells it apart, or the only one
of its kind there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from crmr_desk.model.network.names import fold
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.checking.rows import Candidate, Doubt, Reason
from crmr_desk.workbooks.incoming.typed import Typed, quoted
from crmr_desk.workbooks.incoming.values.codes import Nature, fsmr_key
from crmr_desk.workbooks.matching.index import RegisterIndex, name_key
from crmr_desk.workbooks.matching.register import Centre, Hospital

_SURE, _PERHAPS = 88, 70
"""Likeness of a title, of 100, from which it is taken for the centre's; from which the centre is offered."""
_MOST = 6

_OF_NATURE = {
    Nature.COORDONNATEUR: ("coordonnateur",),
    Nature.CONSTITUTIF: ("constitutif",),
    Nature.CRMR: ("coordonnateur", "constitutif"),
    Nature.CCMR: ("CCMR", "CRC"),
    Nature.CRC: ("CRC", "CCMR"),
}
_NATURE_WORDS = frozenset(
    re.split(
        " ",
        "centre centres de des du d competence competences reference maladie maladies rare rares ccmr crmr crc site "
        "sites constitutif constitutifs coordonnateur coordonnateurs ressources et la le les pour en a l",
    )
)
_WHOLE, _PART = 97, 90
"""Likeness of a name that holds the acronym; of words that all stand in the title."""
_FEWEST_LETTERS = 8


@dataclass(frozen=True, slots=True)
class CentreMatch:
    """The centre, None where somebody has to say; what is doubtful; ``offered`` come into question, likeliest first."""

    found: Centre | None = None
    doubts: tuple[Reason, ...] = ()
    offered: tuple[Centre, ...] = ()


@dataclass(frozen=True, slots=True)
class CentreSought:
    """What a line says of its centre. ``person`` is the name key of the person in charge, "" for nobody; ``nature`` is
    None where nothing tells it."""

    code: Typed | None
    name: Typed | None
    nature: Nature | None
    fsmr: str
    specialty: str
    population: str | None
    person: str

    @property
    def words(self) -> str:
        """The name as typed, "" where it says no more than the kind of centre."""
        text = self.name.text if self.name is not None else ""
        return "" if all(word in _NATURE_WORDS for word in fold(text).split()) else text

    def reason(self, code: str, text: str) -> Reason:
        """A reason about the cell that names the centre."""
        cell = next((each for each in (self.name, self.code) if each is not None and each.text), None)
        return cell.reason(code, text, Doubt.CONFIRM) if cell is not None else Reason(code, text, "", Doubt.CONFIRM)


def find_centre(index: RegisterIndex, sought: CentreSought, hospital: Hospital | None) -> CentreMatch:
    """Seek the centre by its code, else in ``hospital``. None of them is created, and the first never wins silently."""
    if sought.code is not None and sought.code.text:
        coded = index.by_code.get(fold(sought.code.text))
        if coded is not None:
            return CentreMatch(coded, _closed(index, sought, coded), (coded,))
        text = (
            f"Aucun centre du registre n’a le code {quoted(sought.code.text)}\u202f; corrigez-le, ou laissez-le vide."
        )
        return CentreMatch(None, (sought.code.reason("code_unknown", text, Doubt.CONFIRM),))
    if hospital is None:
        return CentreMatch()
    there = [centre for centre in index.at.get(hospital.id, ()) if _of_kind(centre, sought.nature)]
    opened = [centre for centre in there if centre.open_on(index.today)]
    if not sought.words:
        return _only_one(sought, hospital, opened)
    return _named(index, sought, hospital, there, opened)


def candidates(index: RegisterIndex, sought: CentreSought, offered: Iterable[Centre]) -> tuple[Candidate, ...]:
    """The centres that come into question, with what speaks for and against each; a new competence centre last: a CRMR
    or a site is opened by a dossier only (A1 A-c, A2 §1)."""
    made = sorted((_candidate(index, sought, centre) for centre in offered), key=lambda each: -each.score)
    if sought.nature in (Nature.COORDONNATEUR, Nature.CONSTITUTIF, Nature.CRMR):
        return tuple(made[:_MOST])
    return (*made[:_MOST], _new(index, sought))


def likeness(sought: CentreSought, centre: Centre) -> int:
    """How well the name typed fits, of 100: an acronym or a whole title says it all."""
    words = fold(sought.words)
    if not words:
        return 0
    acronyms, titles = _names(centre)
    if words in acronyms or words in titles or words == fold(centre.code):
        return 100
    if any(acronym in words.split() or f" {acronym} " in f" {words} " for acronym in acronyms):
        return _WHOLE
    left = {word for word in words.split() if word not in _NATURE_WORDS}
    if sum(map(len, left)) >= _FEWEST_LETTERS and any(left <= set(title.split()) for title in titles):
        return _PART
    return round(max((fuzz.token_sort_ratio(words, title) for title in titles), default=0))


def _named(
    index: RegisterIndex, sought: CentreSought, hospital: Hospital, there: list[Centre], opened: list[Centre]
) -> CentreMatch:
    key = ("centre", hospital.id, sought.words, sought.nature)
    if key not in index.names_sought:
        index.names_sought[key] = {centre: likeness(sought, centre) for centre in there}
    scores: dict[Centre, int] = index.names_sought[key]
    best = max((scores[centre] for centre in opened), default=0)
    if best >= _SURE:
        return _among(sought, [centre for centre in opened if scores[centre] >= min(best, _WHOLE)])
    near = sorted((centre for centre in opened if scores[centre] >= _PERHAPS), key=lambda each: -scores[each])
    told = [centre for centre in opened if _tells(sought.words, centre)]
    if told and not near:
        return _among(sought, told)
    closed = [centre for centre in there if centre not in opened and scores[centre] >= _SURE]
    if closed:
        return CentreMatch(None, _closed(index, sought, closed[0]), tuple(closed))
    text = (
        f"{quoted(sought.words)} n’est le nom d’aucun centre ouvert à {hospital.name}\u202f; dites lequel, ou corrigez"
        " le nom."
    )
    others = near or told or opened
    return CentreMatch(None, (sought.reason("centre_unknown", text),), tuple(others[:_MOST]))


def _only_one(sought: CentreSought, hospital: Hospital, opened: list[Centre]) -> CentreMatch:
    if not opened:
        kind = f" de nature {sought.nature}" if sought.nature is not None else ""
        text = f"Le registre n’a aucun centre ouvert{kind} à {hospital.name}\u202f; dites lequel, ou écartez la ligne."
        return CentreMatch(None, (sought.reason("centre_unknown", text),))
    return _among(sought, opened)


def _among(sought: CentreSought, found: list[Centre]) -> CentreMatch:
    """One of several that fit, where the filière, the specialty, the population or the nature leaves one alone."""
    left = found
    for keep in (_same_fsmr, _same_specialty, _same_population, _same_nature):
        narrowed = [centre for centre in left if keep(sought, centre)]
        left = narrowed or left
    if len(left) == 1:
        return CentreMatch(left[0], (), tuple(found))
    names = ", ".join(centre.code for centre in left[:4])
    text = f"{len(left)} centres de cet établissement conviennent ({names})\u202f; dites lequel."
    return CentreMatch(None, (sought.reason("centre_ambiguous", text),), tuple(left))


def _same_fsmr(sought: CentreSought, centre: Centre) -> bool:
    return bool(sought.fsmr) and any(fsmr_key(sought.fsmr) == fsmr_key(crmr.fsmr) for crmr in centre.crmrs)


def _same_specialty(sought: CentreSought, centre: Centre) -> bool:
    typed = sought.specialty or sought.words
    return bool(centre.specialty) and fold(centre.specialty) in fold(typed)


def _same_population(sought: CentreSought, centre: Centre) -> bool:
    return sought.population is not None and sought.population == centre.population


def _same_nature(sought: CentreSought, centre: Centre) -> bool:
    return sought.nature is not None and str(sought.nature).casefold() == centre.nature.casefold()


def _tells(words: str, centre: Centre) -> bool:
    """The specialty, or the filière, is all that was typed of it."""
    folded = fold(words)
    specialty = bool(centre.specialty) and folded == fold(centre.specialty)
    return specialty or any(fsmr_key(words) == fsmr_key(crmr.fsmr) for crmr in centre.crmrs if crmr.fsmr)


def _names(centre: Centre) -> tuple[set[str], set[str]]:
    acronyms = {fold(crmr.acronym) for crmr in centre.crmrs if crmr.acronym}
    titles = {fold(crmr.title) for crmr in centre.crmrs} | {fold(centre.title)}
    codes = {fold(crmr.code) for crmr in centre.crmrs}
    return acronyms | codes, {title for title in titles if title}


def _of_kind(centre: Centre, nature: Nature | None) -> bool:
    return nature is None or centre.nature in _OF_NATURE[nature]


def _closed(index: RegisterIndex, sought: CentreSought, centre: Centre) -> tuple[Reason, ...]:
    if centre.open_on(index.today):
        return ()
    if centre.end is not None and centre.end < index.today:
        text = f"Ce centre a fermé le {short_date(centre.end)}\u202f; une ligne ne le rouvre pas."
    else:
        text = f"Ce centre n’ouvre que le {short_date(centre.start)}\u202f; vérifiez lequel est nommé."
    return (sought.reason("centre_closed", text),)


def _candidate(index: RegisterIndex, sought: CentreSought, centre: Centre) -> Candidate:
    alike = likeness(sought, centre)
    speaking: list[tuple[bool, str]] = []
    if sought.words:
        speaking.append((alike >= _SURE, "même intitulé ou sigle" if alike >= _SURE else "l’intitulé diffère"))
    holder = index.holder(centre.key)
    score = alike // 2 + 10
    if sought.person and holder is not None:
        person = index.people[holder.person_id]
        there = name_key(person.first_name, person.last_name) == sought.person
        speaking.append((there, "responsable déjà en fonction" if there else f"responsable\u00a0: {holder.name}"))
        score += 40 * there
    if not centre.open_on(index.today):
        speaking.append((False, "centre fermé"))
    score = min(99, score + 5 * _same_specialty(sought, centre))
    verdict = "sure" if score >= 85 else "confirm"
    return Candidate("centre", list(centre.key), _title(centre), _detail(centre), score, verdict, tuple(speaking))


def _title(centre: Centre) -> str:
    return ", ".join(crmr.name for crmr in centre.crmrs) or centre.title


def _detail(centre: Centre) -> str:
    parts: Sequence[str | None] = (centre.nature, centre.specialty or centre.unit, centre.population, centre.code)
    return ", ".join(part for part in parts if part)


def _new(index: RegisterIndex, sought: CentreSought) -> Candidate:
    named = fold(sought.words)
    crmr = next(
        (each for each in index.crmrs.values() if named and named in (fold(each.acronym), fold(each.title))), None
    )
    known: dict[str, Any] = {
        "kind": "ccmr",
        "title": sought.words,
        "crmr_id": crmr.id if crmr is not None else None,
        "specialty": sought.specialty,
        "population": sought.population,
    }
    attached = (True, f"rattaché à {crmr.name}") if crmr is not None else (False, "aucun centre de référence nommé")
    return Candidate(
        "centre",
        {"new": known},
        "Nouveau centre de compétences",
        "jamais créé sans votre accord",
        0,
        "new",
        (attached,),
    )
