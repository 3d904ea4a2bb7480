"""Which centre of a hospital a line speaks of: by our code, its acronym or title, what tells it apart, or the only one
of its kind there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from crmr_desk.model.network.names import fold
from crmr_desk.model.terms import short_date
from crmr_desk.workbooks.checking.rows import Doubt, Reason
from crmr_desk.workbooks.incoming.typed import quoted
from crmr_desk.workbooks.incoming.values.codes import Nature, fsmr_key
from crmr_desk.workbooks.matching.index import RegisterIndex
from crmr_desk.workbooks.matching.register import Centre, Hospital
from crmr_desk.workbooks.matching.sought import NATURE_WORDS, CentreSought

__all__ = ["SURE", "CentreMatch", "CentreSought", "centres_named", "find_centre", "likeness", "same_specialty"]

SURE, _PERHAPS = 88, 70
"""Likeness of a title, of 100, from which it is taken for the centre's; from which the centre is offered."""
_MOST = 6
_EXACT, _WHOLE, _FUZZY, _PART = 100, 97, 96, 90
"""Likeness of a name that is the acronym or the title; that holds the acronym; the most of one mistyped; that of words
that all stand in the title."""
_CLOSE = 3
"""Two mistyped titles that lie no further apart may be meant both."""
_FEWEST_LETTERS = 8
_BESIDE = frozenset(("adulte", "adultes", "enfant", "enfants", "pediatrique", "pediatriques", "mixte", "syndrome"))
"""Words beside a name that make it no other disease."""
_LONGEST_ACRONYM = 5
"""Words."""

_OF_NATURE = {
    Nature.COORDONNATEUR: ("coordonnateur",),
    Nature.CONSTITUTIF: ("constitutif",),
    Nature.CRMR: ("coordonnateur", "constitutif"),
    Nature.CCMR: ("CCMR", "CRC"),
    Nature.CRC: ("CRC", "CCMR"),
}


class CentreMatch(NamedTuple):
    """The centre, None where somebody has to say; what is doubtful; ``offered`` come into question, likeliest first."""

    found: Centre | None = None
    doubts: tuple[Reason, ...] = ()
    offered: tuple[Centre, ...] = ()


def find_centre(index: RegisterIndex, sought: CentreSought, hospital: Hospital | None) -> CentreMatch:
    """Seek the centre by its code, else in ``hospital``. None of them is created, and the first never wins silently.
    Where the hospital is not settled (None), the centres of that name are offered wherever they are."""
    if sought.code is not None and sought.code.text:
        return _coded(index, sought)
    if hospital is None:
        return CentreMatch(offered=centres_named(index, sought)[:_MOST])
    there, opened = _there(index, sought.nature, hospital)
    if not sought.words:
        return _only_one(index, sought, hospital, opened)
    return _named(index, sought, hospital, there, opened)


def centres_named(index: RegisterIndex, sought: CentreSought) -> tuple[Centre, ...]:
    """The open centres of that kind that bear the acronym, title or code typed, or one that it holds; those where the
    person named is in charge come first."""
    words = fold(sought.words)
    if not words:
        return ()
    found = dict.fromkeys(
        centre
        for name in (words, *words.split())
        for centre in index.named.get(name, ())
        if centre.open_on(index.today) and is_of_kind(centre, sought.nature)
    )
    return tuple(sorted(found, key=lambda centre: not index.is_led_by(centre.key, sought.person)))


def likeness(sought: CentreSought, centre: Centre) -> int:
    """How well the name typed fits, of 100: an acronym or a whole title says it all."""
    words = fold(sought.words)
    if not words:
        return 0
    if words in centre.acronyms or words in centre.titles:
        return _EXACT
    left = _subject(words)
    alone = " ".join(word for word in left if word not in _BESIDE)
    if any(
        f" {acronym} " in f" {words} " and (alone == acronym or not _is_word(acronym, centre))
        for acronym in centre.acronyms
    ):
        return _WHOLE
    if sum(map(len, left)) >= _FEWEST_LETTERS and any(set(left) <= set(title.split()) for title in centre.titles):
        return _PART
    alike = (
        max(fuzz.token_sort_ratio(words, title), fuzz.token_sort_ratio(" ".join(left), " ".join(_subject(title))))
        for title in centre.titles
    )
    return min(_FUZZY, round(max(alike, default=0)))


