"""What the map of regions may show: each measure with its value, its arithmetic in words, and the count behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from crmr_desk.model.network.statistics.counts import Tally
from crmr_desk.model.network.statistics.numerals import WIDE, counted, number

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Measure:
    """``value`` gives the figure of a tally among so many inhabitants (None: not known there), ``base`` the count that
    stands small below it. ``unit`` follows the figure, ``base_words`` name the small count, ``method`` says how it is
    counted. ``fine``: worth one digit after the comma where figures are small."""

    key: str
    title: str
    value: Callable[[Tally, int | None], float | None]
    base: Callable[[Tally, int | None], float | None]
    base_words: str
    arithmetic: Callable[[Tally, int | None], str]
    method: str
    unit: str = ""
    base_unit: str = ""
    fine: bool = False
    words: str = ""
    """The title within a sentence, where it is not the title itself."""
    step: int | None = None
    """Width of a colour class where the figures set it by themselves: 20 per cent."""

    def base_of(self, count: float) -> str:
        """``base_words`` after ``count``: +1 centre, +2 centres."""
        return self.base_words.removesuffix("s") if abs(count) < 2 else self.base_words


def per_million(count: int, people: int | None) -> float | None:
    """``count`` for a million inhabitants; None where nobody counted them."""
    return count * _MILLION / people if people else None


def share(part: int, whole: int) -> float | None:
    """``part`` of ``whole`` in per cent; None of nothing."""
    return 100 * part / whole if whole else None


def _counting(key: str, title: str, count: Callable[[Tally], int], words: tuple[str, str], method: str) -> Measure:
    def arithmetic(tally: Tally, people: int | None) -> str:
        rate = per_million(count(tally), people)
        beside = f", soit {number(rate, 1)} par million d’habitants" if rate is not None else ""
        return counted(count(tally), *words) + beside

    return Measure(
        key, title, lambda tally, _people: count(tally), lambda tally, people: per_million(count(tally), people),
        "par million d’habitants (/M)", arithmetic, method, base_unit="/M",
    )  # fmt: skip


def _sharing(key: str, title: str, count: Callable[[Tally], int], words: str) -> Measure:
    def arithmetic(tally: Tally, _people: int | None) -> str:
        unknown = f"\u202f; {tally.public_unknown} ne le disent pas" if tally.public_unknown else ""
        if not tally.public_known:
            return f"Aucun centre de compétences ne dit qui il reçoit{unknown}"
        result = number(100 * count(tally) / tally.public_known)
        return f"{count(tally)} sur {tally.public_known} centres de compétences {words} = {result}{WIDE}%{unknown}"

    return Measure(
        key, title, lambda tally, _people: share(count(tally), tally.public_known),
        lambda tally, _people: tally.public_known, "centres qui disent leur public", arithmetic,
        f"Part des centres de compétences {words}, parmi ceux qui disent leur public\u202f; "
        "un centre «\u202fadultes et enfants\u202f» compte des deux côtés.", unit=f"{WIDE}%", step=20,
    )  # fmt: skip


def _centres_per_million(tally: Tally, people: int | None) -> str:
    rate = per_million(tally.centres, people)
    if rate is None or people is None:
        return f"{counted(tally.centres, 'centre', 'centres')}, population non connue"
    word = "millions" if people >= 2 * _MILLION else "million"
    millions = f"{number(people / _MILLION, 2)} {word} d’habitants"
    return f"{counted(tally.centres, 'centre', 'centres')} ÷ {millions} = {number(rate, 1)}"


def _patients(tally: Tally, _people: int | None) -> str:
    unknown = f"\u202f; {tally.active_file_unknown} ne la disent pas" if tally.active_file_unknown else ""
    told = tally.ccmrs - tally.active_file_unknown
    centres = f"{counted(told, 'centre', 'centres')} de compétences"
    return f"{counted(tally.active_file, 'patient', 'patients')} dans {centres}{unknown}"


def _vacancies(tally: Tally, _people: int | None) -> str:
    rate = share(tally.vacant, tally.centres)
    beside = f", soit {number(rate, 1)}{WIDE}%" if rate is not None else ""
    vacant = counted(tally.vacant, "poste vacant", "postes vacants")
    return f"{vacant} sur {counted(tally.centres, 'centre', 'centres')}{beside}"


MEASURES: Final[tuple[Measure, ...]] = (
    Measure(
        "per_million", "Centres par million d’habitants", lambda tally, people: per_million(tally.centres, people),
        lambda tally, _people: tally.centres, "centres", _centres_per_million,
        "Sites de CRMR et centres de compétences, pour un million d’habitants.", fine=True,
        words="par million d’habitants",
    ),
    _counting(
        "centres", "Centres", lambda tally: tally.centres, ("centre", "centres"),
        "Sites de CRMR et centres de compétences.",
    ),
    _counting(
        "coordinating", "Centres de référence", lambda tally: tally.coordinating,
        ("centre de référence", "centres de référence"), "Un CRMR compte là où est son site coordonnateur.",
    ),
    _counting(
        "sites", "Sites de CRMR", lambda tally: tally.sites, ("site de CRMR", "sites de CRMR"),
        "Sites coordonnateurs et sites constitutifs.",
    ),
    _counting(
        "ccmrs", "Centres de compétences", lambda tally: tally.ccmrs,
        ("centre de compétences", "centres de compétences"), "CCMR et CRC.",
    ),
    _sharing(
        "adults", "Part des CCMR pour adultes", lambda tally: tally.adults + tally.both,
        "qui reçoivent des adultes",
    ),
    _sharing(
        "children", "Part des CCMR pour enfants", lambda tally: tally.children + tally.both,
        "qui reçoivent des enfants",
    ),
    Measure(
        "vacant", "Postes vacants", lambda tally, _people: tally.vacant, lambda tally, _people: tally.centres,
        "centres", _vacancies,
        "Un poste par centre\u00a0: coordonnateur, responsable de site, responsable de centre de compétences.",
    ),
    Measure(
        "active_file", "File active", lambda tally, _people: tally.active_file,
        lambda tally, _people: tally.ccmrs - tally.active_file_unknown, "centres de compétences qui la disent",
        _patients, "Somme des files actives que disent les centres de compétences\u202f; les autres ne comptent pas.",
    ),
)  # fmt: skip

_BY_KEY = {measure.key: measure for measure in MEASURES}


def measure(key: str) -> Measure:
    """The measure of this name. KeyError for an unknown one."""
    return _BY_KEY[key]