def is_of_kind(centre: Centre, nature: Nature | None) -> bool:
    """Whether a centre may be of the nature typed; any may where none was."""
    return nature is None or centre.nature in _OF_NATURE[nature]


def same_specialty(sought: CentreSought, centre: Centre) -> bool:
    """Whether the line names the specialty of the centre, in its own column or beside the name."""
    typed = sought.specialty or sought.words
    return bool(centre.specialty) and f" {fold(centre.specialty)} " in f" {fold(typed)} "


def _is_word(acronym: str, centre: Centre) -> bool:
    """Whether a code is a plain word of the title: METABOLISME stands in the names of other diseases too."""
    return any(set(acronym.split()) <= set(title.split()) for title in centre.titles)


def _subject(folded: str) -> list[str]:
    return [word for word in folded.split() if word not in NATURE_WORDS]


def _coded(index: RegisterIndex, sought: CentreSought) -> CentreMatch:
    assert sought.code is not None
    coded = index.by_code.get(fold(sought.code.text))
    if coded is not None:
        return CentreMatch(coded, _closed(index, sought, coded), (coded,))
    text = f"Aucun centre du registre n’a le code {quoted(sought.code.text)}\u202f; corrigez-le, ou laissez-le vide."
    return CentreMatch(None, (sought.code.reason("code_unknown", text, Doubt.CONFIRM),))


def _named(
    index: RegisterIndex, sought: CentreSought, hospital: Hospital, there: list[Centre], opened: list[Centre]
) -> CentreMatch:
    called = _called(index, sought, hospital)
    if called:
        return _among(sought, called)
    scores = _scores(index, sought, hospital, there)
    best = max((scores[centre.key] for centre in opened), default=0)
    if best >= SURE:
        least = max(SURE, best - _CLOSE)
        return _among(sought, [centre for centre in opened if scores[centre.key] >= least])
    near = sorted((centre for centre in opened if scores[centre.key] >= _PERHAPS), key=lambda each: -scores[each.key])
    told = [centre for centre in opened if _tells(sought.words, centre)]
    if told and not near:
        return _among(sought, told)
    closed = [centre for centre in there if centre not in opened and scores[centre.key] >= SURE]
    if closed:
        return CentreMatch(None, _closed(index, sought, closed[0]), tuple(closed))
    text = (
        f"{quoted(sought.words)} n’est le nom d’aucun centre ouvert à {hospital.name}\u202f; dites lequel, ou corrigez"
        " le nom."
    )
    return CentreMatch(
        None, (sought.reason("centre_unknown", text),), _offered(near or told, _placeless(index, sought), opened)
    )


def _there(index: RegisterIndex, nature: Nature | None, hospital: Hospital) -> tuple[list[Centre], list[Centre]]:
    """The centres of that kind of a hospital, and those of them that are open."""
    key = ("there", hospital.id, nature)
    if key not in index.names_sought:
        there = [centre for centre in index.at.get(hospital.id, ()) if is_of_kind(centre, nature)]
        index.names_sought[key] = there, [centre for centre in there if centre.open_on(index.today)]
    found: tuple[list[Centre], list[Centre]] = index.names_sought[key]
    return found


def _called(index: RegisterIndex, sought: CentreSought, hospital: Hospital) -> list[Centre]:
    """The open centres of a hospital that are called by their whole name, else by an acronym or code that the name
    holds: no mistyped one comes near them."""
    words = fold(sought.words)
    called = _open_there(index, sought, hospital, words)
    if called:
        return called
    split = words.split()
    parts = dict.fromkeys(
        " ".join(split[start : start + length])
        for length in range(1, _LONGEST_ACRONYM + 1)
        for start in range(len(split) - length + 1)
    )
    named = {centre.key: centre for part in parts for centre in _open_there(index, sought, hospital, part)}
    return [centre for centre in named.values() if likeness(sought, centre) >= _WHOLE]


def _open_there(index: RegisterIndex, sought: CentreSought, hospital: Hospital, name: str) -> list[Centre]:
    return [
        centre
        for centre in index.named.get(name, ())
        if centre.hospital_id == hospital.id and is_of_kind(centre, sought.nature) and centre.open_on(index.today)
    ]


def _scores(
    index: RegisterIndex, sought: CentreSought, hospital: Hospital, there: Iterable[Centre]
) -> dict[tuple[str, int], int]:
    key = ("centre", hospital.id, sought.words, sought.nature)
    if key not in index.names_sought:
        index.names_sought[key] = {centre.key: likeness(sought, centre) for centre in there}
    scores: dict[tuple[str, int], int] = index.names_sought[key]
    return scores


def _only_one(index: RegisterIndex, sought: CentreSought, hospital: Hospital, opened: list[Centre]) -> CentreMatch:
    strict = sought.nature in (Nature.CCMR, Nature.CRC)
    alike = [centre for centre in opened if not strict or _same_nature(sought, centre)]
    if alike:
        return _among(sought, alike)
    kind = f" de nature {sought.nature}" if sought.nature is not None else ""
    text = f"Le registre n’a aucun centre ouvert{kind} à {hospital.name}\u202f; dites lequel, ou écartez la ligne."
    return CentreMatch(None, (sought.reason("centre_unknown", text),), _offered(_placeless(index, sought), opened))


def _placeless(index: RegisterIndex, sought: CentreSought) -> list[Centre]:
    """Centres of that name of which nobody has said yet where they are."""
    return [centre for centre in centres_named(index, sought) if centre.hospital_id is None]


def _offered(*groups: Iterable[Centre]) -> tuple[Centre, ...]:
    return tuple(dict.fromkeys(centre for group in groups for centre in group))[:_MOST]


def _among(sought: CentreSought, found: Sequence[Centre]) -> CentreMatch:
    """One of several that fit, where the filière, the specialty, the population or the nature leaves one alone."""
    left = list(found)
    for keep in (_same_fsmr, same_specialty, _same_population, _same_nature):
        if len(left) > 1:
            left = [centre for centre in left if keep(sought, centre)] or left
    if len(left) == 1:
        return CentreMatch(left[0], (), tuple(found))
    names = ", ".join(centre.code for centre in left[:4]) + ("…" if len(left) > 4 else "")
    text = f"{len(left)} centres de cet établissement conviennent ({names})\u202f; dites lequel."
    return CentreMatch(None, (sought.reason("centre_ambiguous", text),), tuple(left))


def _same_fsmr(sought: CentreSought, centre: Centre) -> bool:
    return bool(sought.fsmr) and any(fsmr_key(sought.fsmr) == fsmr_key(crmr.fsmr) for crmr in centre.crmrs)


def _same_population(sought: CentreSought, centre: Centre) -> bool:
    return sought.population is not None and sought.population == centre.population


def _same_nature(sought: CentreSought, centre: Centre) -> bool:
    return sought.nature is not None and str(sought.nature).casefold() == centre.nature.casefold()


def _tells(words: str, centre: Centre) -> bool:
    """The specialty, or the filière, is all that was typed of it."""
    specialty = bool(centre.specialty) and fold(words) == fold(centre.specialty)
    return specialty or any(fsmr_key(words) == fsmr_key(crmr.fsmr) for crmr in centre.crmrs if crmr.fsmr)


def _closed(index: RegisterIndex, sought: CentreSought, centre: Centre) -> tuple[Reason, ...]:
    if centre.open_on(index.today):
        return ()
    if centre.end is not None and centre.end < index.today:
        text = f"Ce centre a fermé le {short_date(centre.end)}\u202f; une ligne ne le rouvre pas."
    else:
        text = f"Ce centre n’ouvre que le {short_date(centre.start)}\u202f; vérifiez lequel est nommé."
    return (sought.reason("centre_closed", text),)
